/** Paths and URLs (https://masterminds.github.io/sprig/paths.html, url.html), as Go's `path` and `net/url` take them apart. */
import { GoError } from '../failure.ts';
import { bool, dict, text } from '../trace.ts';
import type { Traced } from '../types.ts';
import { computing, dictArgument, type Family, renamed, textArgument } from './contract.ts';

function ofText(change: (whole: string) => string): Family[string] {
  return (args) => text(change(textArgument(args, 0).text));
}

function clean(path: string): string {
  const rooted = path.startsWith('/');
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!rooted) kept.push('..');
  }
  return (rooted ? '/' : '') + kept.join('/') || '.';
}

function base(path: string): string {
  if (path === '') return '.';
  return path.replace(/\/+$/, '').split('/').at(-1) || '/';
}

function directory(path: string): string {
  return clean(path.slice(0, path.lastIndexOf('/') + 1));
}

function extension(path: string): string {
  return /\.[^./]*$/.exec(path)?.[0] ?? '';
}

const PATHS = computing({
  base: ofText(base),
  dir: ofText(directory),
  clean: ofText(clean),
  ext: ofText(extension),
  isAbs: (args) => bool(textArgument(args, 0).text.startsWith('/')),
});

const URL_PARTS =
  /^(?:(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/(?:(?<userinfo>[^/?#@]*)@)?(?<host>[^/?#]*))?(?<path>[^?#]*)(?:\?(?<query>[^#]*))?(?:#(?<fragment>.*))?$/s;

function urlParse(args: readonly Traced[]): Traced {
  const groups = URL_PARTS.exec(textArgument(args, 0).text)?.groups;
  if (!groups) throw new GoError('a text that is no URL');
  const { scheme = '', userinfo = '', host = '', path = '', query = '', fragment = '' } = groups;
  const isOpaque = scheme !== '' && host === '' && path !== '' && !path.startsWith('/');
  const hostname = host.startsWith('[') ? host.slice(1, host.indexOf(']')) : host.replace(/:[^:]*$/, '');
  const parts = {
    scheme,
    userinfo,
    host,
    hostname,
    path: isOpaque ? '' : path,
    query,
    opaque: isOpaque ? path : '',
    fragment,
  };
  return dict(Object.entries(parts).map(([name, value]) => [name, text(value, argumentVia(args))]));
}

function argumentVia(args: readonly Traced[]): Traced['via'] {
  return args[0]?.via ?? [];
}

function urlJoin(args: readonly Traced[]): Traced {
  const map = dictArgument(args, 0);
  const part = (name: string, before = '', after = '') => {
    const value = map.entries.get(name)?.value;
    if (value && value.kind !== 'string') throw new GoError('urlJoin takes texts');
    return value && value.text !== '' ? before + value.text + after : '';
  };
  const authority = part('host') || part('userinfo') ? `//${part('userinfo', '', '@')}${part('host')}` : '';
  const path =
    authority !== '' && part('path') !== '' && !part('path').startsWith('/') ? `/${part('path')}` : part('path');
  return text(
    `${part('scheme', '', ':')}${part('opaque') || authority + path}${part('query', '?')}${part('fragment', '#')}`,
  );
}

export const PATHS_AND_URLS: Family = {
  ...PATHS,
  ...renamed(PATHS, { osBase: 'base', osDir: 'dir', osClean: 'clean', osExt: 'ext', osIsAbs: 'isAbs' }),
  urlParse,
  ...computing({
    urlJoin,
    /** Helm asks no name server unless told to, and answers with an empty text. */
    getHostByName: () => text(''),
  }),
};

/** What a generator of Kustomize is given: keys and values of env files, files and literals, each at the place it is written. */
import { createLineIndex, narrow } from '../../syntax/line-index.ts';
import { baseName, resolvePath } from '../../syntax/path.ts';
import { itemsAt, type Scalar, scalarAt, type Tree } from '../../syntax/tree.ts';
import { mapping, scalar } from './edit.ts';
import type { Reading } from './patches.ts';

/** Key and value; a value that is not here is an empty mapping, which readers take for nothing they can look at. */
export type Values = readonly (readonly [Scalar, Tree])[];

/** Values of env files first, then of files, then literals (kustomize, api/kv/kv.go). */
export function generatedValues(item: Tree, reading: Reading): Values {
  const env = scalarAt(item, 'env');
  const envFiles = [...(env ? [env] : []), ...scalarsOf(item, 'envs')];
  return [
    ...envFiles.flatMap((path) => envValues(path, reading)),
    ...scalarsOf(item, 'files').map((entry) => fileValue(entry, reading)),
    ...scalarsOf(item, 'literals').flatMap(literalValue),
  ];
}

function scalarsOf(item: Tree, field: string): readonly Scalar[] {
  return itemsAt(item, field).flatMap((one) => (one.kind === 'scalar' && one.text !== '' ? [one] : []));
}

/** A name without a value is taken from who runs kustomize. Nothing is unquoted, and `#` begins a comment only at the start. */
const ENV_LINE = /^(?<space>[ \t]*)(?<name>[^\s#=][^=\r\n]*)(?:=(?<value>[^\r\n]*))?/gm;

function envValues(path: Scalar, { folder, sources }: Reading): Values {
  const file = resolvePath(folder, path.text);
  const text = file === null ? null : sources.text(file);
  if (file === null || text === null) {
    sources.unresolved('an env file of a generator that is not here: its keys are not known', path.span);
    return [];
  }
  const index = createLineIndex(file, text);
  return [...text.matchAll(ENV_LINE)].map(({ index: start, groups }) => {
    const { space = '', name = '', value } = groups ?? {};
    const from = start + space.length;
    const key = scalar(name, index.span(from, from + name.length), [path.span]);
    if (value === undefined) return [key, mapping([], key.span)];
    const end = from + name.length + 1 + value.length;
    return [key, scalar(value, index.span(end - value.length, end), [path.span])];
  });
}

/** `path` or `key=path`. A file that is not here (it is often ignored by git) leaves a key without a value. */
function fileValue(entry: Scalar, { folder, sources }: Reading): readonly [Scalar, Tree] {
  const cut = entry.text.indexOf('=');
  const path = entry.text.slice(cut + 1);
  const key = cut < 0 ? baseName(path) : entry.text.slice(0, cut);
  const keyAt = scalar(
    key,
    narrow(entry.span, entry.text, cut < 0 ? entry.text.length - key.length : 0, cut < 0 ? entry.text.length : cut),
  );
  const file = resolvePath(folder, path);
  const text = file === null ? null : sources.text(file);
  if (file === null || text === null) return [keyAt, mapping([], entry.span)];
  return [keyAt, scalar(text, createLineIndex(file, text).span(0, text.length), [entry.span])];
}

/** `key=value`, the value perhaps in quotes. */
function literalValue(entry: Scalar): Values {
  const cut = entry.text.indexOf('=');
  if (cut <= 0) return [];
  const quoted = /^(["'])(.*)\1$/s.exec(entry.text.slice(cut + 1));
  const start = cut + (quoted ? 2 : 1);
  const end = entry.text.length - (quoted ? 1 : 0);
  return [
    [
      scalar(entry.text.slice(0, cut), narrow(entry.span, entry.text, 0, cut)),
      scalar(entry.text.slice(start, end), narrow(entry.span, entry.text, start, end)),
    ],
  ];
}

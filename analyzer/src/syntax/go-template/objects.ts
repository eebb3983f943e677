/** Helm's values with methods: the files of a chart and what its cluster can do. They are made of what the caller gives, never of a disk. */
import { encodeBase64 } from './base64.ts';
import { GoError } from './failure.ts';
import { compileGlob } from './glob.ts';
import { createMeter, DEFAULT_BOUNDS } from './meter.ts';
import { fromPieces } from './pieces.ts';
import { bool, dict, list, object, text } from './trace.ts';
import type { ChartFiles, Dict, GoObject, Method, Text, Traced } from './types.ts';
import { yamlPieces } from './yaml-text.ts';

function textOf(args: readonly Traced[]): string {
  const [name] = args;
  if (name?.kind !== 'string') throw new GoError('a name that is no text');
  return name.text;
}

/** `.Files` of a chart (https://helm.sh/docs/chart_template_guide/accessing_files/); files are read when a template asks. */
export function filesObject(files: ChartFiles): GoObject {
  return filesOf(files, files.names);
}

function filesOf(files: ChartFiles, names: readonly string[]): GoObject {
  const known = new Set(names);
  const read = (name: string): Text => (known.has(name) ? text(files.text(name), [files.place(name)]) : text(''));
  const methods: Readonly<Record<string, Method>> = {
    Get: (args) => read(textOf(args)),
    GetBytes: (args) => read(textOf(args)),
    Glob: (args) => filesOf(files, names.filter(compileGlob(textOf(args)))),
    Lines: (args) => linesOf(read(textOf(args))),
    AsConfig: () => yamlOf(names, read),
    AsSecrets: () => yamlOf(names, (name) => base64(read(name))),
  };
  let inner: Dict | null = null;
  return {
    kind: 'object',
    type: 'engine.files',
    methods: new Map(Object.entries(methods)),
    text: null,
    via: [],
    get inner() {
      inner ??= dict(names.map((name) => [name, read(name)]));
      return inner;
    },
  };
}

function linesOf(content: Text): Traced {
  const lines = content.text === '' ? [] : content.text.replace(/\n$/, '').split('\n');
  return list(
    lines.map((line) => text(line, content.via)),
    content.via,
  );
}

function base64(content: Text): Text {
  return text(encodeBase64(content.text), content.via);
}

/** A YAML mapping from base name to content. */
function yamlOf(names: readonly string[], read: (name: string) => Text): Text {
  if (names.length === 0) return text('');
  const entries = names.map((name) => [name.slice(name.lastIndexOf('/') + 1), read(name)] as const);
  return fromPieces(yamlPieces(dict(entries), createMeter(DEFAULT_BOUNDS)));
}

export interface Cluster {
  /** With the `v`: `v1.31.0`. */
  readonly kubeVersion: string;
  /** `apps/v1`, and `apps/v1/Deployment` for a kind. */
  readonly apiVersions: readonly string[];
  readonly helmVersion: string;
}

/** `.Capabilities` (https://helm.sh/docs/chart_template_guide/builtin_objects/). */
export function capabilities({ kubeVersion, apiVersions, helmVersion }: Cluster): Traced {
  const [, major = '', minor = ''] = /^v?(\d+)\.(\d+)/.exec(kubeVersion) ?? [];
  const version = text(kubeVersion);
  const known = new Set(apiVersions);
  const kube = dict([
    ['Version', version],
    ['GitVersion', version],
    ['Major', text(major)],
    ['Minor', text(minor)],
  ]);
  const versions = list([...apiVersions].sort().map((each) => text(each)));
  return dict([
    ['KubeVersion', object('*chartutil.KubeVersion', kube, { String: () => version }, kubeVersion)],
    ['APIVersions', object('chartutil.VersionSet', versions, { Has: (args) => bool(known.has(textOf(args))) })],
    ['HelmVersion', dict([['Version', text(helmVersion)]])],
  ]);
}

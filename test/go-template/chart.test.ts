/** Templates as Helm sets them: names, partial files, order of definitions, values laid over each other, the cluster. */
import { describe, expect, it } from 'vitest';
import { show } from '../../analyzer/src/syntax/go-template/format.ts';
import { capabilities, filesObject } from '../../analyzer/src/syntax/go-template/objects.ts';
import { renderTemplates } from '../../analyzer/src/syntax/go-template/render.ts';
import { dict } from '../../analyzer/src/syntax/go-template/trace.ts';
import { merge } from '../../analyzer/src/syntax/go-template/values.ts';
import { render, valuesOf } from './set.ts';

describe('a set of templates', () => {
  it('prints no partial file, and sorts by path', () => {
    const { outputs } = render({ 'c/templates/b.yaml': 'b', 'c/templates/_a.tpl': 'a', 'c/templates/a.yaml': 'a' });
    expect(outputs.map(({ path }) => path)).toEqual(['c/templates/a.yaml', 'c/templates/b.yaml']);
  });

  it('a parent’s definition replaces its subchart’s, whatever the order', () => {
    const files = [
      { path: 'brig/templates/_a.tpl', text: '{{ define "flag" }}brig{{ end }}' },
      { path: 'brig/charts/oar/templates/_a.tpl', text: '{{ define "flag" }}oar{{ end }}' },
      { path: 'brig/templates/x.yaml', text: '{{ include "flag" . }}' },
    ];
    for (const set of [files, [...files].reverse()])
      expect(renderTemplates({ files: set }, dict([])).outputs[0]?.text).toBe('brig');
  });

  it('gives a file its own root, its name and its folder', () => {
    const text = '{{ .Values.ship }} {{ .Template.Name }} {{ .Template.BasePath }}';
    const files = [
      {
        path: 'x/charts/oar/templates/sub/a.yaml',
        name: 'brig/charts/oar/templates/sub/a.yaml',
        text,
        root: dict([['Values', valuesOf('ship: skiff\n')]]),
      },
      { path: 'x/templates/b.yaml', name: 'brig/templates/b.yaml', text },
    ];
    const { outputs } = renderTemplates({ files }, dict([['Values', valuesOf('ship: brig\n')]]));
    expect(outputs.map((output) => output.text)).toEqual([
      'skiff brig/charts/oar/templates/sub/a.yaml brig/charts/oar/templates',
      'brig brig/templates/b.yaml brig/templates',
    ]);
  });

  it('a definition of white space does not replace another', () => {
    const { outputs } = render({
      'a/b/_x.tpl': '{{ define "flag" }}red{{ end }}',
      'a/_y.tpl': '{{ define "flag" }}  {{ end }}',
      'a/z.yaml': '{{ include "flag" . }}',
    });
    expect(outputs[0]?.text).toBe('red');
  });
});

describe('values over values', () => {
  const over = (base: string, other: string) => show(merge(valuesOf(base), valuesOf(other)));

  it('maps merge, all else is replaced', () => {
    expect(over('a: {b: 1, c: [1, 2]}\nd: 1\n', 'a: {c: [3]}\ne: 2\n')).toBe('map[a:map[b:1 c:[3]] d:1 e:2]');
  });

  it('null takes a key away, and only a key that is there', () => {
    expect(over('a: {b: 1, c: 2}\n', 'a: {b: null}\nd: null\n')).toBe('map[a:map[c:2] d:<nil>]');
  });

  it('leaves what it was given alone', () => {
    const base = valuesOf('a: {b: 1}\n');
    merge(base, valuesOf('a: {b: 2}\n'));
    expect(show(base)).toBe('map[a:map[b:1]]');
  });
});

describe('objects of Helm', () => {
  const cluster = capabilities({ kubeVersion: 'v1.31.4', apiVersions: ['policy/v1', 'v1'], helmVersion: 'v3.16.0' });
  const texts: Readonly<Record<string, string>> = {
    'rig/a.ini': 'one\ntwo\n',
    'rig/deep/b.ini': 'b',
    'keel.json': '{}',
  };
  const files = filesObject({
    names: Object.keys(texts).sort(),
    text: (name) => texts[name] ?? '',
    place: (file) => ({ file, line: 1, column: 1, endLine: 1, endColumn: 1 }),
  });
  const rows: readonly (readonly [string, string])[] = [
    ['.Capabilities.KubeVersion', 'v1.31.4'],
    ['.Capabilities.KubeVersion.Version', 'v1.31.4'],
    ['.Capabilities.KubeVersion.GitVersion | quote', '"v1.31.4"'],
    ['add .Capabilities.KubeVersion.Minor 1', '32'],
    ['.Capabilities.APIVersions.Has "policy/v1"', 'true'],
    ['.Capabilities.APIVersions.Has "policy/v2"', 'false'],
    ['has "v1" .Capabilities.APIVersions', 'true'],
    ['.Capabilities.HelmVersion.Version', 'v3.16.0'],
    ['.Files.Get "keel.json"', '{}'],
    ['.Files.Get "../../etc/passwd" | quote', '""'],
    ['.Files.Lines "rig/a.ini"', '[one two]'],
    ['len (.Files.Glob "rig/*")', '1'],
    ['len (.Files.Glob "rig/**")', '2'],
    ['len (.Files.Glob "{rig/*.ini,*.json}")', '2'],
    ['(.Files.Glob "*.json").AsSecrets', 'keel.json: e30='],
    ['(.Files.Glob "rig/**.ini").AsConfig', 'a.ini: |\n  one\n  two\nb.ini: b'],
    ['(.Files.Glob "none").AsConfig | quote', '""'],
    ['range $path, $_ := .Files.Glob "rig/**" }}{{ $path }},{{ end', 'rig/a.ini,rig/deep/b.ini,'],
  ];

  it.each(rows)('{{ %s }}', (call, expected) => {
    const { outputs, notes } = render({ 'a.yaml': `{{ ${call} }}` }, '', [
      ['Capabilities', cluster],
      ['Files', files],
    ]);
    expect(notes).toEqual([]);
    expect(outputs[0]?.text).toBe(expected);
  });
});

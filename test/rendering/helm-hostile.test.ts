/** Charts that are broken or mean harm: each costs itself, by name. */
import { describe, expect, test } from 'vitest';
import { renderChart } from '../../analyzer/src/rendering/helm/render.ts';
import { scalarAt, type Tree, textAt } from '../../analyzer/src/syntax/tree.ts';
import { chartsOf, renderCharts, sayObject, type Texts } from './helm-charts.ts';

const GOOD = 'kind: Pod\nmetadata: { name: survivor }\n';
const chart = (templates: Texts, metadata = 'name: wreck\n'): Texts => ({
  'Chart.yaml': metadata,
  ...Object.fromEntries(Object.entries(templates).map(([name, text]) => [`templates/${name}`, text])),
  'templates/z.yaml': GOOD,
});
const objects = (texts: Texts) => renderCharts(chartsOf({ wreck: texts })).units.map(sayObject);

describe('a template that cannot be rendered', () => {
  const BROKEN = [
    '{{- if .Values.on }}',
    'apiVersion: v1',
    'kind: Deployment',
    'metadata:',
    '  name: {{ include "gone" . }}-hull',
    '  labels:',
    '    {{- include "gone.labels" . | nindent 4 }}',
    '    quoted: "{{ .Values.a "b" }}"',
    '    {{ .Values.key }}: value',
    'spec:',
    '  list:',
    '    - {{ .Values.item }}',
    "    - name: it's {{ .Values.mid }}",
    '  secret: { name: hold-key }',
    '{{- end }',
  ].join('\n');
  const { units, notes } = renderCharts(chartsOf({ wreck: chart({ 'hull.yaml': BROKEN }) }));
  const tree = units[0]?.content as Tree;

  test('is read without its actions, and says so', () => {
    expect(textAt(tree, 'kind')).toBe('Deployment');
    expect(units[0]?.notes.map(({ note, what }) => [note, what])).toEqual([
      ['unresolved', 'a template that could not be rendered: read without its actions'],
    ]);
    expect(notes.some((what) => what.startsWith('a Go template that does not parse'))).toBe(true);
    expect(units.map(({ file }) => file)).toEqual(['wreck/templates/hull.yaml', 'wreck/templates/z.yaml']);
  });

  test('keeps what its actions stand in, at its place', () => {
    const name = scalarAt(tree, 'metadata', 'name');
    expect([name?.text, name?.span.line, name?.span.column]).toEqual(['{{ include gone . }}-hull', 5, 9]);
    expect(textAt(tree, 'metadata', 'labels', 'quoted')).toBe('{{ .Values.a b }}');
    expect(textAt(tree, 'metadata', 'labels', '{{ .Values.key }}')).toBe('value');
    expect(textAt(tree, 'spec', 'list', 0)).toBe('{{ .Values.item }}');
    const secret = scalarAt(tree, 'spec', 'secret', 'name');
    expect([secret?.text, secret?.span.line, secret?.span.column]).toEqual(['hold-key', 14, 19]);
  });

  test('is taken as rendered where only a part of it failed and the names stand', () => {
    const text = 'kind: Pod\nmetadata:\n  name: mast\n  labels: { a: "{{ fail "storm" }}" }\n';
    const [unit] = renderCharts(chartsOf({ wreck: chart({ 'a.yaml': text }) })).units;
    expect(unit && sayObject(unit)).toBe('Pod mast@wreck');
    expect(unit?.notes).toEqual([]);
  });

  test('that prints nothing on purpose stays nothing', () => {
    expect(
      objects(chart({ 'a.yaml': '{{ if .Values.never }}\nkind: Pod\nmetadata: { name: ghost }\n{{ end }}' })),
    ).toEqual(['Pod survivor@wreck']);
  });
});

describe('a chart', () => {
  test('that never ends is stopped', () => {
    const loops = {
      'a.yaml': '{{ define "a" }}{{ include "a" . }}{{ end }}{{ include "a" . }}',
      'b.yaml': '{{ range until 99999 }}{{ range until 99999 }}x{{ end }}{{ end }}',
    };
    const { units, notes } = renderCharts(chartsOf({ wreck: chart(loops) }));
    expect(units.map(sayObject)).toEqual(['Pod survivor@wreck']);
    expect(notes).toEqual([
      'templates include each other too deeply: evaluation stopped',
      'the template does not end: evaluation stopped',
    ]);
  });

  test('that depends on itself in a circle is rendered once', () => {
    const on = (name: string, other: string) => ({
      'Chart.yaml': `name: ${name}\ndependencies: [{ name: ${other}, repository: "file://../${other}" }]\n`,
      'templates/a.yaml': `kind: Pod\nmetadata: { name: ${name} }\n`,
    });
    const { units, notes } = renderCharts(
      chartsOf({ scylla: on('scylla', 'charybdis'), charybdis: on('charybdis', 'scylla') }),
    );
    expect(units.map(sayObject)).toEqual(['Pod charybdis@charybdis', 'Pod scylla@charybdis']);
    expect(notes).toEqual(['charts that depend on each other in a circle']);
  });

  test('that takes another twice, and that one another twice, ends', () => {
    const take = (name: string, other: string) => ({
      'Chart.yaml': `name: ${name}\ndependencies: [${['a', 'b', 'c']
        .map((alias) => `{ name: ${other}, alias: ${alias}, repository: "file://../${other}" }`)
        .join()}]\n`,
      'templates/a.yaml': 'kind: Pod\nmetadata: { name: "{{ .Chart.Name }}" }\n',
    });
    const names = [...'abcdefghijk'].map((letter) => `wave-${letter}`);
    const charts = names.map((name, index) => [name, take(name, names[index + 1] ?? 'shore')]);
    const { roots, units, notes } = renderCharts(chartsOf(Object.fromEntries(charts)));
    expect(roots).toEqual(['wave-a']);
    expect(units.length).toBeLessThan(300);
    expect(notes).toContain('too many charts inside each other: not read');
  });

  test('does not reach out of the workspace', () => {
    const reaching = chart(
      { 'a.yaml': 'kind: Pod\nmetadata: { name: "a{{ .Files.Get "../../etc/passwd" }}" }\n' },
      'name: wreck\ndependencies: [{ name: up, repository: "file://../../../up" }]\n',
    );
    const { units, notes } = renderCharts({ ...chartsOf({ wreck: reaching }), 'etc/passwd': 'root' });
    expect(units.map(sayObject)).toEqual(['Pod a@wreck', 'Pod survivor@wreck']);
    expect(notes).toContain('subchart up stands outside of the repository');
  });

  test.each([
    ['metadata that is no YAML', 'name: [wreck'],
    ['no metadata', ''],
    ['a list for metadata', '- name: wreck'],
  ])('with %s is rendered under the name of its folder', (_, metadata) => {
    expect(
      objects({
        ...chart({ 'a.yaml': 'kind: Pod\nmetadata: { name: "{{ .Chart.Name }}" }\n' }),
        'Chart.yaml': metadata,
      }),
    ).toEqual(['Pod wreck@wreck', 'Pod survivor@wreck']);
  });

  test('with values that are no YAML, or names of prototypes, loses only those', () => {
    const templates = {
      'a.yaml': 'kind: Pod\nmetadata: { name: "a{{ .Values.constructor }}{{ .Values.toString }}" }\n',
    };
    expect(objects({ ...chart(templates), 'values.yaml': ']{' })).toEqual(['Pod a@wreck', 'Pod survivor@wreck']);
    expect(objects({ ...chart(templates), 'values.yaml': '__proto__: { constructor: x }\n' })).toEqual([
      'Pod a@wreck',
      'Pod survivor@wreck',
    ]);
  });

  test('with a folder for a metadata file is none', () => {
    const files = { text: () => null, has: () => false, list: () => [] };
    expect(renderChart('wreck', [], files)).toBeNull();
  });
});

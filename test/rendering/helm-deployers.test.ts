/** Tools that deploy a chart of the same repository: Helmfile for each environment, Skaffold for each profile. */
import { describe, expect, test } from 'vitest';
import { setValue } from '../../analyzer/src/rendering/helm/set-value.ts';
import { show } from '../../analyzer/src/syntax/go-template/format.ts';
import { scalarAt, type Tree, textAt } from '../../analyzer/src/syntax/tree.ts';
import type { Unit } from '../../analyzer/src/syntax/unit.ts';
import { chartsOf, renderCharts, sayObject, type Texts } from './helm-charts.ts';

const CHART = chartsOf({
  'charts/barge': {
    'Chart.yaml': 'name: barge\n',
    'values.yaml': 'cargo: sand\ndeck: pine\n',
    'templates/a.yaml':
      'kind: Pod\nmetadata:\n  name: {{ .Release.Name }}\n  labels:\n    cargo: {{ .Values.cargo }}\n    deck: {{ .Values.deck }}\n',
  },
});
const render = (texts: Texts) => renderCharts({ ...CHART, ...texts });
const load = ({ content, context }: Unit) => [
  context.environment,
  context.namespace,
  textAt(content as Tree, 'metadata', 'labels', 'cargo'),
  textAt(content as Tree, 'metadata', 'labels', 'deck'),
];

describe('Helmfile', () => {
  const HELMFILE = [
    'environments:',
    '  staging: { values: [env/common.yaml] }',
    '  prod: { values: [env/common.yaml, { freight: gold }] }',
    '---',
    'releases:',
    '  - name: canal',
    '    namespace: docks-{{ .Environment.Name }}',
    '    chart: ../charts/barge',
    '    values:',
    '      - cargo: {{ .Values.freight }}',
    '      - {{ .Environment.Name }}.yaml.gotmpl',
    '  - { name: sunk, chart: ../charts/barge, installed: false }',
    '  - { name: far, chart: bitnami/redis }',
  ].join('\n');
  const texts = {
    'ops/helmfile.yaml': HELMFILE,
    'ops/env/common.yaml': 'freight: coal\n',
    'ops/prod.yaml.gotmpl': 'deck: {{ .Environment.Name }}-{{ .Release.Name }}\n',
    'ops/staging.yaml.gotmpl': '{}\n',
  };

  test('deploys a chart once for each of its environments', () => {
    const { units } = render(texts);
    expect(units.map(sayObject)).toEqual([
      'Pod canal@charts/barge@canal-staging (staging)',
      'Pod canal@charts/barge@canal-prod (prod)',
    ]);
    expect(units.map(load)).toEqual([
      ['staging', 'docks-staging', 'coal', 'pine'],
      ['prod', 'docks-prod', 'gold', 'prod-canal'],
    ]);
  });

  test('passes on where a value is written', () => {
    const cargo = scalarAt(render(texts).units[0]?.content as Tree, 'metadata', 'labels', 'cargo');
    expect([cargo?.span, ...(cargo?.via ?? [])].map((span) => `${span?.file}:${span?.line}`)).toEqual([
      'charts/barge/templates/a.yaml:5',
      'ops/helmfile.yaml:10',
      'ops/env/common.yaml:1',
    ]);
  });

  test('without environments deploys in none', () => {
    const helmfile =
      'releases: [{ name: lock, chart: ./charts/barge, set: [{ name: cargo, value: salt }], values: [gone.yaml] }]';
    const { units, notes } = render({ 'helmfile.d/one.yaml': helmfile.replace('./', '../') });
    expect(units.map(load)).toEqual([[null, null, 'salt', 'pine']]);
    expect(notes).toEqual(['names a values file that is not in the repository']);
  });
});

describe('Skaffold', () => {
  test('deploys with its values, and with those of a profile', () => {
    const skaffold = [
      'apiVersion: skaffold/v4beta6',
      'kind: Config',
      'deploy: { helm: { releases: [{ name: tug, chartPath: charts/barge, setValues: { cargo: rope }, valuesFiles: [charts/barge/values-dev.yaml] }] } }',
      'profiles: [{ name: qa-fleet, manifests: { helm: { releases: [{ name: tug, chartPath: charts/barge, overrides: { deck: teak } }] } } }]',
    ].join('\n');
    const { units, claims } = render({
      'skaffold.yaml': skaffold,
      'charts/barge/values-dev.yaml': 'deck: oak\n',
      'charts/barge/values-prod.yaml': 'cargo: steel\n',
    });
    expect(units.map(load)).toEqual([
      [null, null, 'rope', 'oak'],
      ['qa', null, 'sand', 'teak'],
      ['prod', null, 'steel', 'pine'],
    ]);
    expect(claims).not.toContain('skaffold.yaml');
  });
});

describe('a value given alone', () => {
  test.each([
    ['a.b', 'x', 'map[a:map[b:x]]'],
    ['a\\.b.c', '007', 'map[a.b:map[c:007]]'],
    ['a', '42', 'map[a:42]'],
    ['a', 'true', 'map[a:true]'],
    ['__proto__.a', 'x', 'map[__proto__:map[a:x]]'],
  ])('at %s', (path, written, expected) => {
    const set = setValue(path, written, []);
    expect(set && show(set)).toBe(expected);
  });

  test('in a list is not followed', () => {
    expect(setValue('a[0].b', 'x', [])).toBeNull();
    expect(setValue('', 'x', [])).toBeNull();
  });
});

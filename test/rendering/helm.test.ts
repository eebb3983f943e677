/** A chart alone: which objects it prints, from where, for which environments, and what it takes away from the plain files. */
import { describe, expect, test } from 'vitest';
import type { Span } from '../../analyzer/src/model/place.ts';
import { renderChart } from '../../analyzer/src/rendering/helm/render.ts';
import { fromTree } from '../../analyzer/src/syntax/go-template/values.ts';
import { type Scalar, scalarAt, type Tree, textAt } from '../../analyzer/src/syntax/tree.ts';
import { parseYaml } from '../../analyzer/src/syntax/yaml.ts';
import { filesOf } from '../reading/folder.ts';
import { chartsOf, renderCharts, sayObject, type Texts } from './helm-charts.ts';

const CHART: Texts = {
  'Chart.yaml': 'apiVersion: v2\nname: lighthouse\nversion: 1.10\nappVersion: 2.40\n',
  'values.yaml': 'lamp:\n  secret: lamp-oil\n  key: wick\nsize: 3\n',
  'templates/_names.tpl': '{{- define "lighthouse.name" -}}{{ .Release.Name }}-{{ .Chart.Name }}{{- end }}\n',
  'templates/lamp.yaml': [
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata:',
    '  name: {{ include "lighthouse.name" . }}',
    '  namespace: {{ .Release.Namespace }}',
    '  labels: { v: "{{ .Chart.AppVersion }}" }',
    'spec:',
    '  replicas: {{ .Values.size }}',
    '  template: { spec: { containers: [{ name: lamp, env: [{ name: OIL, valueFrom: { secretKeyRef: {',
    '    name: {{ .Values.lamp.secret | quote }},',
    '    key: {{ .Values.lamp.key }} } } }] }] } }',
  ].join('\n'),
  'templates/NOTES.txt': 'Climb {{ include "lighthouse.name" . }}',
};
const REFERENCE = ['spec', 'template', 'spec', 'containers', 0, 'env', 0, 'valueFrom', 'secretKeyRef'];

function one(texts: Texts): Tree {
  const { units } = renderCharts(texts);
  expect(units).toHaveLength(1);
  return units[0]?.content as Tree;
}

const place = ({ file, line, column, endColumn }: Span) => `${file}:${line}:${column}-${endColumn}`;
const places = (scalar: Scalar | null) =>
  [scalar?.span, ...(scalar?.via ?? [])].flatMap((span) => (span ? place(span) : []));

describe('a chart', () => {
  test('prints its objects with the places in the template and in the values', () => {
    const tree = one(chartsOf({ 'sea/lighthouse': CHART }));
    expect(textAt(tree, 'metadata', 'name')).toBe('lighthouse-lighthouse');
    expect(textAt(tree, 'metadata', 'labels', 'v')).toBe('2.40');
    expect(scalarAt(tree, 'spec', 'replicas')?.value).toBe(3);
    const name = scalarAt(tree, ...REFERENCE, 'name');
    expect(name?.text).toBe('lamp-oil');
    expect(places(name)).toEqual(['sea/lighthouse/templates/lamp.yaml:10:11-44', 'sea/lighthouse/values.yaml:2:11-19']);
    expect(places(scalarAt(tree, ...REFERENCE, 'key'))).toEqual([
      'sea/lighthouse/templates/lamp.yaml:11:10-32',
      'sea/lighthouse/values.yaml:3:8-12',
    ]);
  });

  test('in a namespace nobody named has objects of no namespace', () => {
    expect(textAt(one(chartsOf({ lighthouse: CHART })), 'metadata', 'namespace')).toBeNull();
  });

  test('in the root of the workspace is one as well', () => {
    const { roots, units, claims } = renderCharts(CHART);
    expect(roots).toEqual(['.']);
    expect(units.map(({ id, file }) => [id, file])).toEqual([['templates/lamp.yaml#1@.', 'templates/lamp.yaml']]);
    expect(claims).toContain('templates/lamp.yaml');
  });

  test('keeps its own files from being read alone, and no others', () => {
    const more = {
      'values-prod.yaml': 'size: 5\n',
      'ci/storm.yaml': 'size: 9\n',
      'crds/lamp.yaml': 'kind: CustomResourceDefinition\n',
      'extra/pod.yaml': 'kind: Pod\n',
    };
    expect(renderCharts(chartsOf({ lighthouse: { ...CHART, ...more } })).claims).toEqual([
      'lighthouse/Chart.yaml',
      'lighthouse/ci/storm.yaml',
      'lighthouse/crds/lamp.yaml',
      'lighthouse/templates/NOTES.txt',
      'lighthouse/templates/_names.tpl',
      'lighthouse/templates/lamp.yaml',
      'lighthouse/values-prod.yaml',
      'lighthouse/values.yaml',
    ]);
  });

  test('leaves out what .helmignore does', () => {
    const more = {
      '.helmignore': '# storms\n*storm*\n',
      'templates/storm.yaml': 'kind: Pod\nmetadata: { name: storm }\n',
    };
    expect(renderCharts(chartsOf({ lighthouse: { ...CHART, ...more } })).units).toHaveLength(1);
  });

  test('shows its other files to templates', () => {
    const files = {
      'Chart.yaml': 'name: buoy\n',
      'bells/one.conf': 'ring\n',
      'templates/bell.yaml':
        'kind: ConfigMap\nmetadata: { name: bells }\ndata:\n{{ (.Files.Glob "bells/*").AsConfig | indent 2 }}\n',
    };
    const bell = scalarAt(one(chartsOf({ buoy: files })), 'data', 'one.conf');
    expect(bell?.text).toBe('ring\n');
    expect(bell?.via.map(({ file }) => file)).toContain('buoy/bells/one.conf');
  });

  test('asks the cluster, and a no that nobody can know is said', () => {
    const gate = (api: string) =>
      `{{ if .Capabilities.APIVersions.Has "${api}" }}kind: Pod\nmetadata: { name: x }\n{{ end }}`;
    const apis = ['batch/v1/CronJob', 'policy/v1beta1', 'monitoring.coreos.com/v1'];
    const templates = apis.map((api, index) => [`templates/${index}.yaml`, gate(api)]);
    const { units, notes } = renderCharts(
      chartsOf({ buoy: { 'Chart.yaml': 'name: buoy', ...Object.fromEntries(templates) } }),
    );
    expect(units.map(({ file }) => file)).toEqual(['buoy/templates/0.yaml']);
    expect(notes).toEqual(['asks whether the cluster knows monitoring.coreos.com/v1: taken as no']);
  });
});

describe('environments', () => {
  const objects = (more: Texts) => renderCharts(chartsOf({ lighthouse: { ...CHART, ...more } })).units.map(sayObject);

  test('are the values files beside the chart', () => {
    expect(
      objects({
        'values-prod-eu.yaml': '',
        'values.staging.yaml': '',
        'dev-values.yaml': '',
        'environments/qa/values.yaml': '',
        'values/uat.yaml': '',
      }),
    ).toEqual([
      'Deployment lighthouse-lighthouse@lighthouse@dev (dev)',
      'Deployment lighthouse-lighthouse@lighthouse@prod-eu (prod)',
      'Deployment lighthouse-lighthouse@lighthouse@qa (qa)',
      'Deployment lighthouse-lighthouse@lighthouse@staging (staging)',
      'Deployment lighthouse-lighthouse@lighthouse@uat (uat)',
    ]);
  });

  test('lay their values over the chart’s, secrets of helm-secrets last', () => {
    const { units } = renderCharts(
      chartsOf({
        lighthouse: {
          ...CHART,
          'secrets.yaml': 'lamp: { key: common }\n',
          'values-prod.yaml': 'lamp: { secret: whale-oil }\n',
          'secrets.prod.yaml': 'lamp: { key: flame }\n',
          'values-dev.yaml': 'size: 1\n',
        },
      }),
    );
    const references = units.map(({ content, context }) => [
      context.environment,
      textAt(content as Tree, ...REFERENCE, 'name'),
      textAt(content as Tree, ...REFERENCE, 'key'),
    ]);
    expect(references).toEqual([
      ['dev', 'lamp-oil', 'common'],
      ['prod', 'whale-oil', 'flame'],
    ]);
    expect(places(scalarAt(units[1]?.content as Tree, ...REFERENCE, 'name'))[1]).toBe(
      'lighthouse/values-prod.yaml:1:17-26',
    );
  });

  test('are not guessed from a file that names none', () => {
    const { units, notes, claims } = renderCharts(
      chartsOf({ lighthouse: { ...CHART, 'values-tall.yaml': 'size: 90\n' } }),
    );
    expect(units.map(sayObject)).toEqual(['Deployment lighthouse-lighthouse@lighthouse']);
    expect(notes).toEqual(['a values file that names no environment: not laid over the chart']);
    expect(claims).toContain('lighthouse/values-tall.yaml');
  });
});

describe('whoever deploys a chart', () => {
  const files = filesOf(
    new Map(Object.entries(chartsOf({ lighthouse: CHART, cape: { 'v.yaml': 'lamp: { secret: cape-oil }' } }))),
  );
  const inline = fromTree(parseYaml('cape/app.yaml', 'lamp: { key: ember }')[0]?.tree as Tree);

  test('gives a name, a namespace and values, from files and from where they are written', () => {
    const releases = ['north', 'south'].map((name) => ({
      name,
      namespace: `${name}-cape`,
      values: ['cape/v.yaml', inline],
      environment: null,
      root: `flux:${name}`,
    }));
    const rendered = renderChart('lighthouse', releases, files);
    expect(rendered?.claims).toContain('cape/v.yaml');
    const [north, south] = (rendered?.units ?? []).map(({ content }) => content as Tree);
    expect(rendered?.units.map(sayObject)).toEqual([
      'Deployment north-lighthouse@flux:north',
      'Deployment south-lighthouse@flux:south',
    ]);
    expect(textAt(north, 'metadata', 'namespace')).toBe('north-cape');
    expect(places(scalarAt(south, ...REFERENCE, 'name'))[1]).toBe('cape/v.yaml:1:17-25');
    expect(places(scalarAt(south, ...REFERENCE, 'key'))[1]).toBe('cape/app.yaml:1:14-19');
  });

  test('hears what is not there', () => {
    const release = { name: null, namespace: null, values: ['cape/gone.yaml'], environment: null, root: 'x' };
    expect(renderChart('nowhere', [release], files)).toBeNull();
    expect(renderChart('lighthouse', [release], files)?.notes).toEqual([
      expect.objectContaining({ what: 'a values file that is not in the repository' }),
    ]);
  });
});

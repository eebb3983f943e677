/** Charts in charts: where they are found, which of them a release takes, and which values they see. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { scalarAt, type Tree, textAt } from '../../analyzer/src/syntax/tree.ts';
import { chartsOf, renderCharts, sayObject, type Texts } from './helm-charts.ts';
import { tarOf } from './tar.ts';

const POD = (name: string, more = '') =>
  `kind: Pod\nmetadata:\n  name: ${name}\n  annotations:\n    rope: "{{ .Values.rope }}"\n    flag: "{{ .Values.global.flag }}"\n${more}`;
const PARENT: Texts = {
  'Chart.yaml': 'apiVersion: v2\nname: brig\nversion: 0.1.0\n',
  'values.yaml': 'global: { flag: red }\noar:\n  rope: hemp\n',
  'templates/brig.yaml': 'kind: Pod\nmetadata: { name: brig }\n',
};
const CHILD: Texts = {
  'Chart.yaml': 'apiVersion: v2\nname: oar\nversion: 0.2.0\n',
  'values.yaml': 'rope: wire\nglobal: { flag: white }\n',
  'templates/oar.yaml': POD('{{ .Chart.Name }}'),
};

const withDependencies = (written: string): Texts => ({ ...PARENT, 'Chart.yaml': `${PARENT['Chart.yaml']}${written}` });
const names = (texts: Texts) => renderCharts(texts).units.map((unit) => sayObject(unit).replace(/@.*/, ''));
const annotations = (tree: unknown) => [
  textAt(tree as Tree, 'metadata', 'annotations', 'rope'),
  textAt(tree as Tree, 'metadata', 'annotations', 'flag'),
];

describe('a subchart', () => {
  test('in charts/ sees its own values below its parent’s, and the globals of the parent', () => {
    const { roots, units, notes } = renderCharts(chartsOf({ brig: PARENT, 'brig/charts/oar': CHILD }));
    expect(roots).toEqual(['brig']);
    expect(units.map(({ id }) => id)).toEqual([
      'brig/templates/brig.yaml#1@brig',
      'brig/charts/oar/templates/oar.yaml#1@brig',
    ]);
    expect(annotations(units[1]?.content)).toEqual(['hemp', 'red']);
    const rope = scalarAt(units[1]?.content as Tree, 'metadata', 'annotations', 'rope');
    expect(rope?.via.map(({ file, line }) => `${file}:${line}`)).toEqual(['brig/values.yaml:3']);
    expect(notes).toEqual([]);
  });

  test('of another folder is a part of the one that takes it, not a root of its own', () => {
    const parent = withDependencies('dependencies: [{ name: oar, repository: "file://../oar" }]\n');
    const { roots, units } = renderCharts(chartsOf({ brig: parent, oar: CHILD }));
    expect(roots).toEqual(['brig']);
    expect(units.map(({ file }) => file)).toEqual(['brig/templates/brig.yaml', 'oar/templates/oar.yaml']);
  });

  test('taken twice under aliases is two, each with its own values', () => {
    const parent = {
      ...withDependencies('dependencies: [{ name: oar, alias: port }, { name: oar, alias: starboard }]\n'),
      'values.yaml': 'port: { rope: silk }\n',
    };
    const { units } = renderCharts(chartsOf({ brig: parent, 'brig/charts/oar': CHILD }));
    expect(
      units
        .slice(1)
        .map(({ id, content }) => [id, textAt(content as Tree, 'metadata', 'name'), annotations(content)[0]]),
    ).toEqual([
      ['brig/charts/oar/templates/oar.yaml#1@brig', 'starboard', 'wire'],
      ['brig/charts/oar/templates/oar.yaml#1@brig~2', 'port', 'silk'],
    ]);
  });

  test.each([
    ['condition: oar.enabled', 'oar: { enabled: false }', false],
    ['condition: oar.enabled', 'oar: { enabled: true }', true],
    ['condition: oar.enabled', '', true],
    ['condition: "no.such, oar.enabled"', 'oar: { enabled: false }', false],
    ['tags: [rowing]', 'tags: { rowing: false }', false],
    ['tags: [rowing, racing]', 'tags: { rowing: false, racing: true }', true],
    ['tags: [rowing], condition: oar.enabled', 'tags: { rowing: false }\noar: { enabled: true }', true],
  ])('with %s under %j is taken: %s', (written, values, taken) => {
    const parent = {
      ...withDependencies(`dependencies: [{ name: oar, ${written} }]\n`),
      'values.yaml': values,
    };
    expect(names(chartsOf({ brig: parent, 'brig/charts/oar': CHILD })).includes('Pod oar')).toBe(taken);
  });

  test('gives values to its parent, which the parent’s own win over', () => {
    const parent = {
      ...withDependencies('dependencies: [{ name: oar, import-values: [knots, { child: sea, parent: deep.sea }] }]\n'),
      'values.yaml': 'bowline: own\n',
      'templates/brig.yaml':
        'kind: Pod\nmetadata: { name: "{{ .Values.bowline }}-{{ .Values.reef }}-{{ .Values.deep.sea.salt }}" }\n',
    };
    const child = {
      ...CHILD,
      'values.yaml': 'exports: { knots: { bowline: theirs, reef: flat } }\nsea: { salt: fine }\n',
    };
    expect(names(chartsOf({ brig: parent, 'brig/charts/oar': child }))[0]).toBe('Pod own-flat-fine');
  });

  test('that is a library lends its definitions and prints nothing', () => {
    const library = {
      'Chart.yaml': 'name: rig\ntype: library\n',
      'templates/_mast.tpl': '{{ define "rig.mast" }}mast-{{ .Values.wood }}{{ end }}',
      'templates/stray.yaml': 'kind: Pod\nmetadata: { name: stray }\n',
    };
    const parent = {
      ...withDependencies('dependencies: [{ name: rig, repository: "file://../rig" }]\n'),
      'values.yaml': 'wood: oak\n',
      'templates/brig.yaml': 'kind: Pod\nmetadata: { name: {{ include "rig.mast" . }} }\n',
    };
    expect(names(chartsOf({ brig: parent, rig: library }))).toEqual(['Pod mast-oak']);
  });

  test('of a repository of charts is read from the folder beside, and stays a chart of its own', () => {
    const parent = withDependencies('dependencies: [{ name: oar, repository: "https://charts.example" }]\n');
    const { roots, notes } = renderCharts(chartsOf({ 'charts/brig': parent, 'charts/oar': CHILD }));
    expect(roots).toEqual(['charts/brig', 'charts/oar']);
    expect(notes).toEqual(['subchart oar is read from charts/oar: which version a release takes is not known']);
  });

  test('that is elsewhere is named, and its values are read as those of a release', () => {
    const parent = {
      ...withDependencies(
        'dependencies:\n  - name: kraken\n    repository: https://charts.example\n    condition: kraken.on\n',
      ),
      'values-prod.yaml': 'kraken: { on: true, auth: { existingSecret: ink } }\n',
      'values-dev.yaml': 'kraken: { on: false }\n',
    };
    const { units, notes } = renderCharts(chartsOf({ brig: parent }));
    expect(notes).toEqual(['subchart kraken is not in the repository: only its values are read']);
    expect(units.map(sayObject)).toEqual([
      'Pod brig@brig@dev (dev)',
      'Pod brig@brig@prod (prod)',
      'HelmRelease brig-kraken@brig@prod (prod)',
    ]);
    const secret = scalarAt(units[2]?.content as Tree, 'spec', 'values', 'auth', 'existingSecret');
    expect([secret?.text, secret?.span.file, secret?.span.line]).toEqual(['ink', 'brig/values-prod.yaml', 1]);
  });
});

describe('a packed subchart', () => {
  const packed = (files: Texts) => ({ 'brig/charts/oar-0.2.0.tgz': tarOf(files) });

  test('is read like a folder, its places behind the archive’s own', () => {
    const { units, claims, notes } = renderCharts(chartsOf({ brig: PARENT }), packed(chartsOf({ oar: CHILD })));
    expect(units.map(({ file }) => file)).toEqual([
      'brig/templates/brig.yaml',
      'brig/charts/oar-0.2.0.tgz/oar/templates/oar.yaml',
    ]);
    expect(annotations(units[1]?.content)).toEqual(['hemp', 'red']);
    expect(claims).toContain('brig/charts/oar-0.2.0.tgz');
    expect(notes).toEqual([]);
  });

  test('with paths that leave it loses them by name', () => {
    const { notes } = renderCharts(
      chartsOf({ brig: PARENT }),
      packed({ ...chartsOf({ oar: CHILD }), '../../etc/cron.d/x': '* *' }),
    );
    expect(notes).toEqual(['not read from the packed chart: ../../etc/cron.d/x: it leads out of the archive']);
  });

  test('that is no archive is named, and costs nothing else', () => {
    const broken = { 'brig/charts/oar-0.2.0.tgz': gzipSync('not a tar') };
    const { units, notes } = renderCharts(chartsOf({ brig: PARENT }), broken);
    expect(units.map(sayObject)).toEqual(['Pod brig@brig']);
    expect(notes).toEqual(['a packed chart that cannot be opened: not read']);
  });
});

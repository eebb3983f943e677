/** What Flux makes of a repository: one root Kustomization, those it brings, their patches and variables. */
import { describe, expect, test } from 'vitest';
import helm from '../../analyzer/src/rendering/helm.ts';
import kustomize from '../../analyzer/src/rendering/kustomize.ts';
import { planUnits } from '../../analyzer/src/rendering/units.ts';
import { scalarAt, type Tree, textAt } from '../../analyzer/src/syntax/tree.ts';
import type { Unit } from '../../analyzer/src/syntax/unit.ts';
import { filesOf } from '../reading/folder.ts';

function plan(texts: Readonly<Record<string, string>>) {
  const map = new Map(Object.entries(texts));
  return planUnits([...map.keys()].sort(), filesOf(map), [helm, kustomize]);
}

const tree = (unit: Unit | undefined) => unit?.content as Tree;
const name = (unit: Unit) => textAt(tree(unit), 'metadata', 'name') ?? '';
const named = (units: readonly Unit[], wanted: string) => units.find((unit) => name(unit) === wanted);

function flux(of: string, path: string, more = ''): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${of}, namespace: flux-system }
spec:
  path: ${path}
  sourceRef: { kind: GitRepository, name: flux-system }
${more}`;
}

const SECRET = `apiVersion: v1
kind: Secret
metadata: { name: "\${BOAT}-anchor" }
stringData: { chain: "\${CHAIN:=\${LINKS}}", depth: "\${DEPTH}" }
`;

const ESTATE = {
  'clusters/prod/boats.yaml': flux(
    'boats',
    './boats',
    '  patches:\n    - target: { kind: Kustomization }\n      patch: |-\n        apiVersion: x\n        kind: Kustomization\n        metadata: { name: _ }\n        spec: { targetNamespace: harbour }\n',
  ),
  'boats/kustomization.yaml': '# everything\nresources: [dory.yaml, yawl.yaml]\nnamespace: quay\n',
  'boats/dory.yaml': flux(
    'dory',
    './fleet/dory',
    '  components: [../../parts]\n  postBuild:\n    substitute: { BOAT: dory, DEPTH: "12" }\n    substituteFrom: [{ kind: ConfigMap, name: charts }]\n',
  ),
  'boats/yawl.yaml': flux(
    'yawl',
    './fleet/yawl',
    '  components: [../../parts]\n  postBuild: { substitute: { BOAT: yawl } }\n',
  ),
  'fleet/dory/charts.yaml':
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: charts }\ndata: { LINKS: iron-fathoms }\n',
  'fleet/dory/deep/bell.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: bell, annotations: { kustomize.toolkit.fluxcd.io/substitute: disabled } }\ndata: { ring: "\${BOAT}" }\n`,
  'fleet/yawl/kustomization.yaml': 'resources: []\n',
  'parts/kustomization.yaml':
    'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [anchor.yaml]\n',
  'parts/anchor.yaml': SECRET,
};

describe('Flux Kustomizations', () => {
  const { units, notes } = plan(ESTATE);

  test('bring each other: one root, and every object below the folder of each', () => {
    expect(units.map(({ id, context }) => `${id} ${context.root} ${context.namespace} ${context.environment}`)).toEqual(
      [
        'clusters/prod/boats.yaml#1@clusters/prod clusters/prod null prod',
        'boats/dory.yaml#1@clusters/prod:flux-system/boats clusters/prod null prod',
        'boats/yawl.yaml#1@clusters/prod:flux-system/boats clusters/prod null prod',
        'fleet/dory/charts.yaml#1@clusters/prod:quay/dory clusters/prod harbour prod',
        'fleet/dory/deep/bell.yaml#1@clusters/prod:quay/dory clusters/prod harbour prod',
        'parts/anchor.yaml#1@clusters/prod:quay/dory clusters/prod harbour prod',
        'parts/anchor.yaml#1@clusters/prod:quay/yawl clusters/prod harbour prod',
      ],
    );
  });

  test('fill variables in, each with the place that sets it, and keep the place of the text', () => {
    const anchor = named(units, 'dory-anchor');
    expect(scalarAt(tree(anchor), 'metadata', 'name')).toMatchObject({
      span: { file: 'parts/anchor.yaml', line: 3 },
      via: [{ file: 'boats/dory.yaml', line: 9 }],
    });
    expect(scalarAt(tree(anchor), 'stringData', 'depth')).toMatchObject({ value: 12, text: '12' });
    expect(textAt(tree(anchor), 'metadata', 'namespace')).toBe('harbour');
  });

  test('leave what refuses it, and name what nothing sets', () => {
    expect(textAt(tree(named(units, 'bell')), 'data', 'ring')).toBe(`\${BOAT}`);
    expect(textAt(tree(named(units, 'yawl-anchor')), 'stringData', 'depth')).toBe(`\${DEPTH}`);
    expect(notes.map(({ what, at }) => `${what} ${at.file}`)).toEqual([
      'variables that ConfigMap/charts may set: LINKS boats/dory.yaml',
      'variables that nothing here sets: DEPTH, LINKS boats/yawl.yaml',
    ]);
  });

  test('take variables from an object that comes later', () => {
    const later = {
      'clusters/dev/flux-system/gotk-sync.yaml': flux('flux-system', './clusters/dev'),
      'clusters/dev/flux-system/kustomization.yaml': 'resources: [gotk-sync.yaml]',
      'clusters/dev/apps.yaml': flux(
        'apps',
        './apps',
        '  postBuild: { substituteFrom: [{ kind: Secret, name: tide-tables }] }\n',
      ),
      'clusters/dev/zz-tables.yaml': flux('tables', './tables'),
      'apps/pilot.yaml': SECRET.replaceAll('BOAT', 'HARBOUR'),
      'tables/tide.yaml': `apiVersion: v1\nkind: Secret\nmetadata: { name: tide-tables, namespace: flux-system }\ndata: { HARBOUR: ${Buffer.from('cove').toString('base64')} }\n`,
    };
    const { units: made } = plan(later);
    expect(made.map(name)).toContain('cove-anchor');
    expect(new Set(made.map(({ context }) => `${context.root} ${context.environment}`))).toEqual(
      new Set(['clusters/dev/flux-system dev']),
    );
  });

  test('that an overlay brings are deployed with it, with its variables', () => {
    const { units: made } = plan({
      'clusters/qa/kustomization.yaml': 'resources: [apps.yaml, vars.yaml]\nnamespace: flux-system\n',
      'clusters/qa/apps.yaml': flux(
        'apps',
        './apps',
        '  postBuild: { substituteFrom: [{ kind: ConfigMap, name: vars }] }\n',
      ),
      'clusters/qa/vars.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: vars }\ndata: { BOAT: skiff }\n',
      'apps/anchor.yaml': SECRET,
    });
    expect(made.map((unit) => `${name(unit)} ${unit.id} ${unit.context.environment}`)).toEqual([
      'apps clusters/qa/apps.yaml#1@clusters/qa qa',
      'vars clusters/qa/vars.yaml#1@clusters/qa qa',
      'skiff-anchor apps/anchor.yaml#1@clusters/qa:flux-system/apps qa',
    ]);
  });

  test('of two clusters deploy one folder twice', () => {
    const { units: made } = plan({
      'clusters/north/apps.yaml': flux('apps', './apps'),
      'clusters/south/apps.yaml': flux('apps', './apps'),
      'apps/kustomization.yaml': 'resources: [buoy.yaml]',
      'apps/buoy.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: { name: buoy }\n',
    });
    expect(made.filter((unit) => name(unit) === 'buoy').map(({ context }) => context.root)).toEqual([
      'clusters/north',
      'clusters/south',
    ]);
  });

  test('that lead nowhere, to themselves or to another repository lose nothing', () => {
    const { units: made, notes: said } = plan({
      'kustomization.yaml': 'resources: []',
      'a.yaml': flux('a', './gone'),
      'x/b.yaml': flux('b', './y'),
      'y/c.yaml': flux('c', './x'),
      'd.yaml': flux('d', './').replace('name: flux-system }', 'name: elsewhere }'),
      'e.yaml': flux('e', '../../..'),
    });
    expect(made.map(name)).toEqual(['a', 'd', 'e', 'c', 'b']);
    expect(said.map(({ what }) => what)).toEqual([
      'the folder of a Flux Kustomization that is not here: ./gone',
      'the folder of a Flux Kustomization that is not here: ./',
      'the folder of a Flux Kustomization that is not here: ../../..',
    ]);
  });

  test('a chart of the repository is printed with the values of its release', () => {
    const { units: made } = plan({
      'kustomization.yaml': 'resources: []',
      'clusters/prod/apps.yaml': flux('apps', './apps', '  targetNamespace: shoals\n'),
      'apps/release.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: gull }
spec:
  chart: { spec: { chart: ./charts/bird, sourceRef: { kind: GitRepository, name: flux-system } } }
  values: { nest: { key: egg } }
`,
      'charts/bird/Chart.yaml': 'apiVersion: v2\nname: bird\nversion: 1.0.0\n',
      'charts/bird/values.yaml': 'nest: { key: none }\n',
      'charts/bird/templates/nest.yaml':
        'apiVersion: v1\nkind: Secret\nmetadata: { name: "{{ .Release.Name }}-nest" }\nstringData: { {{ .Values.nest.key }}: straw }\n',
    });
    expect(made.map(name)).toEqual(['apps', 'gull', 'gull-nest']);
    const nest = named(made, 'gull-nest');
    expect(nest?.id).toBe('charts/bird/templates/nest.yaml#1@clusters/prod:flux-system/apps:gull');
    expect(textAt(tree(nest), 'stringData', 'egg')).toBe('straw');
    expect(nest?.context.namespace).toBe('shoals');
    expect(textAt(tree(named(made, 'gull')), 'metadata', 'annotations', 'keyturn/rendered-chart')).toBe('charts/bird');
  });
});

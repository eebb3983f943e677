/** Overlays as units: what stands on its own, where every node is written, and what hostile input costs. */
import { describe, expect, test } from 'vitest';
import kustomize from '../../analyzer/src/rendering/kustomize.ts';
import { planUnits } from '../../analyzer/src/rendering/units.ts';
import { at, scalarAt, type Tree, textAt } from '../../analyzer/src/syntax/tree.ts';
import { filesOf } from '../reading/folder.ts';

function plan(texts: Readonly<Record<string, string>>) {
  const map = new Map(Object.entries(texts));
  return planUnits([...map.keys()].sort(), filesOf(map), [kustomize]);
}

const whats = (texts: Readonly<Record<string, string>>) => plan(texts).notes.map(({ what }) => what);
const tree = (content: unknown) => content as Tree;

const KILN = `apiVersion: apps/v1
kind: Deployment
metadata: { name: kiln }
spec:
  template:
    spec:
      containers:
        - name: fire
          env:
            - { name: GLAZE, value: blue }
`;

describe('overlays', () => {
  const estate = {
    'base/kiln.yaml': KILN,
    'base/kustomization.yaml': 'resources: [kiln.yaml]',
    'overlays/prod/kustomization.yaml': 'resources: [../../base]\nnamespace: pots\n',
    'overlays/staging/kustomization.yml': 'resources: [../../base]\npatches: [{ path: glaze.yaml }]\n',
    'overlays/staging/glaze.yaml': KILN.replace('blue', 'green'),
    'lonely/Kustomization': 'resources: [kiln.yaml]',
    'lonely/kiln.yaml': KILN,
    'wheel/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [spin.yaml]',
    'wheel/spin.yaml': KILN.replace('kiln', 'spin'),
  };

  test('of one base are one deployment each; a base that is taken in is none, a component nobody takes in is read as it is', () => {
    expect(plan(estate).units.map(({ id, context }) => `${id} ${context.root} ${context.environment}`)).toEqual([
      'lonely/kiln.yaml#1@lonely lonely null',
      'base/kiln.yaml#1@overlays/prod overlays/prod prod',
      'base/kiln.yaml#1@overlays/staging overlays/staging staging',
      'wheel/spin.yaml#1 wheel/spin.yaml null',
    ]);
  });

  test('keep every node at the place it is written, and name what decided it', () => {
    const [, prod, staging] = plan(estate).units.map(({ content }) => tree(content));
    const glaze = (one: Tree | undefined) =>
      scalarAt(one, 'spec', 'template', 'spec', 'containers', 0, 'env', 0, 'value');
    expect(glaze(prod)).toMatchObject({ text: 'blue', span: { file: 'base/kiln.yaml', line: 10 }, via: [] });
    expect(glaze(staging)).toMatchObject({
      text: 'green',
      span: { file: 'overlays/staging/glaze.yaml', line: 10, column: 37 },
      via: [{ file: 'base/kiln.yaml', line: 10 }],
    });
    expect(scalarAt(prod, 'metadata', 'namespace')).toMatchObject({
      text: 'pots',
      span: { file: 'overlays/prod/kustomization.yaml', line: 2, column: 12 },
    });
  });

  test('that take a base in twice have two units', () => {
    const twice = {
      'base/kiln.yaml': KILN,
      'base/kustomization.yaml': 'resources: [kiln.yaml]',
      'a/kustomization.yaml': 'resources: [../base]\nnamePrefix: left-',
      'b/kustomization.yaml': 'resources: [../base]\nnamePrefix: right-',
      'both/kustomization.yaml': 'resources: [../a, ../b]',
    };
    expect(plan(twice).units.map(({ id, content }) => `${id} ${textAt(tree(content), 'metadata', 'name')}`)).toEqual([
      'base/kiln.yaml#1@both left-kiln',
      'base/kiln.yaml#1@both~2 right-kiln',
    ]);
  });

  test('an inline patch has its place inside the kustomization', () => {
    const { units } = plan({
      'base/kiln.yaml': KILN,
      'kustomization.yaml':
        'resources: [base/kiln.yaml]\npatches:\n  - target: { kind: Deployment }\n    patch: |-\n      - op: replace\n        path: /spec/template/spec/containers/0/env/0/value\n        value: amber\n',
    });
    expect(
      scalarAt(tree(units[0]?.content), 'spec', 'template', 'spec', 'containers', 0, 'env', 0, 'value'),
    ).toMatchObject({
      text: 'amber',
      span: { file: 'kustomization.yaml', line: 7, column: 16, endColumn: 21 },
      via: [{ file: 'base/kiln.yaml', line: 10 }],
    });
  });
});

describe('generators', () => {
  const { units, notes } = plan({
    'kustomization.yaml': `resources: [kiln.yaml]
secretGenerator:
  - name: clay
    envs: [clay.env, gone.env]
    files: [mark=secret.txt]
    literals: [SLIP=white]
  - name: sand
    options: { disableNameSuffixHash: true }
`,
    'clay.env': 'MIX=grog\n',
    'kiln.yaml': `${KILN}          envFrom: [{ secretRef: { name: clay } }, { secretRef: { name: sand } }]\n`,
  });
  const [workload, clay, sand] = units.map(({ content }) => tree(content));

  test('make Secrets whose keys stand where they are written; a file that is not here leaves a key without a value', () => {
    expect(scalarAt(clay, 'stringData', 'MIX')).toMatchObject({
      text: 'grog',
      span: { file: 'clay.env', line: 1, column: 5 },
    });
    expect(scalarAt(clay, 'stringData', 'SLIP')).toMatchObject({
      text: 'white',
      span: { file: 'kustomization.yaml', line: 6, column: 21, endColumn: 26 },
    });
    expect(at(clay, 'stringData', 'mark')?.kind).toBe('mapping');
    expect(notes.map(({ what }) => what)).toEqual([
      'an env file of a generator that is not here: its keys are not known',
    ]);
  });

  test('say whether the name changes with the content, and who follows it', () => {
    expect(textAt(clay, 'metadata', 'annotations', 'keyturn/generated-name')).toBe('hashed');
    expect(textAt(sand, 'metadata', 'annotations', 'keyturn/generated-name')).toBe('fixed');
    expect(scalarAt(workload, 'metadata', 'annotations', 'keyturn/hashed-names')).toMatchObject({
      text: 'Secret/clay',
      span: { file: 'kustomization.yaml', line: 3 },
    });
  });
});

describe('hostile and broken kustomizations', () => {
  test('that take each other in end in a note, and the first still stands', () => {
    const { units, notes } = plan({
      'a/kustomization.yaml': 'resources: [../b, kiln.yaml]',
      'a/kiln.yaml': KILN,
      'b/kustomization.yaml': 'resources: [../a]',
    });
    expect(units.map(({ id }) => id)).toEqual(['a/kiln.yaml#1@a']);
    expect(notes.map(({ what }) => what)).toEqual(['kustomizations that take each other in']);
  });

  test('name what is remote, missing or outside, without a password in an address', () => {
    expect(
      whats({
        'kustomization.yaml':
          'resources: ["https://ann:hunter2@git.example/kilns?ref=main&token=hunter3", github.com/kilns/base?ref=v3, ../../../etc/passwd, nowhere]\npatches: [{ path: gone.yaml }]\nhelmCharts: [{ name: oven, repo: https://ovens.example }]\n',
      }),
    ).toEqual([
      'remote base not read: https://git.example/kilns?ref=main',
      'remote base not read: github.com/kilns/base?ref=v3',
      'a path that leaves the repository: ../../../etc/passwd',
      'kustomization resource that is not here: nowhere',
      'a Helm chart that kustomize would fetch is not read',
      'a patch file that is not here',
    ]);
  });

  test('a base that doubles at every level ends', () => {
    const levels = Array.from({ length: 20 }, (_, level) => [
      [`l${level}/kustomization.yaml`, `resources: [../l${level + 1}, ../r${level + 1}]`],
      [`r${level}/kustomization.yaml`, `resources: [../l${level + 1}, ../r${level + 1}]`],
    ]).flat();
    const notes = whats({ ...Object.fromEntries(levels), 'kustomization.yaml': 'resources: [l0, r0]' });
    expect(notes).toContain('kustomizations inside each other without end');
  });

  test('an object copied into itself again and again stops growing', () => {
    const copies = Array.from({ length: 60 }, (_, at) => `{ op: copy, from: /spec, path: /spec/copy${at} }`);
    const { units, notes } = plan({
      'kiln.yaml': KILN,
      'kustomization.yaml': `resources: [kiln.yaml]\npatches: [{ target: { kind: Deployment }, patch: '[${copies.join(', ')}]' }]\n`,
    });
    expect(units).toHaveLength(1);
    expect(notes.map(({ what }) => what)).toEqual([expect.stringMatching(/^a JSON patch that cannot be done: copy/)]);
  });

  test('patterns and patches of any shape are survived', () => {
    const { units } = plan({
      'kiln.yaml': KILN,
      'kustomization.yaml': `resources: [kiln.yaml, 7, [x], {}]
patches:
  - { target: { name: "(a+)+$(" }, patch: "- op: remove" }
  - { target: { name: "(k|k)*iln" }, patch: '[{ op: move, from: /spec, path: /spec/template }]' }
  - patch: "{{ broken"
  - 5
images: [{ name: [] }]
replacements: [{ source: { kind: Ghost }, targets: 3 }]
vars: [{}]
replicas: { a: b }
namePrefix: [1]
commonLabels: word
secretGenerator: [{}, 3, { name: s, literals: [=x, noequals], files: [=], envs: {} }]
`,
    });
    expect(units.map(({ id }) => id)).toEqual(['kiln.yaml#1@', 'kustomization.yaml@']);
  });
});

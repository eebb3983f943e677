/** What other tools print, read without its values, and the sources it names. */
import { describe, expect, test } from 'vitest';
import { readRendered } from '../../analyzer/src/rendering/rendered-input.ts';
import { entriesAt, type Tree, textAt } from '../../analyzer/src/syntax/tree.ts';

const read = (text: string) => readRendered([{ name: 'rendered:all.yaml', text }]);
const named = (text: string) =>
  read(text).units.map(({ content }) => `${textAt(content, 'kind')} ${textAt(content, 'metadata', 'name')}`);

/** Every text below a tree: what a reader could come to see. */
function textsIn(tree: Tree): readonly string[] {
  if (tree.kind === 'scalar') return [tree.text];
  if (tree.kind === 'sequence') return tree.items.flatMap(textsIn);
  return [...tree.entries.values()].flatMap(({ key, value }) => [key.text, ...textsIn(value)]);
}

const VALUE = 'cormorant-canary-4711';
const ENCODED = Buffer.from(VALUE).toString('base64');

describe('at the door', () => {
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: 'gannet',
      namespace: 'cliff',
      annotations: {
        'kubectl.kubernetes.io/last-applied-configuration': `{"stringData":{"nest":"${VALUE}"}}`,
        'reflector.example.org/allowed': 'yes',
      },
      managedFields: [{ fieldsV1: { note: VALUE } }],
    },
    data: { nest: ENCODED },
    stringData: { egg: VALUE },
    status: { note: VALUE },
  };

  test.each([
    ['a document', secret],
    ['a List', { apiVersion: 'v1', kind: 'List', items: [secret] }],
    ['a typed list', { apiVersion: 'v1', kind: 'SecretList', items: [secret] }],
  ])('the values of %s are gone, its keys are not', (_, object) => {
    const { units } = read(JSON.stringify(object));
    expect(units.map(({ content }) => entriesAt(content, 'data').map(({ key }) => key.text))).toEqual([['nest']]);
    const texts = units.flatMap(({ content }) => textsIn(content)).join(' ');
    expect(texts).toContain('reflector.example.org/allowed');
    expect(texts).toContain('egg');
    expect(texts).not.toContain(VALUE);
    expect(texts).not.toContain(ENCODED);
  });

  test('values that are no mapping leave nothing', () => {
    const { units } = read(
      `apiVersion: v1\nkind: Secret\nmetadata: { name: gannet }\ndata: ${ENCODED}\nstringData: [${VALUE}]`,
    );
    expect(units.flatMap(({ content }) => textsIn(content)).join(' ')).not.toMatch(new RegExp(`${VALUE}|${ENCODED}`));
  });

  test('records of Helm releases are left out', () => {
    const text =
      'apiVersion: v1\nkind: Secret\ntype: helm.sh/release.v1\nmetadata: { name: sh.helm.release.v1.gannet.v1 }\n---\nkind: Pod\napiVersion: v1\nmetadata: { name: tern }';
    expect(named(text)).toEqual(['Pod tern']);
  });
});

describe('an object names its source', () => {
  const originsOf = (text: string) => read(text).units.map(({ origin }) => origin);
  const POD = 'apiVersion: v1\nkind: Pod\nmetadata: { name: tern';

  test('by the comment of helm template, for its own document only', () => {
    const text = `---\n# Source: colony/templates/tern.yaml\n${POD} }\n---\n${POD} }\n`;
    expect(originsOf(text)).toEqual([
      { template: 'colony/templates/tern.yaml', chart: 'colony' },
      { template: null, chart: null },
    ]);
  });

  test('by the label of its chart, whose name may hold a number', () => {
    expect(originsOf(`${POD}, labels: { helm.sh/chart: colony-2nd-1.4.0-rc.1 } }`)).toEqual([
      { template: null, chart: 'colony-2nd' },
    ]);
  });
});

describe('a state of Terraform', () => {
  const state = {
    format_version: '1.0',
    values: {
      root_module: {
        resources: [
          {
            type: 'kubernetes_secret_v1',
            values: { metadata: [{ name: 'gannet', namespace: 'cliff' }], data: { nest: VALUE }, type: 'Opaque' },
            sensitive_values: { data: true },
          },
          { type: 'random_password', values: { result: VALUE }, sensitive_values: { result: true } },
          { mode: 'data', type: 'kubernetes_secret', values: { metadata: [{ name: 'looked-up' }] } },
        ],
        child_modules: [
          {
            resources: [
              {
                type: 'kubernetes_manifest',
                values: {
                  manifest: {
                    apiVersion: 'v1',
                    kind: 'ConfigMap',
                    metadata: { name: 'tern' },
                    data: { egg: VALUE, shell: 'speckled' },
                  },
                },
                sensitive_values: { manifest: { data: { egg: true } } },
              },
            ],
          },
        ],
      },
    },
  };

  test('gives the objects of Kubernetes in it, without what is sensitive', () => {
    const text = JSON.stringify(state);
    expect(named(text)).toEqual(['Secret gannet', 'ConfigMap tern']);
    const [secret, map] = read(text).units;
    expect(entriesAt(secret?.content, 'data').map(({ key }) => key.text)).toEqual(['nest']);
    expect(entriesAt(map?.content, 'data').map(({ key }) => key.text)).toEqual(['shell']);
    expect(JSON.stringify(read(text).units.map(({ content }) => textsIn(content)))).not.toContain(VALUE);
  });

  test('says which resources were not read', () => {
    expect(read(JSON.stringify(state)).notes.map(({ what }) => what)).toEqual([
      'Terraform resources of type random_password are not read from a state',
    ]);
  });
});

test.each([
  ['nothing', ''],
  ['no object', 'just a line'],
  ['a broken document', 'kind: [Pod\n: }'],
  ['a state without modules', '{"format_version": "1.0", "values": 3}'],
  ['lists in lists', `${'{"kind":"List","apiVersion":"v1","items":['.repeat(40)}${']}'.repeat(40)}`],
])('%s is no crash', (_, text) => {
  const { units, notes } = read(text);
  expect(units.length + notes.length).toBeGreaterThan(0);
});

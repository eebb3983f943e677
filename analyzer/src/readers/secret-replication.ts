/**
 * Annotations that copy a Secret into other namespaces: Reflector of emberstack and kubernetes-replicator of mittwald. A namespace told by
 * a pattern is said to be unresolved: which ones exist is not in a file.
 */
import type { DerivationFact, Note } from '../model/fact.ts';
import { annotationsOf, type KubernetesObject, mayHoldChosen, readChosen, secretOf } from '../syntax/kubernetes.ts';
import { copied } from '../syntax/synced-secret.ts';
import { at, type Entry, scalarAt, type Tree } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'secret-replication',
  reads: 'Reflector and kubernetes-replicator annotations on Secrets and on what makes Secrets',
  syntax: 'yaml',
  accepts: (unit) => mayHoldChosen(unit.content, isMaker),
  read: (unit) => readChosen(unit.content, isMaker, copiesOf),
});

interface Maker {
  readonly group: string;
  /** Where the Secret's name stands; the object's own where it is not written. */
  readonly name: readonly string[];
  /** The node whose metadata the Secret gets. */
  readonly template: readonly string[];
}

const MAKERS: Readonly<Record<string, Maker>> = {
  Secret: { group: '', name: [], template: [] },
  Certificate: { group: 'cert-manager.io', name: ['spec', 'secretName'], template: ['spec', 'secretTemplate'] },
  ExternalSecret: {
    group: 'external-secrets.io',
    name: ['spec', 'target', 'name'],
    template: ['spec', 'target', 'template', 'metadata'],
  },
  SealedSecret: {
    group: 'bitnami.com',
    name: ['spec', 'template', 'metadata', 'name'],
    template: ['spec', 'template', 'metadata'],
  },
};

function isMaker(group: string, kind: string): boolean {
  return Object.hasOwn(MAKERS, kind) && MAKERS[kind]?.group === group;
}

/** Lists of namespaces that the Secret is pushed into. */
const PUSHES: readonly string[] = [
  'reflector.v1.k8s.emberstack.com/reflection-auto-namespaces',
  'replicator.v1.mittwald.de/replicate-to',
];
/** `namespace/name` of the Secret this one is a copy of. */
const PULLS: readonly string[] = [
  'reflector.v1.k8s.emberstack.com/reflects',
  'replicator.v1.mittwald.de/replicate-from',
];

interface Reading {
  readonly facts: readonly DerivationFact[];
  readonly notes: readonly Note[];
}

function copiesOf(object: KubernetesObject): Reading {
  const maker = MAKERS[object.kind];
  const secret = scalarAt(object.tree, ...(maker?.name ?? []))?.text || object.name;
  const readings = annotated(object.tree, maker?.template ?? []).map((entry) => copiesBy(object, secret, entry));
  return { facts: readings.flatMap(({ facts }) => facts), notes: readings.flatMap(({ notes }) => notes) };
}

/** Secret templates keep annotations right below, or below `metadata`, which the path already passed. */
function annotated(tree: Tree, template: readonly string[]): readonly Entry[] {
  if (template.length === 0) return annotationsOf(tree);
  const annotations = at(tree, ...template, 'annotations');
  return annotations?.kind === 'mapping' ? [...annotations.entries.values()] : [];
}

function copiesBy(object: KubernetesObject, secret: string, { key, value }: Entry): Reading {
  if (value.kind !== 'scalar' || value.text === '') return { facts: [], notes: [] };
  const inPlace = { at: value.span, row: null };
  if (PULLS.includes(key.text)) {
    const [name = '', namespace] = value.text.split('/').reverse();
    const origin = namespace ? { ...object, namespace } : object;
    const from = secretOf(origin, name);
    return { facts: [copied('replication', { ...inPlace, from, to: secretOf(object, secret) })], notes: [] };
  }
  if (!PUSHES.includes(key.text)) return { facts: [], notes: [] };
  const namespaces = value.text.split(',').map((part) => part.trim());
  const isName = (name: string) => /^[a-z0-9-]+$/.test(name);
  const facts = namespaces.filter(isName).map((namespace) =>
    copied('replication', {
      ...inPlace,
      from: secretOf(object, secret),
      to: secretOf({ ...object, namespace }, secret),
    }),
  );
  const what = `namespaces that Secret ${secret} is copied into, told by a pattern`;
  const notes: readonly Note[] = namespaces.every(isName) ? [] : [{ note: 'unresolved', what, at: value.span }];
  return { facts, notes };
}

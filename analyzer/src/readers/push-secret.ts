/**
 * PushSecrets: keys of a Secret written into store items, from the cluster outwards. It never turns the direction round: the
 * Secret is the origin here.
 */
import { parseDuration } from '../model/duration.ts';
import type { CarrierRef, DerivationFact, Fact, Note } from '../model/fact.ts';
import { generated, storeNamed } from '../syntax/external-secret.ts';
import { type Kinds, type KubernetesObject, mayHold, readObjects, secretOf } from '../syntax/kubernetes.ts';
import { type Offer, readTemplate, type TemplateUse } from '../syntax/secret-template.ts';
import { at, itemsAt, scalarAt, type Tree, textAt } from '../syntax/tree.ts';
import { defineReader, type Sight } from './contract.ts';

const KINDS: Kinds = { PushSecret: ['external-secrets.io'], ClusterPushSecret: ['external-secrets.io'] };

export default defineReader({
  id: 'push-secret',
  reads: 'PushSecrets and ClusterPushSecrets',
  syntax: 'yaml',
  accepts: (unit) => mayHold(unit.content, KINDS),
  read: (unit, sight) =>
    readObjects(unit.content, KINDS, (object) => {
      const cluster = object.kind === 'ClusterPushSecret';
      return readSpec(object, at(object.tree, 'spec', ...(cluster ? ['pushSecretSpec'] : [])), sight);
    }),
});

function readSpec(
  object: KubernetesObject,
  spec: Tree | null,
  sight: Sight,
): { readonly facts: readonly Fact[]; readonly notes: readonly Note[] } {
  const stores = itemsAt(spec, 'secretStoreRefs');
  const named = stores.flatMap((reference) => storeNamed(reference) ?? []);
  const source = sourceOf(object, spec);
  const facts = !source
    ? []
    : named.flatMap((store) => itemsAt(spec, 'data').flatMap((entry) => push(spec, source, store, entry, sight)));
  const selectors = [
    ...stores.map((reference) => at(reference, 'labelSelector')),
    at(spec, 'selector', 'secret', 'selector'),
    at(object.tree, 'spec', 'namespaceSelectors'),
  ];
  const notes = selectors.flatMap((selector): readonly Note[] =>
    selector ? [{ note: 'unresolved', what: `what a selector of ${object.name} selects`, at: selector.span }] : [],
  );
  return { facts, notes };
}

/** A key of what is pushed; null: all of it. */
type Source = (key: string | null) => CarrierRef;

function sourceOf(object: KubernetesObject, spec: Tree | null): Source | null {
  const name = textAt(spec, 'selector', 'secret', 'name');
  if (name) return (key) => secretOf(object, name, key);
  const made = generated(at(spec, 'selector', 'generatorRef'));
  return made ? (key) => ({ ...made.from, key }) : null;
}

function push(spec: Tree | null, source: Source, store: string, entry: Tree, sight: Sight): readonly DerivationFact[] {
  const remote = scalarAt(entry, 'match', 'remoteRef', 'remoteKey');
  if (!remote?.text) return [];
  const property = textAt(entry, 'match', 'remoteRef', 'property') || null;
  const to: CarrierRef = { type: 'external-store', scope: store, name: remote.text, key: property };
  const interval = parseDuration(textAt(spec, 'refreshInterval') ?? '');
  return usesOf(spec, source, textAt(entry, 'match', 'secretKey') || null, sight).map((use) => ({
    fact: 'derivation',
    ...use,
    to,
    by: 'push-secret',
    row: 'eso-pushsecret-refresh',
    interval,
    frozen: stillness(spec, interval),
    at: remote.span,
  }));
}

/** A template stands between the Secret and the store: its keys are what `secretKey` names (PushSecret `spec.template`). */
function usesOf(
  spec: Tree | null,
  source: Source,
  key: string | null,
  sight: Sight,
): readonly Omit<TemplateUse, 'frozen'>[] {
  const template = key === null ? null : scalarAt(spec, 'template', 'data', key);
  if (!template || key === null)
    return [{ from: source(key), alternatives: [], embedded: 'whole', confidence: 'exact' }];
  const offered = (name: string | null) => ({ from: source(name), frozen: null, certain: true });
  const offer: Offer = { named: (name) => [offered(name)], all: [offered(null)] };
  return readTemplate({ key, text: template.text, span: template.span }, offer, sight.look.bind(sight)).uses;
}

/** Nothing is written again (external-secrets.io, "PushSecret": refreshInterval 0, updatePolicy IfNotExists). */
function stillness(spec: Tree | null, interval: number | null): string | null {
  if (textAt(spec, 'updatePolicy') === 'IfNotExists') return 'updatePolicy IfNotExists';
  return interval === 0 ? 'refreshInterval 0: pushed once per version of the spec' : null;
}

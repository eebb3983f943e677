/**
 * SealedSecrets: encrypted values in a file, each the origin of one key of the Secret the controller makes. A sealed value is
 * never compared: the same secret is sealed differently every time.
 */
import type { CarrierFact, CarrierRef, DerivationFact, Fact } from '../model/fact.ts';
import type { Span } from '../model/place.ts';
import { type Kinds, type KubernetesObject, mayHold, readObjects, secretOf, unseen } from '../syntax/kubernetes.ts';
import { type Offer, readTemplate, type TemplateUse } from '../syntax/secret-template.ts';
import { at, type Entry, entriesAt, isTrue, type Tree, textAt } from '../syntax/tree.ts';
import { defineReader, type Sight } from './contract.ts';

const KINDS: Kinds = { SealedSecret: ['bitnami.com'] };

export default defineReader({
  id: 'sealed-secret',
  reads: 'SealedSecrets and the Secrets they become',
  syntax: 'yaml',
  accepts: (unit) => mayHold(unit.content, KINDS),
  read: (unit, sight) => readObjects(unit.content, KINDS, (object) => ({ facts: readSealed(object, sight) })),
});

function readSealed(object: KubernetesObject, sight: Sight): readonly Fact[] {
  const template = at(object.tree, 'spec', 'template');
  const target = { ...object, namespace: textAt(template, 'metadata', 'namespace') || object.namespace };
  const secret = textAt(template, 'metadata', 'name') || object.name;
  const sealed = entriesAt(object.tree, 'spec', 'encryptedData');
  return [
    ...sealed.flatMap((entry): readonly Fact[] => [
      sealedCarrier(object, entry),
      derive(secretOf(target, secret, entry.key.text), entry.key.span, template, whole(sealedRef(object, entry))),
    ]),
    ...entriesAt(template, 'data').flatMap((entry) =>
      readEntry(object, sealed, entry, sight).map((found) =>
        'uses' in found
          ? derive(secretOf(target, secret, entry.key.text), entry.key.span, template, found.uses)
          : written(secretOf(target, secret, entry.key.text), entry, template, found.value),
      ),
    ),
  ];
}

/** Two SealedSecrets of one file may have keys of one name, so the object is part of the place. */
function sealedRef({ kind, name }: KubernetesObject, { key }: Entry): CarrierRef {
  return { type: 'file', scope: null, name: key.span.file, key: `${kind}/${name}/${key.text}` };
}

function sealedCarrier(object: KubernetesObject, entry: Entry): CarrierFact {
  return {
    fact: 'carrier',
    carrier: sealedRef(object, entry),
    value: unseen('encrypted'),
    secretType: null,
    frozen: null,
    at: entry.key.span,
  };
}

function whole(from: CarrierRef): TemplateUse {
  return { from, alternatives: [], embedded: 'whole', confidence: 'exact', frozen: null };
}

/** `spec.template.data` is a Go template over the unsealed keys (bitnami-labs/sealed-secrets, README, "template"). */
function readEntry(
  object: KubernetesObject,
  sealed: readonly Entry[],
  entry: Entry,
  sight: Sight,
): readonly ({ readonly uses: TemplateUse } | { readonly value: CarrierFact['value'] })[] {
  if (entry.value.kind !== 'scalar') return [];
  const offered = sealed.map((found) => ({
    name: found.key.text,
    from: sealedRef(object, found),
    frozen: null,
    certain: true,
  }));
  const offer: Offer = { named: (name) => offered.filter((found) => found.name === name), all: offered };
  const { text, span } = entry.value;
  const reading = readTemplate({ key: entry.key.text, text, span }, offer, sight.look.bind(sight));
  return [...(reading.written ? [{ value: reading.written }] : []), ...reading.uses.map((uses) => ({ uses }))];
}

function written(carrier: CarrierRef, entry: Entry, template: Tree | null, value: CarrierFact['value']): CarrierFact {
  return {
    fact: 'carrier',
    carrier,
    value,
    secretType: textAt(template, 'type'),
    frozen: immutability(template),
    at: entry.key.span,
  };
}

function derive(to: CarrierRef, at: Span, template: Tree | null, use: TemplateUse): DerivationFact {
  return {
    fact: 'derivation',
    ...use,
    to,
    by: 'sealed-secret',
    row: 'sealed-secrets-no-poll',
    interval: null,
    frozen: immutability(template),
    at,
  };
}

function immutability(template: Tree | null): string | null {
  return isTrue(template, 'immutable') ? 'immutable: true' : null;
}

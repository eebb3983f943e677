/**
 * ExternalSecrets: which key of which Secret is filled from which property of which store item, and how often. A template is
 * read, never run; what stays open is said in `alternatives` or in a note.
 */
import { parseDuration } from '../model/duration.ts';
import type { CarrierFact, CarrierRef, DerivationFact, Fact, Note } from '../model/fact.ts';
import type { Span } from '../model/place.ts';
import { type Origin, type Origins, offerOf, originsIn } from '../syntax/external-secret.ts';
import { type Kinds, type KubernetesObject, mayHold, readObjects, secretOf, unseen } from '../syntax/kubernetes.ts';
import { reloadLabels } from '../syntax/reload-labels.ts';
import { readTemplate, type TemplateEntry } from '../syntax/secret-template.ts';
import { settingsIn } from '../syntax/settings.ts';
import { at, entriesAt, isTrue, itemsAt, scalarAt, type Tree, textAt } from '../syntax/tree.ts';
import { defineReader, type Sight } from './contract.ts';

const KINDS: Kinds = { ExternalSecret: ['external-secrets.io'], ClusterExternalSecret: ['external-secrets.io'] };

export default defineReader({
  id: 'external-secret',
  reads: 'ExternalSecrets and ClusterExternalSecrets, with their templates, rewrites and generators',
  syntax: 'yaml',
  accepts: (unit) => mayHold(unit.content, KINDS),
  read: (unit, sight) =>
    readObjects(unit.content, KINDS, (object) =>
      object.kind === 'ExternalSecret'
        ? readSpec({ object, spec: at(object.tree, 'spec'), secret: object.name, sight })
        : readCluster(object, sight),
    ),
});

interface Reading {
  readonly facts: readonly Fact[];
  readonly notes: readonly Note[];
}

/** One ExternalSecret spec, as it stands or as a ClusterExternalSecret hands it down. */
interface Request {
  readonly object: KubernetesObject;
  readonly spec: Tree | null;
  /** Name of the Secret where the target names none. */
  readonly secret: string;
  readonly sight: Sight;
}

/** A ClusterExternalSecret makes the same ExternalSecret in every namespace it names; a selector's namespaces stand elsewhere. */
function readCluster(object: KubernetesObject, sight: Sight): Reading {
  const { tree } = object;
  const spec = at(tree, 'spec', 'externalSecretSpec');
  const secret = textAt(tree, 'spec', 'externalSecretName') || object.name;
  const named = itemsAt(tree, 'spec', 'namespaces').flatMap((item) => textAt(item) ?? []);
  const selector = at(tree, 'spec', 'namespaceSelectors') ?? at(tree, 'spec', 'namespaceSelector');
  const namespaces = named.length > 0 ? named : [object.namespace];
  const readings = namespaces.map((namespace) => readSpec({ object: { ...object, namespace }, spec, secret, sight }));
  const what = `the namespaces that ClusterExternalSecret ${object.name} selects`;
  return {
    facts: readings.flatMap(({ facts }) => facts),
    notes: [
      ...(readings[0]?.notes ?? []),
      ...(selector ? [{ note: 'unresolved', what, at: selector.span } satisfies Note] : []),
    ],
  };
}

function readSpec(request: Request): Reading {
  const { spec, object } = request;
  const policy = scalarAt(spec, 'target', 'creationPolicy');
  if (policy?.text === 'None')
    return { facts: [], notes: [{ note: 'unresolved', what: 'creationPolicy None makes no Secret', at: policy.span }] };
  const origins = originsIn(spec);
  const template = at(spec, 'target', 'template');
  const templated = [readData(request, origins, template), ...readTemplateFrom(request, origins, template)];
  const replaced = templated.some(({ facts, notes }) => facts.length + notes.length > 0);
  const direct =
    !replaced || textAt(template, 'mergePolicy') === 'Merge' ? passOn(request, origins) : { facts: [], notes: [] };
  return {
    facts: [...typed(request, template), ...direct.facts, ...templated.flatMap(({ facts }) => facts)],
    notes: [
      ...origins.notes,
      ...direct.notes,
      ...templated.flatMap(({ notes }) => notes),
      ...refreshNotes(spec, object),
    ],
  };
}

function keyOf({ object, spec, secret }: Request, key: string | null): CarrierRef {
  return secretOf(object, textAt(spec, 'target', 'name') || secret, key);
}

/** The type of a Secret tells its kind, and labels tell who watches it, so they are said even where no value is. */
function typed(request: Request, template: Tree | null): readonly CarrierFact[] {
  const type = scalarAt(template, 'type');
  const labels = reloadLabels(at(template, 'metadata'));
  const place = type?.text ? type.span : labels.labels?.[0]?.at;
  return place ? [{ ...carrierFact(request, null, unseen('not-here'), place), ...labels }] : [];
}

function carrierFact(request: Request, key: string | null, value: CarrierFact['value'], at: Span): CarrierFact {
  const secretType = textAt(request.spec, 'target', 'template', 'type');
  return { fact: 'carrier', carrier: keyOf(request, key), value, secretType, frozen: null, at };
}

/** Without a template every origin fills its key, or one key for each of its properties. */
function passOn(request: Request, { data, dataFrom }: Origins): Reading {
  const origins: readonly Origin[] = [...dataFrom, ...data];
  return {
    facts: origins.map((origin) =>
      derive(request, origin.key, origin.at, {
        from: origin.from,
        alternatives: [],
        embedded: 'whole',
        confidence: origin.renamed || !origin.certain ? 'inferred' : 'exact',
        frozen: origin.frozen,
      }),
    ),
    notes: origins
      .filter(({ renamed }) => renamed)
      .map((origin): Note => ({ note: 'unresolved', what: 'keys that dataFrom renames, one by one', at: origin.at })),
  };
}

function readData(request: Request, origins: Origins, template: Tree | null): Reading {
  const entries = entriesAt(template, 'data').flatMap(({ key, value }) =>
    value.kind === 'scalar' ? [{ key: key.text, text: value.text, span: value.span, at: key.span }] : [],
  );
  return readEntries(request, origins, entries);
}

function readEntries(
  request: Request,
  origins: Origins,
  entries: readonly (TemplateEntry & { readonly at: Span })[],
): Reading {
  const offer = offerOf(origins);
  const look = request.sight.look.bind(request.sight);
  const readings = entries.map((entry) => ({ entry, ...readTemplate(entry, offer, look) }));
  return {
    facts: readings.flatMap(({ entry, uses, written }): readonly Fact[] => [
      ...(written ? [carrierFact(request, entry.key, written, entry.at)] : []),
      ...uses.map((use) => derive(request, entry.key, entry.at, use)),
    ]),
    notes: readings.flatMap(({ entry, unknown }) =>
      unknown.map((name): Note => {
        const what = `{{ .${name} }} in ${entry.key} is fetched by no data and no dataFrom`;
        return { note: 'unresolved', what, at: entry.span };
      }),
    ),
  };
}

/** A template kept in another object may use everything that is fetched; a literal one is read like `data`. */
function readTemplateFrom(request: Request, origins: Origins, template: Tree | null): readonly Reading[] {
  const offered = offerOf(origins).all;
  const elsewhere = (key: string | null, at: Span, what: string): Reading => ({
    facts: offered.map(({ from, frozen }) =>
      derive(request, key, at, { from, alternatives: [], embedded: 'document', confidence: 'inferred', frozen }),
    ),
    notes: [{ note: 'unresolved', what, at }],
  });
  return itemsAt(template, 'templateFrom')
    .filter((source) => ['Data', null].includes(textAt(source, 'target')))
    .flatMap((source) => {
      const literal = scalarAt(source, 'literal');
      const settings = literal ? settingsIn(literal) : [];
      if (settings.length > 0)
        return [
          readEntries(
            request,
            origins,
            settings.map((s) => ({ key: s.name, text: s.value, span: s.span, at: s.span })),
          ),
        ];
      if (literal) return [elsewhere(null, literal.span, 'the keys that a literal template makes')];
      return ['configMap', 'secret'].flatMap((field) =>
        itemsAt(source, field, 'items').map((item) => {
          const key = textAt(item, 'templateAs') === 'KeysAndValues' ? null : textAt(item, 'key');
          return elsewhere(key, item.span, `the template in ${field} ${textAt(source, field, 'name') ?? ''}`);
        }),
      );
    });
}

/** Policies under which the store is never read again (external-secrets.io/v1, `refreshPolicy`). */
const FROZEN_BY_POLICY: Readonly<Record<string, { readonly row: string; readonly frozen: string }>> = {
  CreatedOnce: { row: 'eso-refresh-policy-createdonce', frozen: 'refreshPolicy CreatedOnce' },
  OnChange: {
    row: 'eso-refresh-policy-onchange',
    frozen: 'refreshPolicy OnChange: only an edit of the ExternalSecret',
  },
};

function derive(
  request: Request,
  key: string | null,
  at: Span,
  use: Pick<DerivationFact, 'from' | 'alternatives' | 'embedded' | 'confidence' | 'frozen'>,
): DerivationFact {
  const { spec } = request;
  const policy = FROZEN_BY_POLICY[textAt(spec, 'refreshPolicy') ?? ''];
  const interval = parseDuration(textAt(spec, 'refreshInterval') ?? '');
  const still =
    policy?.frozen ??
    (interval === 0 ? 'refreshInterval 0: fetched once' : null) ??
    (isTrue(spec, 'target', 'immutable') ? 'target immutable: true' : null);
  return {
    fact: 'derivation',
    from: use.from,
    to: keyOf(request, key),
    by: 'external-secret',
    row: policy?.row ?? 'eso-refresh-interval',
    interval,
    frozen: still ?? use.frozen,
    embedded: use.embedded,
    alternatives: use.alternatives,
    confidence: use.confidence,
    at,
  };
}

function refreshNotes(spec: Tree | null, { name }: KubernetesObject): readonly Note[] {
  const written = scalarAt(spec, 'refreshInterval');
  if (!written?.text || parseDuration(written.text) !== null) return [];
  return [{ note: 'unresolved', what: `refreshInterval of ${name} is no duration`, at: written.span }];
}

/**
 * What an ExternalSecret fetches: the entries of `data` and `dataFrom` as origins, each able to say what a template's name
 * means. Where a rewrite cannot be undone it says so; it never invents a property.
 */
import type { CarrierRef, Note } from '../model/fact.ts';
import type { Span } from '../model/place.ts';
import { undoAll, undoing } from './rewrite.ts';
import type { Offer, Offered } from './secret-template.ts';
import { at, itemsAt, type Scalar, scalarAt, type Tree, textAt } from './tree.ts';

export interface Origin {
  readonly from: CarrierRef;
  /** Key of the Secret it fills when no template stands between; null: one key for each property. */
  readonly key: string | null;
  /** `dataFrom` renames what it fetched. */
  readonly renamed: boolean;
  /** It says itself which item it is; a search does not. */
  readonly certain: boolean;
  readonly frozen: string | null;
  /** What `{{ .name }}` means behind it; null: not from here. */
  readonly named: (name: string) => Offered | null;
  readonly at: Span;
}

export interface Origins {
  readonly data: readonly Origin[];
  readonly dataFrom: readonly Origin[];
  readonly notes: readonly Note[];
}

/** Reads `data` and `dataFrom` of an ExternalSecret spec (external-secrets.io/v1). */
export function originsIn(spec: Tree | null): Origins {
  const store = storeNamed(at(spec, 'secretStoreRef'));
  const data = itemsAt(spec, 'data').flatMap((entry) => dataOrigin(entry, store));
  const dataFrom = itemsAt(spec, 'dataFrom').flatMap((entry) => dataFromOrigin(entry, store));
  const finds = itemsAt(spec, 'dataFrom').flatMap((entry): readonly Note[] => {
    const find = at(entry, 'find');
    return find ? [{ note: 'unresolved', what: 'which items of the store dataFrom.find finds', at: find.span }] : [];
  });
  const opaque = itemsAt(spec, 'dataFrom')
    .flatMap((entry) => itemsAt(entry, 'rewrite'))
    .filter((tree) => !undoing(tree));
  const rewrites = opaque.map(
    (tree): Note => ({ note: 'unresolved', what: 'names that dataFrom rewrites', at: tree.span }),
  );
  const homeless = [...data, ...dataFrom].filter(({ from }) => from.scope === null);
  const stores = homeless.map(({ at }): Note => ({ note: 'unresolved', what: 'an item of no named store', at }));
  return { data, dataFrom, notes: [...finds, ...rewrites, ...stores] };
}

/** What a template behind these origins can use: `data` wins over `dataFrom` (ESO, "Advanced templating"). */
export function offerOf({ data, dataFrom }: Origins): Offer {
  const from = (origins: readonly Origin[], name: string) => origins.flatMap((origin) => origin.named(name) ?? []);
  return {
    named: (name) => {
      const own = from(data, name).at(-1);
      return own ? [own] : from(dataFrom, name);
    },
    all: [...data, ...dataFrom].map(({ from, frozen, certain }) => ({ from, frozen, certain })),
  };
}

/** `SecretStore/name` or `ClusterSecretStore/name`, the default being the first; null: none named. */
export function storeNamed(reference: Tree | null): string | null {
  const name = textAt(reference, 'name');
  return name ? `${textAt(reference, 'kind') || 'SecretStore'}/${name}` : null;
}

function item(store: string | null, name: string, key: string | null): CarrierRef {
  return { type: 'external-store', scope: store, name, key };
}

/** What a generator makes has no place in a store: the generator is its origin. */
export function generated(reference: Tree | null): { readonly from: CarrierRef; readonly name: Scalar } | null {
  const name = scalarAt(reference, 'name');
  const kind = textAt(reference, 'kind');
  return name?.text && kind ? { from: item(`${kind}/${name.text}`, 'generated', null), name } : null;
}

function dataOrigin(entry: Tree, store: string | null): readonly Origin[] {
  const secretKey = textAt(entry, 'secretKey');
  const key = scalarAt(entry, 'remoteRef', 'key');
  const generator = generated(at(entry, 'sourceRef', 'generatorRef'));
  if (!secretKey || !(key?.text || generator)) return [];
  const own = storeNamed(at(entry, 'sourceRef', 'storeRef')) ?? store;
  const from = generator ? generator.from : item(own, key?.text ?? '', textAt(entry, 'remoteRef', 'property') || null);
  const frozen = pinned(at(entry, 'remoteRef'));
  const offered = { from, frozen, certain: true };
  const named = (name: string) => (name === secretKey ? offered : null);
  return [
    {
      from,
      key: secretKey,
      renamed: false,
      certain: true,
      frozen,
      named,
      at: (key ?? generator?.name)?.span ?? entry.span,
    },
  ];
}

/** What one entry of `dataFrom` fetches, before its keys are renamed. */
interface Fetched {
  readonly from: CarrierRef;
  readonly frozen: string | null;
  /** It says itself what it fetches; a search does not. */
  readonly certain: boolean;
  /** The carrier behind one of its keys. */
  readonly property: (key: string) => CarrierRef;
  readonly at: Span;
}

function dataFromOrigin(entry: Tree, store: string | null): readonly Origin[] {
  const own = storeNamed(at(entry, 'sourceRef', 'storeRef')) ?? store;
  const fetched = extracted(entry, own) ?? made(entry) ?? searched(entry, own);
  if (!fetched) return [];
  const { from, frozen, certain, property } = fetched;
  const rewrites = itemsAt(entry, 'rewrite').map(undoing);
  const named = (name: string): Offered | null => {
    if (rewrites.includes(null)) return { from, frozen, certain: false };
    const original = undoAll(rewrites, name);
    return original && { from: property(original.name), frozen, certain: original.certain && certain };
  };
  return [{ from, key: null, renamed: rewrites.length > 0, certain, frozen, named, at: fetched.at }];
}

/** `extract`, or the entry itself, as v1alpha1 wrote it. */
function extracted(entry: Tree, store: string | null): Fetched | null {
  const reference = at(entry, 'extract') ?? entry;
  const key = scalarAt(reference, 'key');
  if (!key?.text) return null;
  const from = item(store, key.text, textAt(reference, 'property') || null);
  const property = (name: string) => ({ ...from, key: from.key === null ? name : `${from.key}.${name}` });
  return { from, frozen: pinned(reference), certain: true, property, at: key.span };
}

function made(entry: Tree): Fetched | null {
  const generator = generated(at(entry, 'sourceRef', 'generatorRef'));
  if (!generator) return null;
  const { from, name } = generator;
  return { from, frozen: null, certain: true, property: (key) => ({ ...from, key }), at: name.span };
}

/** Each item found becomes a key of its name; which ones are found only the store knows. */
function searched(entry: Tree, store: string | null): Fetched | null {
  const find = at(entry, 'find');
  if (!find) return null;
  const wanted = scalarAt(find, 'name', 'regexp') ?? scalarAt(find, 'path');
  const from = item(store, wanted?.text || '*', null);
  return {
    from,
    frozen: null,
    certain: false,
    property: (name) => item(store, name, null),
    at: wanted?.span ?? find.span,
  };
}

/** Versions that move with the newest one, or with a stage: Google `latest`, the staging labels of AWS Secrets Manager. */
const MOVING_VERSIONS: readonly string[] = ['latest', 'AWSCURRENT', 'AWSPREVIOUS', 'AWSPENDING'];

function pinned(reference: Tree | null): string | null {
  const version = textAt(reference, 'version');
  return version && !MOVING_VERSIONS.includes(version) ? `pinned version ${version}` : null;
}

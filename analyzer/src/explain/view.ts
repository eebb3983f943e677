/** One inventory, ready to be asked: nodes by id, paths and findings by credential. Looks up; concludes nothing. */
import { compareText } from '../model/place.ts';
import type { WireCarrier, WireConsumer, WireCredential, WireFinding, WireInventory, WirePath } from '../wire/types.ts';
import { REFRESH_MODES } from '../wire/words.ts';

export interface View {
  readonly inventory: WireInventory;
  readonly carriers: ReadonlyMap<string, WireCarrier>;
  readonly consumers: ReadonlyMap<string, WireConsumer>;
  /** By credential id. */
  readonly paths: ReadonlyMap<string, readonly WirePath[]>;
  /** Names that more than one credential has. */
  readonly sameName: ReadonlySet<string>;
  /** By credential id. */
  readonly findings: ReadonlyMap<string, readonly WireFinding[]>;
}

/** The indexes of one inventory, made once. */
export function viewOf(inventory: WireInventory): View {
  const names = grouped(inventory.credentials, (credential) => credential.name);
  return {
    inventory,
    carriers: new Map(inventory.carriers.map((carrier) => [carrier.id, carrier])),
    consumers: new Map(inventory.consumers.map((consumer) => [consumer.id, consumer])),
    paths: grouped(inventory.paths, (path) => path.credential),
    sameName: new Set([...names].filter(([, named]) => named.length > 1).map(([name]) => name)),
    findings: grouped(inventory.findings, (finding) => finding.credential ?? ''),
  };
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** Ids of the consumers of a credential, sorted. */
export function consumersOf(view: View, credential: WireCredential): readonly string[] {
  const ids = new Set((view.paths.get(credential.id) ?? []).map((path) => path.consumer));
  return [...ids].sort(compareText);
}

/** The paths of a credential, the least cooperative first. */
export function pathsOf(view: View, credential: WireCredential): readonly WirePath[] {
  return (view.paths.get(credential.id) ?? []).toSorted(
    (a, b) =>
      REFRESH_MODES.indexOf(a.refresh.mode) - REFRESH_MODES.indexOf(b.refresh.mode) ||
      compareText(a.consumer, b.consumer) ||
      compareText(a.id, b.id),
  );
}

/** A consumer as people call it; its id where nothing describes it. */
export function consumerName(view: View, id: string): string {
  return view.consumers.get(id)?.name ?? id;
}

/** A carrier as people call it: `orders-db#password`. */
export function carrierName(view: View, id: string): string {
  const carrier = view.carriers.get(id);
  if (carrier === undefined) return id;
  return carrier.key === null ? carrier.name : `${carrier.name}#${carrier.key}`;
}

/** What names a credential without doubt in this inventory: its name, or its id where another has the same name. */
export function credentialLabel(view: View, credential: WireCredential): string {
  return view.sameName.has(credential.name) ? credential.id : credential.name;
}

/** Carriers that no repository declares: they live in a store, a CI system or somebody's shell. */
const OUTSIDE: ReadonlySet<string> = new Set(['external-store', 'ci-secret', 'environment']);

/** Referenced, and declared nowhere although a repository would declare it. */
export function isHole(carrier: WireCarrier): boolean {
  return carrier.declared === false && !OUTSIDE.has(carrier.type);
}

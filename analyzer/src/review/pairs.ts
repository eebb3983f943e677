/** Both sides together: what a node of the later side was before. The one place that maps ids; it judges nothing. */
import type { WireConsumer, WireCredential, WireEvidence, WireInventory } from '../wire/types.ts';
import { type Identity, identify } from './identity.ts';
import { type Elsewhere, type Side, sideOf, type Use } from './sides.ts';

export interface Pairs {
  readonly before: Side;
  readonly after: Side;
  readonly identity: Identity;
  /** Credentials of the later side that existed before, with what they were. */
  readonly kept: ReadonlyArray<readonly [before: WireCredential, after: WireCredential]>;
  /** Uses of the later side whose consumer took the same credential before. */
  readonly keptUses: ReadonlyArray<readonly [before: Use, after: Use]>;
  /** Uses by a consumer that did not take this credential before, of a credential that existed. */
  readonly newUses: readonly Use[];
  /** Consumers described on both sides. */
  readonly keptConsumers: ReadonlyArray<readonly [before: WireConsumer, after: WireConsumer]>;
}

/** Pairs up two inventories. */
export function pairUp(
  earlier: WireInventory,
  later: WireInventory,
  [elsewhereBefore, elsewhereAfter]: readonly [Elsewhere, Elsewhere],
): Pairs {
  const before = sideOf(earlier, elsewhereBefore);
  const after = sideOf(later, elsewhereAfter);
  const identity = identify(before, after);
  const kept = both(identity.credentials, before.credentials, after.credentials);
  const uses = kept.flatMap(([was, is]) =>
    (after.usesOf.get(is.id) ?? []).map((use) => {
      const consumer = identity.consumers.get(use.consumer);
      return { use, was: (before.usesOf.get(was.id) ?? []).find((one) => one.consumer === consumer) ?? null };
    }),
  );
  return {
    before,
    after,
    identity,
    kept,
    keptUses: uses.flatMap(({ use, was }) => (was === null ? [] : [[was, use] as const])),
    newUses: uses.filter(({ was }) => was === null).map(({ use }) => use),
    keptConsumers: both(identity.consumers, before.consumers, after.consumers),
  };
}

function both<T>(
  pairs: ReadonlyMap<string, string>,
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
): ReadonlyArray<readonly [T, T]> {
  return [...after].flatMap(([id, is]) => {
    const was = before.get(pairs.get(id) ?? '');
    return was === undefined ? [] : [[was, is] as const];
  });
}

/** The line by which a consumer takes a credential. */
export function placeOfUse({ paths: [path] }: Use): WireEvidence {
  return path.because.find(({ file }) => file !== null) ?? path.because[0] ?? NOWHERE;
}

/** A place that a reader of the change can open: one in another repository (`name@commit:file`) is none. */
export function isHere({ file }: WireEvidence): boolean {
  return file !== null && !file.includes(':');
}

/** For what no file shows. */
export const NOWHERE: WireEvidence = {
  from: 'absence',
  file: null,
  line: null,
  column: null,
  endLine: null,
  endColumn: null,
  says: 'no place is known',
  confidence: 'assumed',
  row: null,
};

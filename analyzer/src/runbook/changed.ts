/** What changed since a runbook was made: its record against an inventory of today, line by line. */
import { viewOf } from '../explain/view.ts';
import { compareText } from '../model/place.ts';
import type { WireInventory } from '../wire/types.ts';
import { factsOf } from './made-from.ts';
import type { Fact } from './plan.ts';
import type { RunbookRecord } from './record.ts';
import { usersOf } from './subject.ts';

/** One sentence per change, sorted; empty: the plan still holds. */
export function changedSince(record: RunbookRecord, inventory: WireInventory): readonly string[] {
  const credential = inventory.credentials.find(({ id }) => id === record.credential);
  if (credential === undefined) return [`${record.credential}: this credential is no longer in the inventory`];
  const view = viewOf(inventory);
  const dependency = inventory.dependencies.find(({ id }) => id === credential.dependency) ?? null;
  const now = byName(factsOf({ view, credential, dependency, users: usersOf(view, credential) }));
  const then = byName(record.facts);
  return [...new Set([...then.keys(), ...now.keys()])]
    .sort(compareText)
    .flatMap((about) => difference(about, then.get(about) ?? null, now.get(about) ?? null));
}

function byName(facts: readonly Fact[]): ReadonlyMap<string, string> {
  const said = new Map<string, string>();
  for (const { about, says } of facts) said.set(about, said.has(about) ? `${said.get(about)}; ${says}` : says);
  return said;
}

function difference(about: string, then: string | null, now: string | null): readonly string[] {
  if (then === now) return [];
  if (then === null) return [`${about}: new (${now})`];
  if (now === null) return [`${about}: gone (was ${then})`];
  return [`${about}: was ${then}; now ${now}`];
}

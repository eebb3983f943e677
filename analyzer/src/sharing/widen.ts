/**
 * One repository's inventory with what other repositories hold of the same credentials: both radii are measured over all of them. Everything else
 * stays what this repository says. A factor that the others do not make larger stays as it was, with its own reasons.
 */
import type { Knowledge } from '../knowledge/tables.ts';
import { seen } from '../model/evidence.ts';
import { groupBy } from '../model/group.ts';
import { compareText } from '../model/place.ts';
import type { Radius } from '../model/radius.ts';
import { radiusOf } from '../radius/score.ts';
import { becauseToWire } from '../wire/evidence.ts';
import type { WireCredential, WireEvidence, WireFactor, WireInventory, WireRadius } from '../wire/types.ts';
import { allUses, joinUses, repositoriesOf, type Together } from './join.ts';
import { measureUses } from './measure.ts';
import { nameAt, spanAt } from './place.ts';
import { type Use, usesOf } from './use.ts';

/** The inventory of `repository` with radii that include `others`; uses of the repository itself among them are left out. Pure. */
export function widenRadii(
  inventory: WireInventory,
  repository: string,
  others: readonly Use[],
  knowledge: Knowledge,
): WireInventory {
  const shared = sharedIn(inventory, repository, others);
  return {
    ...inventory,
    credentials: inventory.credentials.map((credential) =>
      (shared.get(credential.id) ?? []).reduce(
        (wide, { together }) => widened(wide, together, repository, knowledge),
        credential,
      ),
    ),
  };
}

/** By credential id: the other repositories that `widenRadii` counts, sorted. */
export function repositoriesBeside(
  inventory: WireInventory,
  repository: string,
  others: readonly Use[],
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [...sharedIn(inventory, repository, others)].map(([credential, shared]) => {
      const names = shared.flatMap(({ together }) => repositoriesOf(together)).filter((name) => name !== repository);
      return [credential, [...new Set(names)].sort(compareText)];
    }),
  );
}

/** Credentials of the repository that others hold as well, by id. */
function sharedIn(inventory: WireInventory, repository: string, others: readonly Use[]) {
  const foreign = others.filter((use) => use.repository !== repository);
  const joined = joinUses([...usesOf(repository, inventory), ...foreign]).flatMap((together) =>
    allUses(together).flatMap((use) =>
      use.repository === repository ? [{ credential: use.credential, together }] : [],
    ),
  );
  return groupBy(joined, ({ credential }) => credential);
}

function widened(credential: WireCredential, together: Together, here: string, knowledge: Knowledge): WireCredential {
  const { scope, rollout } = measureUses(allUses(together), here, knowledge);
  const counted = othersIn(together, here);
  return {
    ...credential,
    scopeRadius: larger(credential.scopeRadius, scope, counted),
    rolloutRadius: larger(credential.rolloutRadius, rollout, counted),
  };
}

/** How many repositories a factor names; their number is in the first of them. */
const NAMED = 3;

/** Which repositories are counted too, as of which commit, and why it is the same credential. */
function othersIn(together: Together, here: string): readonly WireEvidence[] {
  const others = allUses(together).filter(({ repository }) => repository !== here);
  const first = new Map(others.toReversed().map((use) => [use.repository, use]));
  const named = [...first.values()].sort((a, b) => compareText(a.repository, b.repository));
  const more = named.length > NAMED ? ` (one of ${named.length} other repositories)` : '';
  return becauseToWire(
    named.slice(0, NAMED).map((use) => {
      const [identity] = use.identities;
      const says = `counts ${nameAt(use)} too${more}: ${use.name} is ${identity?.says ?? 'the same'}`;
      return seen(spanAt(use, use.at), says, identity?.confidence);
    }),
  );
}

/** Both radii are monotone in what uses the credential, so the larger of two factors is the one that saw more. */
function larger(own: WireRadius, measured: Radius, counted: readonly WireEvidence[]): WireRadius {
  return radiusOf(
    measured.factors.map((factor): WireFactor => {
      const before = own.factors.find(({ name }) => name === factor.name);
      if (before && before.points >= factor.points) return before;
      return { ...factor, because: [...becauseToWire(factor.because), ...counted] };
    }),
  );
}

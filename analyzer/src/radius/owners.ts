/** Who counts as one owner (design, section 4): nobody named is an owner of its own, so that naming owners never raises a score. */
import type { Consumer, Teams } from '../model/graph.ts';

/** Owners of the consumers: named ones once, unowned consumers once each. */
export function countOwners(consumers: readonly Consumer[]): number {
  const named = new Set(consumers.flatMap(({ owner }) => owner ?? []));
  return named.size + consumers.filter(({ owner }) => owner === null).length;
}

/** Two consumers whose owners have no common team and are not declared related; null: none. */
export function unrelatedPair(consumers: readonly Consumer[], teams: Teams): readonly [Consumer, Consumer] | null {
  const [first, ...rest] = consumers;
  if (!first) return null;
  const stranger = rest.find((consumer) => !related(first, consumer, teams));
  return stranger ? [first, stranger] : unrelatedAmong(rest, teams);
}

/** Being related is not transitive, so every pair counts; one representative per owner keeps it short. */
function unrelatedAmong(consumers: readonly Consumer[], teams: Teams): readonly [Consumer, Consumer] | null {
  const representatives = [...new Map(consumers.map((consumer) => [consumer.owner ?? consumer.id, consumer])).values()];
  for (const [index, a] of representatives.entries()) {
    const b = representatives.slice(index + 1).find((other) => !related(a, other, teams));
    if (b) return [a, b];
  }
  return null;
}

function related(a: Consumer, b: Consumer, teams: Teams): boolean {
  if (a === b) return true;
  if (a.owner === null || b.owner === null) return false;
  const [left, right] = [lineage(a.owner, teams), lineage(b.owner, teams)];
  if ([...left].some((team) => right.has(team))) return true;
  return teams.related.some(
    (pair) => [...left].some((team) => pair.has(team)) && [...right].some((team) => pair.has(team)),
  );
}

/** The owner and every team above it; a loop of parents ends where it closes. */
function lineage(owner: string, { parents }: Teams): ReadonlySet<string> {
  const teams = new Set<string>();
  for (let team: string | undefined = owner; team !== undefined && !teams.has(team); team = parents.get(team))
    teams.add(team);
  return teams;
}

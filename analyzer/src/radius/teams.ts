/** Who counts as one owner (design, section 4): teams with a common team in the hierarchy, and pairs declared related. It judges no credential. */
import type { Consumer, Teams } from '../model/graph.ts';

/** Two consumers whose owners have nothing to do with each other; null where all are related. An unowned one is related to nobody. */
export function unrelatedOwners(consumers: readonly Consumer[], teams: Teams): readonly [Consumer, Consumer] | null {
  const unowned = consumers.find(({ owner }) => owner === null);
  if (unowned) {
    const other = consumers.find((consumer) => consumer !== unowned);
    return other ? [unowned, other] : null;
  }
  const byOwner = [...new Map(consumers.map((consumer) => [consumer.owner ?? '', consumer]))];
  for (const [index, [owner, consumer]] of byOwner.entries()) {
    const stranger = byOwner.slice(index + 1).find(([other]) => !areRelated(owner, other, teams));
    if (stranger) return [consumer, stranger[1]];
  }
  return null;
}

function areRelated(a: string, b: string, teams: Teams): boolean {
  const [above, others] = [lineage(a, teams), lineage(b, teams)];
  const share = [...above].some((team) => others.has(team));
  return share || teams.related.some((group) => meets(group, above) && meets(group, others));
}

function meets(group: ReadonlySet<string>, teams: ReadonlySet<string>): boolean {
  return [...teams].some((team) => group.has(team));
}

/** The team and everything above it; a loop in the hierarchy ends it. */
function lineage(team: string, { parents }: Teams): ReadonlySet<string> {
  const teams = new Set<string>();
  for (let at: string | undefined = team; at !== undefined && !teams.has(at); at = parents.get(at)) teams.add(at);
  return teams;
}

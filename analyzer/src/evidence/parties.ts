/**
 * Which consumer of the runbook a piece of evidence is about. By equality of names in the same place, or by the address of
 * one of its instances; a likeness is no match, because whoever matches nobody is what an investigation looks for.
 */
import type { Observation, Party } from './observation.ts';
import type { JudgedConsumer, Runbook } from './runbook.ts';

/** The consumer; null: nobody of the runbook, or more than one. */
export type Match = (party: Party) => JudgedConsumer | null;

/** Names that Kubernetes makes for pods: a hash of its own alphabet, then five characters. */
const POD = /^(.+?)(?:-[bcdfghjklmnpqrstvwxz2456789]{6,10})?-[bcdfghjklmnpqrstvwxz2456789]{5}$/;

/** Looks up parties; instances that were seen lend their address. */
export function matchTo({ consumers }: Runbook, observations: readonly Observation[]): Match {
  const byName = new Map<string, JudgedConsumer[]>();
  for (const consumer of consumers)
    for (const name of namesOf(consumer)) byName.set(name, [...(byName.get(name) ?? []), consumer]);
  const named = (party: Party): JudgedConsumer | null => {
    const name = party.name ?? '';
    const candidates = byName.get(name) ?? byName.get(POD.exec(name.slice(0, 253))?.[1] ?? '') ?? [];
    const here = candidates.filter(({ expected }) => isHere(expected, party));
    return here.length === 1 ? (here[0] ?? null) : null;
  };
  const byAddress = new Map<string, JudgedConsumer | null>();
  for (const seen of observations) {
    if (seen.is !== 'instance' || seen.party.address === null) continue;
    const consumer = named(seen.party);
    const known = byAddress.get(seen.party.address);
    byAddress.set(seen.party.address, known === undefined || known === consumer ? consumer : null);
  }
  return (party) => named(party) ?? byAddress.get(party.address ?? '') ?? null;
}

/** The plan writes `name (cluster/namespace)` where the name alone is not unique; the id ends in the bare one. */
function namesOf({ id, name, expected }: JudgedConsumer): ReadonlySet<string> {
  const bare = id.slice(id.lastIndexOf('/') + 1);
  return new Set([name, bare, expected.application ?? name]);
}

function isHere({ cluster, namespace }: JudgedConsumer['expected'], party: Party): boolean {
  const same = (known: string | null, said: string | null) => known === null || said === null || known === said;
  return same(cluster, party.cluster) && same(namespace, party.namespace);
}

/** What became better, one clause each: a review that only scolds is not read. It never hides a change. */
import { consumerName, credentialLabel } from '../explain/view.ts';
import { plural, sayIso, sayList } from '../explain/words.ts';
import { compareText } from '../model/place.ts';
import { isLonger } from './longer.ts';
import type { Pairs } from './pairs.ts';
import { isWorseMode, worstMode } from './refresh.ts';

type Look = (pairs: Pairs) => string | null;

const LOOKS: readonly Look[] = [goneCredentials, lessConsumers, betterRefresh, fasterConvergence, namedOwners];

export function improvementsOf(pairs: Pairs): readonly string[] {
  return LOOKS.map((look) => look(pairs)).filter((clause) => clause !== null);
}

function goneCredentials({ before, identity }: Pairs): string | null {
  const kept = new Set(identity.credentials.values());
  const gone = before.inventory.credentials.filter(({ id }) => !kept.has(id) && before.usesOf.has(id));
  return gone.length === 0
    ? null
    : `no longer used: ${names(gone.map((credential) => credentialLabel(before, credential)))}`;
}

/** Where nobody is left the carrier is unused, which is no good news by itself. */
function lessConsumers({ before, after, kept, keptUses }: Pairs): string | null {
  const still = new Set(keptUses.map(([was]) => was));
  const shared = kept.filter(([, is]) => after.usesOf.has(is.id));
  const gone = shared.flatMap(([was]) => (before.usesOf.get(was.id) ?? []).filter((use) => !still.has(use)));
  if (gone.length === 0) return null;
  const who = names(gone.map(({ consumer }) => consumerName(before, consumer)));
  const what = new Set(gone.map(({ credential }) => credential)).size;
  return `${who} let go of ${plural(what, 'credential')}`;
}

function betterRefresh({ after, keptUses }: Pairs): string | null {
  const better = keptUses.filter(
    ([was, is]) => isWorseMode(worstMode(is), worstMode(was)) && worstMode(was) !== 'unknown',
  );
  return better.length === 0
    ? null
    : `refreshes better: ${names(better.map(([, { consumer }]) => consumerName(after, consumer)))}`;
}

function fasterConvergence({ after, kept }: Pairs): string | null {
  const faster = kept.flatMap(([was, is]) => {
    const [before, now] = [was.convergence.automatic.settled.bound, is.convergence.automatic.settled.bound];
    if (now === null || !after.usesOf.has(is.id) || !(before === null || isLonger(now, before))) return [];
    const name = credentialLabel(after, is);
    return [before === null ? `${name} now settles by itself` : `${name} settles ${sayIso(before)} → ${sayIso(now)}`];
  });
  return faster.length === 0 ? null : sayList(faster, 2);
}

function namedOwners({ keptConsumers }: Pairs): string | null {
  const named = keptConsumers.filter(([was, is]) => was.owner === null && is.owner !== null);
  return named.length === 0 ? null : `owners named: ${names(named.map(([, is]) => is.name))}`;
}

function names(all: readonly string[]): string {
  return sayList([...new Set(all)].sort(compareText));
}

/** What the figures of a credential say: it reaches more, or it converges later or no longer by itself. */
import { sayReasonBriefly } from '../explain/reasons.ts';
import { consumerName } from '../explain/view.ts';
import { sayIso, sayList } from '../explain/words.ts';
import type { WireCredential, WireEvidence } from '../wire/types.ts';
import { BANDS } from '../wire/words.ts';
import type { Seen } from './change.ts';
import { isLonger } from './longer.ts';
import { isHere, NOWHERE, type Pairs, placeOfUse } from './pairs.ts';

/** The factor whose growth is a wider scope by itself; the others grow with every consumer, and those are told as such. */
const WIDENING = 'privilege × reach';

interface Widening {
  readonly says: string;
  readonly because: readonly WireEvidence[];
}

export function widenedScopes(pairs: Pairs): readonly Seen[] {
  const arrived = new Set(pairs.newUses.map(({ credential }) => credential));
  return pairs.kept.flatMap(([was, is]): Seen[] => {
    const wider = furtherReach(was, is) ?? moreFetchers(was, is) ?? (arrived.has(is.id) ? null : widerBand(was, is));
    if (wider === null) return [];
    return [
      {
        rule: 'widened-scope',
        credential: is.id,
        consumer: null,
        says: (names) => `${names}: a leak now reaches more, ${wider.says}.`,
        place: wider.because.find(isHere) ?? placeFor(is, pairs),
      },
    ];
  });
}

function furtherReach(was: WireCredential, is: WireCredential): Widening | null {
  const [before, now] = [was, is].map(({ scopeRadius }) => scopeRadius.factors.find(({ name }) => name === WIDENING));
  if (!before || !now || now.points <= before.points || becameKnown(before.value, now.value)) return null;
  return { says: `${WIDENING}: ${before.value} → ${now.value}`, because: now.because };
}

/** A privilege that nobody knew did not grow by being named. */
function becameKnown(before: string | number, now: string | number): boolean {
  const [privilege, reach] = String(before).split(' × ');
  const reachNow = String(now).split(' × ')[1];
  return privilege === 'unknown' && reach === reachNow;
}

function moreFetchers(was: WireCredential, is: WireCredential): Widening | null {
  const known = new Set(was.mayFetch.map(({ who }) => who));
  const added = is.mayFetch.filter(({ who }) => !known.has(who));
  const [first] = added;
  return first ? { says: `${sayList(added.map(({ who }) => who))} may fetch it`, because: first.because } : null;
}

function widerBand({ scopeRadius: was }: WireCredential, { scopeRadius: is }: WireCredential): Widening | null {
  if (BANDS.indexOf(is.band) <= BANDS.indexOf(was.band)) return null;
  return { says: `scope ${Math.floor(was.score)} ${was.band} → ${Math.floor(is.score)} ${is.band}`, because: [] };
}

export function longerConvergences(pairs: Pairs): readonly Seen[] {
  return pairs.kept.flatMap(([was, is]): Seen[] => {
    const says = pairs.after.usesOf.has(is.id) ? saySlower(was, is, pairs) : null;
    if (says === null) return [];
    return [
      {
        rule: 'longer-convergence',
        credential: is.id,
        consumer: null,
        says: (names) => `${names}: ${says}.`,
        place: placeFor(is, pairs),
      },
    ];
  });
}

function saySlower(was: WireCredential, is: WireCredential, { after }: Pairs): string | null {
  const { automatic, neverWithoutAction, withActions, slowest } = is.convergence;
  const [before, now] = [was.convergence.automatic.settled.bound, automatic.settled.bound];
  if (was.convergence.neverWithoutAction.length === 0 && neverWithoutAction.length > 0 && before !== null) {
    const who = sayList(neverWithoutAction.map((id) => consumerName(after, id)));
    return `settled by itself within ${sayIso(before)} before, now never without an action at ${who}`;
  }
  if (isLonger(before, now)) {
    const by = slowest === null ? '' : `, the slowest is ${consumerName(after, slowest)}`;
    const why = now === null ? `, ${sayReasonBriefly(automatic.settled.reason)}` : by;
    return `settles ${say(before)} → ${say(now)}${why}`;
  }
  const [acted, acting] = [was.convergence.withActions.settled.bound, withActions.settled.bound];
  return before === null && acting !== null && isLonger(acted, acting)
    ? `settles with the known actions ${say(acted)} → ${say(acting)}`
    : null;
}

function say(bound: string | null): string {
  return bound === null ? 'without a bound' : sayIso(bound);
}

/** Where to look: what arrived, else where it is used. */
function placeFor(credential: WireCredential, { after, newUses }: Pairs): WireEvidence {
  const uses = after.usesOf.get(credential.id) ?? [];
  const use = newUses.find((one) => one.credential === credential.id) ?? uses[0];
  return use ? placeOfUse(use) : (credential.because?.find(({ file }) => file !== null) ?? NOWHERE);
}

/** One rotation with its evidence, looked up once for all milestones and gates. Looks up; judges nothing. */
import { parseDuration, type Seconds } from '../model/duration.ts';
import { type Labels, sameOnBothSides } from './labels.ts';
import { latest } from './moments.ts';
import type { Coverage, Observation, Side } from './observation.ts';
import { type Match, matchTo } from './parties.ts';
import type { Evidences, Located } from './read.ts';
import type { JudgedConsumer, Runbook } from './runbook.ts';

export interface Published {
  readonly at: Seconds;
  /** Somebody said so now; false: it is the start the runbook was planned with. */
  readonly declared: boolean;
}

export type Of<K extends Observation['is']> = Located<Extract<Observation, { readonly is: K }>>;

export interface Case {
  readonly runbook: Runbook;
  readonly published: Published;
  readonly now: Seconds;
  readonly labels: Labels;
  /** Old and new have the same name: nothing tells them apart by name. */
  readonly inPlace: boolean;
  readonly evidences: Evidences;
  readonly match: Match;
  /** The old identity occurs somewhere in the evidence: its absence elsewhere is not a slip in its name. */
  readonly oldKnown: boolean;
  /** All observations of a kind, oldest first. */
  of<K extends Observation['is']>(is: K): ReadonlyArray<Of<K>>;
  /** Those about one consumer. */
  mine<K extends Exclude<Observation['is'], 'filled'>>(consumer: JudgedConsumer, is: K): ReadonlyArray<Of<K>>;
  /** Those about nobody of the runbook. */
  stray<K extends Exclude<Observation['is'], 'filled'>>(is: K): ReadonlyArray<Of<K>>;
}

export interface Asked {
  readonly published: Published;
  /** null: the newest moment in the evidence. */
  readonly now: Seconds | null;
  readonly labels: Labels;
}

/** The case; `now` is the newest evidence where nobody says otherwise. */
export function caseOf(runbook: Runbook, all: Evidences, { published, now, labels }: Asked): Case {
  const evidences = now === null ? all : until(all, now);
  const sorted = [...evidences.observations].sort((a, b) => a.at - b.at);
  const match = matchTo(runbook, sorted);
  const index = new Map<string, Located<Observation>[]>();
  for (const seen of sorted) for (const key of keysOf(seen, match)) append(index, key, seen);
  const newest = latest(evidences.sources.flatMap(({ to }) => to ?? []));
  const listed = <K extends Observation['is']>(is: K, whose = ''): ReadonlyArray<Of<K>> =>
    (index.get(`${is}${whose}`) ?? []).filter((seen): seen is Of<K> => seen.is === is);
  return {
    runbook,
    published,
    now: now ?? newest ?? published.at,
    labels,
    inPlace: sameOnBothSides(labels),
    oldKnown: sorted.some((seen) => 'side' in seen && seen.side === 'old') || sameOnBothSides(labels),
    evidences,
    match,
    of: (is) => listed(is),
    mine: (consumer, is) => listed(is, ` of ${consumer.id}`),
    stray: (is) => listed(is, STRAY),
  };
}

function append<T>(index: Map<string, T[]>, key: string, item: T): void {
  const list = index.get(key);
  if (list === undefined) index.set(key, [item]);
  else list.push(item);
}

const STRAY = ' of nobody';

/** Under its kind, and under its kind and whose it is. */
function keysOf(seen: Located<Observation>, match: Match): readonly string[] {
  if (seen.is === 'filled') return [seen.is];
  const consumer = match(seen.party);
  return [seen.is, `${seen.is}${consumer === null ? STRAY : ` of ${consumer.id}`}`];
}

/** As if it had been exported then: nobody may be judged by what came later. */
function until(all: Evidences, now: Seconds): Evidences {
  return {
    ...all,
    observations: all.observations.filter(({ at }) => at <= now),
    covers: all.covers.flatMap((cover) => (cover.from <= now ? [{ ...cover, to: Math.min(cover.to, now) }] : [])),
  };
}

/** Attempts to log in on a side: by its name; where the value was changed in place and one is accepted, a refusal is the old one. */
export function loginsOn(
  side: Side,
  logins: ReadonlyArray<Of<'login'>>,
  { runbook, published }: Case,
): ReadonlyArray<Of<'login'>> {
  const refusedOld = (login: Of<'login'>) =>
    side === 'old' &&
    login.side === 'either' &&
    !runbook.pattern.coexist &&
    !login.accepted &&
    login.at >= published.at;
  return logins.filter((login) => login.side === side || refusedOld(login));
}

/** A rotated log loses the time between two files; more than this is a hole. */
const JOINT: Seconds = 60;

/** The stretch of coverage that ends last: from when without a hole, until when; null: nothing covers it. */
export function unbroken(
  covers: readonly Coverage[],
  of: Coverage['of'],
): { readonly from: Seconds; readonly to: Seconds } | null {
  const sorted = covers.filter((cover) => cover.of === of).toSorted((a, b) => b.to - a.to);
  return sorted.reduce<{ from: Seconds; to: Seconds } | null>((stretch, { from, to }) => {
    if (stretch === null) return { from, to };
    return to >= stretch.from - JOINT ? { from: Math.min(from, stretch.from), to: stretch.to } : stretch;
  }, null);
}

/** Seconds of an ISO duration; null stays null. */
export function secondsOf(iso: string | null): Seconds | null {
  return iso === null ? null : parseDuration(iso);
}

/** When a consumer should have reached a milestone, its action included; null: no bound. */
export function dueOf(
  { expected }: JudgedConsumer,
  milestone: 'adopted' | 'settled' | 'confirmed',
  { published }: Case,
): Seconds | null {
  const bound = secondsOf(expected.withActions[milestone].bound);
  return bound === null ? null : published.at + bound;
}

/**
 * One credential of several repositories. Both radii are measured over all of them; convergence is the latest; what needs the whole graph (revocation,
 * difficulty) is the worst that any of them says, and the split is not advised: the reasons say so.
 */
import type { Knowledge } from '../../knowledge/tables.ts';
import { compareText } from '../../model/place.ts';
import type { Radius } from '../../model/radius.ts';
import { becauseToWire } from '../../wire/evidence.ts';
import type { WireCredential, WireDifficulty, WireEvidence, WireRadius, WireRevocation } from '../../wire/types.ts';
import { DIFFICULTIES, VERDICTS } from '../../wire/words.ts';
import { measureUses } from '../measure.ts';
import { type At, nameAt } from '../place.ts';
import type { Use } from '../use.ts';
import { isLater, latestDuration, latestOf } from './latest.ts';

export interface Member {
  readonly at: At;
  /** With the names of all. */
  readonly credential: WireCredential;
  readonly use: Use;
}

export interface MergedCredential extends WireCredential {
  /** Who holds it; a credential of one repository has one. */
  readonly repositories: readonly At[];
}

/** `ofWhole`: uses of the whole item it is a property of. Members in the order of their repositories. */
export function mergeCredential(
  members: readonly [Member, ...Member[]],
  ofWhole: readonly Use[],
  knowledge: Knowledge,
): MergedCredential {
  const all = members.map(({ credential }) => credential);
  const [{ credential: first, use }, ...rest] = members;
  const radii = measureUses([use, ...rest.map((member) => member.use), ...ofWhole], null, knowledge);
  const automatic = latestOf([
    first.convergence.automatic,
    ...rest.map(({ credential }) => credential.convergence.automatic),
  ]);
  const withActions = latestOf([
    first.convergence.withActions,
    ...rest.map(({ credential }) => credential.convergence.withActions),
  ]);
  const slowest =
    all.find(({ convergence }) => convergence.automatic.settled === automatic.settled)?.convergence.slowest ?? null;
  return {
    ...first,
    carriers: union(all.flatMap(({ carriers }) => carriers)),
    owners: union(all.flatMap(({ owners }) => owners)),
    environments: union(all.flatMap(({ environments }) => environments)),
    slots: least(all.map(({ slots }) => slots)),
    scopeRadius: radiusToWire(radii.scope),
    rolloutRadius: radiusToWire(radii.rollout),
    convergence: {
      automatic,
      withActions,
      slowest,
      neverWithoutAction: union(all.flatMap(({ convergence }) => convergence.neverWithoutAction)),
    },
    actions: once(
      all.flatMap(({ actions }) => actions),
      ({ consumer }) => consumer,
    ),
    revocation: worstRevocation(all.map(({ revocation }) => revocation)),
    mayFetch: once(
      all.flatMap(({ mayFetch }) => mayFetch),
      ({ who }) => who,
    ),
    overlapWindow: {
      minimum: latestDuration(all.map(({ overlapWindow }) => overlapWindow.minimum)),
      declared: shortest(all.flatMap(({ overlapWindow }) => overlapWindow.declared ?? [])),
    },
    split: null,
    difficulty: hardest(all.map(({ difficulty }) => difficulty)),
    because: [...members.map(joinedBecause), ...(first.because ?? [])],
    repositories: [
      ...new Map([...members.map(({ at }) => at), ...ofWhole].map((at) => [at.repository, atOf(at)])).values(),
    ],
  };
}

function atOf({ repository, commit }: At): At {
  return { repository, commit };
}

function joinedBecause({ at, credential, use }: Member): WireEvidence {
  const [identity] = use.identities;
  const says = `${nameAt(at)} holds ${identity?.says ?? 'it'}; revocation and difficulty are the worst of all, no split is advised`;
  const [first] = credential.because ?? [];
  const nowhere = { file: null, line: null, column: null, endLine: null, endColumn: null };
  return {
    ...nowhere,
    ...first,
    from: first?.from ?? 'default',
    says,
    confidence: identity?.confidence ?? 'assumed',
    row: first?.row ?? null,
  };
}

function radiusToWire({ score, band, factors }: Radius): WireRadius {
  return { score, band, factors: factors.map((factor) => ({ ...factor, because: becauseToWire(factor.because) })) };
}

function union(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort(compareText);
}

/** The first of each name, sorted by it. */
function once<T>(items: readonly T[], nameOf: (item: T) => string): readonly T[] {
  const first = new Map(items.toReversed().map((item) => [nameOf(item), item]));
  return [...first.values()].sort((a, b) => compareText(nameOf(a), nameOf(b)));
}

function least(numbers: readonly (number | null)[]): number | null {
  const known = numbers.filter((number) => number !== null);
  return known.length === 0 ? null : known.reduce((a, b) => Math.min(a, b));
}

function shortest(durations: readonly string[]): string | null {
  const [first = null, ...rest] = durations;
  return rest.reduce<string | null>((a, b) => (isLater(a, b) ? b : a), first);
}

/** Never a moment that one of them does not grant. */
function worstRevocation(all: readonly WireRevocation[]): WireRevocation {
  const verdicts = all.map(({ verdict }) => verdict);
  return {
    availability: latestDuration(all.map(({ availability }) => availability)),
    exposureEnds: latestDuration(all.map(({ exposureEnds }) => exposureEnds)),
    outages: once(
      all.flatMap(({ outages }) => outages),
      ({ consumer, from }) => `${consumer} ${from}`,
    ),
    verdict: verdicts.includes(null) ? null : (VERDICTS.findLast((verdict) => verdicts.includes(verdict)) ?? null),
    missing: union(all.flatMap(({ missing }) => missing)),
  };
}

function hardest(all: readonly WireDifficulty[]): WireDifficulty {
  return DIFFICULTIES.findLast((difficulty) => all.includes(difficulty)) ?? 'boring';
}

/**
 * One consumer, milestone by milestone. A later milestone that was seen implies the earlier ones; a statement of its owner
 * fills what nobody can see, and is outweighed by what was seen.
 */

import type { Case } from './case.ts';
import { adopted } from './milestones/adopted.ts';
import { confirmed } from './milestones/confirmed.ts';
import { delivered } from './milestones/delivered.ts';
import { loaded } from './milestones/loaded.ts';
import { published } from './milestones/published.ts';
import { settled } from './milestones/settled.ts';
import { isoOf } from './moments.ts';
import type { JudgedConsumer } from './runbook.ts';
import { pass, type Verdict } from './verdict.ts';

export const MILESTONES = ['published', 'delivered', 'loaded', 'adopted', 'settled', 'confirmed'] as const;
export type Milestone = (typeof MILESTONES)[number];
export type Milestones = Readonly<Record<Milestone, Verdict>>;

/** All six of one consumer. */
export function judge(about: Case, consumer: JudgedConsumer): Milestones {
  const state = (milestone: Exclude<Milestone, 'published'>, seen: Verdict) =>
    orStated(about, consumer, milestone, seen);
  const first = published(about);
  const second = state('delivered', delivered(about, consumer, first));
  const third = state('loaded', loaded(about, consumer, second));
  const fourth = state('adopted', adopted(about, consumer, third));
  const fifth = state('settled', settled(about, consumer, fourth, second));
  const sixth = state('confirmed', confirmed(about, consumer, second, fourth));
  return implied({
    published: first,
    delivered: second,
    loaded: third,
    adopted: fourth,
    settled: fifth,
    confirmed: sixth,
  });
}

function orStated(
  about: Case,
  consumer: JudgedConsumer,
  milestone: Exclude<Milestone, 'published'>,
  seen: Verdict,
): Verdict {
  if (seen.verdict !== 'unknown') return seen;
  const said = about
    .mine(consumer, 'statement')
    .find((statement) => statement.milestone === milestone && statement.at >= about.published.at);
  return said === undefined
    ? seen
    : pass(`${said.by} states it, at ${isoOf(said.at)}`, said.at, [said], { by: 'stated' });
}

/** Whoever has adopted it has loaded it, and was delivered it; work with it proves both. Nothing implies settled. */
const IMPLIES: ReadonlyArray<readonly [later: Milestone, earlier: Milestone]> = [
  ['confirmed', 'loaded'],
  ['adopted', 'loaded'],
  ['loaded', 'delivered'],
  ['delivered', 'published'],
];

function implied(milestones: Milestones): Milestones {
  const all: Record<Milestone, Verdict> = { ...milestones };
  for (const [later, earlier] of IMPLIES) {
    const shown = all[later];
    if (shown.verdict === 'pass' && all[earlier].verdict === 'unknown')
      all[earlier] = { ...shown, says: `shown by ${later}`, at: null, earliest: null, by: 'implied' };
  }
  return all;
}

/**
 * An overlap window against what really has to happen in it. A window that somebody's bound reaches or passes strands
 * somebody: fiction, whatever the chances (design, section 6). What has no bound is stranded by every window.
 */
import type { Seconds } from '../model/duration.ts';
import type { Consumer } from '../model/graph.ts';
import { compareText } from '../model/place.ts';
import { leftOf, obstacleTo } from './breakage.ts';
import { boundOf } from './latest.ts';
import { type Milestone, strandsOf } from './milestones.ts';
import { byConsumer, type Held, type Rotation } from './rotation.ts';
import { curveFor, oneConnection, shareBy, whole } from './standing.ts';

/** A consumer that the window may cut off. */
export interface Stranded {
  readonly consumer: Consumer;
  /** Seconds until it has surely reached the milestone by itself; null: never, or not known. */
  readonly bound: Seconds | null;
  /** Chance that any of it has not reached it when the window closes; null: not known. */
  readonly chance: number | null;
  /** Expected share of its connections, or runs, that have not. */
  readonly share: number | null;
  /** Codes: why it has no bound. */
  readonly reasons: readonly string[];
}

export interface WindowCheck {
  readonly window: Seconds;
  /** Whom the window strands by each milestone, the surest first. */
  readonly settled: readonly Stranded[];
  readonly adopted: readonly Stranded[];
  /** The longest bound of those that have one. */
  readonly bounds: { readonly settled: Seconds; readonly adopted: Seconds };
}

/** Whether a window of this many seconds is long enough, by itself. */
export function checkWindow(rotation: Rotation, window: Seconds): WindowCheck {
  const consumers = byConsumer(rotation.holdings);
  const bound = (milestone: Milestone) =>
    boundOf(
      consumers
        .filter((held) => obstacleTo(held, milestone) === null)
        .flatMap(({ holdings }) => holdings)
        .flatMap((holding) => strandsOf(holding, milestone)),
    );
  return {
    window,
    settled: strandedBy(consumers, 'settled', window),
    adopted: strandedBy(consumers, 'adopted', window),
    bounds: { settled: bound('settled'), adopted: bound('adopted') },
  };
}

function strandedBy(consumers: readonly Held[], milestone: Milestone, window: Seconds): readonly Stranded[] {
  return consumers
    .map((held) => strandedOne(held, milestone, window))
    .filter(({ bound }) => bound === null || bound >= window)
    .sort(
      (a, b) =>
        (b.chance ?? 2) - (a.chance ?? 2) ||
        (b.share ?? 2) - (a.share ?? 2) ||
        compareText(a.consumer.name, b.consumer.name) ||
        compareText(a.consumer.id, b.consumer.id),
    );
}

function strandedOne(held: Held, milestone: Milestone, window: Seconds): Stranded {
  const { consumer, holdings } = held;
  const obstacle = obstacleTo(held, milestone);
  if (obstacle) {
    const share = obstacle.sure ? 1 : null;
    return { consumer, bound: null, chance: share, share, reasons: obstacle.reasons };
  }
  return {
    consumer,
    bound: boundOf(holdings.flatMap((holding) => strandsOf(holding, milestone))),
    chance: leftOf(shareBy(curveFor(holdings, milestone, whole), window)),
    share: leftOf(shareBy(curveFor(holdings, milestone, oneConnection), window)),
    reasons: [],
  };
}

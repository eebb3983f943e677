/** How long each consumer is out where one value is valid at a time: from publication until it has the new one. */
import type { Seconds } from '../model/duration.ts';
import type { Consumer } from '../model/graph.ts';
import { compareText } from '../model/place.ts';
import { obstacleTo } from './breakage.ts';
import { quantile } from './curve.ts';
import { boundOf } from './latest.ts';
import { strandsOf } from './milestones.ts';
import { byConsumer, type Held, type Rotation } from './rotation.ts';
import { curveFor, whole } from './standing.ts';

/** Seconds after publication until every instance works again; null: until somebody acts, or not known. */
export interface Outage {
  readonly consumer: Consumer;
  readonly p50: Seconds | null;
  readonly p99: Seconds | null;
  readonly bound: Seconds | null;
  readonly reasons: readonly string[];
}

/** One for each consumer, the longest first; empty where old and new are valid side by side. */
export function outagesOf(rotation: Rotation): readonly Outage[] {
  if (!rotation.cutover) return [];
  const longest = ({ bound }: Outage) => bound ?? Number.POSITIVE_INFINITY;
  return byConsumer(rotation.holdings)
    .map(outageOf)
    .sort(
      (a, b) =>
        (longest(a) === longest(b) ? 0 : longest(b) - longest(a)) ||
        compareText(a.consumer.name, b.consumer.name) ||
        compareText(a.consumer.id, b.consumer.id),
    );
}

function outageOf(held: Held): Outage {
  const { consumer, holdings } = held;
  const obstacle = obstacleTo(held, 'adopted');
  const curve = curveFor(holdings, 'adopted', whole);
  if (obstacle || !curve) return { consumer, p50: null, p99: null, bound: null, reasons: obstacle?.reasons ?? [] };
  const bound = boundOf(holdings.flatMap((holding) => strandsOf(holding, 'adopted')));
  return { consumer, p50: quantile(curve, 0.5), p99: quantile(curve, 0.99), bound, reasons: [] };
}

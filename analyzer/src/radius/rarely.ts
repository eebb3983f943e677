/** Which consumers show up rarely: asleep, or with a longest gap between runs at or above the threshold (design, section 6). */
import type { Consumer } from '../model/graph.ts';
import type { Law } from '../model/timing.ts';
import type { Footprint } from './footprint.ts';

/** Consumers that are dormant or start less often than `thresholds.lowFrequency`. */
export function rarelyRunning({ credential, paths, consumers, measured }: Footprint): readonly Consumer[] {
  const { timing, convergence, configuration } = measured;
  const threshold = configuration.thresholds.lowFrequency;
  const starts = new Map(
    convergence.get(credential.id)?.consumers.map(({ consumer, automatic }) => [consumer, automatic.adopted]),
  );
  const longestGap = (consumer: Consumer): number => {
    const delays = paths.flatMap(({ id, consumer: of }) => (of === consumer.id ? (timing.get(id)?.delays ?? []) : []));
    const gaps = delays.map(({ law }) => gapOf(law)).filter((gap) => gap !== null);
    if (gaps.length > 0) return Math.max(...gaps);
    // Without the delays: the wait for the next start from publication on, which no gap is longer than.
    const start = starts.get(consumer.id);
    return start?.bound ?? start?.conditionalBound ?? 0;
  };
  return consumers.filter(
    (consumer) => consumer.dormant !== null || (consumer.schedules.length > 0 && longestGap(consumer) >= threshold),
  );
}

/** The longest gap of a schedule, which stands last; null for every other law. */
function gapOf(law: Law): number | null {
  return law.kind === 'schedule' ? (law.gaps.at(-1) ?? null) : null;
}

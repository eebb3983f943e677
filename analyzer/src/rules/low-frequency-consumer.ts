/** Consumers that start so rarely that an overlap window is measured by them. */
import { sayDuration } from '../model/duration.ts';
import type { Delay } from '../model/timing.ts';
import { type Claim, defineRule } from './contract.ts';
import { credentialName, referenceOf, usesOf } from './reference.ts';

export default defineRule({
  id: 'low-frequency-consumer',
  severity: 'note',
  claims: 'The longest gap between two runs of a consumer is at least `thresholds.lowFrequency`.',
  why: 'A quiet consumer looks like one that is done. The old value may die only after its next run succeeded with the new one.',
  fix: 'Keep the overlap window longer than the gap, or run it once by hand before revoking.',
  check({ graph, timing, configuration }) {
    const { lowFrequency } = configuration.thresholds;
    return usesOf(graph).flatMap(({ consumer, paths }): Claim[] => {
      const [path] = paths;
      const waits = paths.flatMap(({ id }) => timing.get(id)?.delays ?? []).map(waitOf);
      const longest = waits.sort((a, b) => b.gap - a.gap)[0];
      if (consumer.dormant !== null || !longest || longest.gap < lowFrequency || longest.gap === 0) return [];
      const name = credentialName(graph, path.credential);
      return [
        {
          message: `${consumer.name} may not use ${name} for ${sayDuration(longest.gap)}: the longest gap between two runs.`,
          place: referenceOf(path, consumer, `takes ${name} here`),
          related: longest.because,
          credential: path.credential,
          consumer: consumer.id,
        },
      ];
    });
  },
});

/** The longest gap of a schedule, which stands last; every other hop waits for no run. */
function waitOf({ law, because }: Delay) {
  return { gap: law.kind === 'schedule' ? (law.gaps.at(-1) ?? 0) : 0, because };
}

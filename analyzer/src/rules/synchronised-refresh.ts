/** A fleet that looks for a new value on one interval without jitter: it asks, and reconnects, in step. */
import { sayDuration } from '../model/duration.ts';
import type { Consumer } from '../model/graph.ts';
import { groupBy } from '../model/group.ts';
import { type Claim, defineRule } from './contract.ts';
import { credentialName, referenceOf, usesOf } from './reference.ts';

/** From here on a burst of handshakes is worth a sentence; a handful of instances is none. */
const FLEET = 20;

export default defineRule({
  id: 'synchronised-refresh',
  severity: 'note',
  claims: 'Many instances poll for one credential on the same interval, without jitter.',
  why: 'Instances started together look together. The store gets their requests at once, and the dependency their new handshakes.',
  fix: 'Add jitter to the interval, a fifth of it for example.',
  check({ graph, refresh }) {
    const polling = usesOf(graph).flatMap((use) => {
      const interval = refresh.get(use.paths[0].id)?.interval;
      return interval && interval.jitter === 0 && interval.value > 0 ? [{ ...use, interval }] : [];
    });
    const inStep = groupBy(polling, ({ paths: [{ credential }], interval }) => `${credential} ${interval.value}`);
    return [...inStep.values()].flatMap((fleet): Claim[] => {
      const [first] = fleet;
      const instances = fleet.reduce((sum, { consumer }) => sum + instancesOf(consumer), 0);
      if (!first || fleet.length < 2 || instances < FLEET) return [];
      const { credential } = first.paths[0];
      const [place, ...related] = fleet.map(({ consumer, paths: [path] }) =>
        referenceOf(path, consumer, `${consumer.name}: ${instancesOf(consumer)} instances`),
      );
      const message = `${instances} instances of ${fleet.length} consumers look for ${credentialName(graph, credential)} every ${sayDuration(first.interval.value)} without jitter.`;
      return place ? [{ message, place, related: [...related, ...first.interval.because], credential }] : [];
    });
  },
});

function instancesOf({ instances }: Consumer): number {
  return instances.max ?? Math.max(1, instances.min);
}

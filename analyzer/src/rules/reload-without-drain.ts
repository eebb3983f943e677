/** Code swaps its client on a reload and leaves the sessions of the old one open. */
import { type Claim, defineRule } from './contract.ts';
import { readsWhere } from './reads.ts';
import { credentialName, usesOf } from './reference.ts';

export default defineRule({
  id: 'reload-without-drain',
  severity: 'note',
  claims: 'The code swaps its client on a reload, and nothing closes what the old one holds open.',
  why: 'The consumer is adopted but not settled: sessions made with the old value live on, and end of exposure waits for them.',
  fix: 'Close the old client after the swap, gracefully: stop handing out its connections, then end them when they come back.',
  owasp: 'NHI1:2025 Improper Offboarding',
  check({ graph }) {
    return usesOf(graph).flatMap(({ consumer, paths }): Claim[] => {
      const [first, ...related] = readsWhere(paths, ({ swaps, drains }) => swaps === true && drains === false);
      if (!first) return [];
      const [{ credential }] = paths;
      const message = `${consumer.name} swaps its client when ${credentialName(graph, credential)} changes, and leaves the old one's sessions open.`;
      return [{ message, place: first, related, credential, consumer: consumer.id }];
    });
  },
});

/** Sessions that nothing ends: the old value stays in use as long as the process lives. */
import { type Claim, defineRule } from './contract.ts';
import { credentialName, usesOf } from './reference.ts';

export default defineRule({
  id: 'unbounded-connection-lifetime',
  severity: 'warning',
  claims: 'A client keeps its connections without a limit, so old sessions never have to end.',
  why: 'Most pools never age a busy connection out. After a rotation the consumer is adopted, and exposure still has no end: revoking may cut sessions that nobody rebuilds.',
  fix: 'Set a longest life for connections (the setting is named in the evidence), with some jitter; a few minutes cost nothing.',
  owasp: 'NHI7:2025 Long-Lived Secrets',
  check({ graph, timing }) {
    return usesOf(graph).flatMap(({ consumer, paths }): Claim[] => {
      const endless = paths.flatMap(({ id, credential }) => {
        const drain = timing.get(id)?.delays.find(({ hop, law }) => hop === 'drain' && law.kind === 'unbounded');
        return drain ? [{ credential, drain }] : [];
      });
      const [first] = endless;
      if (!first) return [];
      const places = first.drain.because.filter(({ from }) => from !== 'default');
      const place = places[0] ?? first.drain.because[0];
      const related = first.drain.because.filter((evidence) => evidence !== place);
      const message = `${consumer.name} keeps sessions made with an old ${credentialName(graph, first.credential)} without a limit.`;
      return [{ message, place, related, credential: first.credential, consumer: consumer.id }];
    });
  },
});

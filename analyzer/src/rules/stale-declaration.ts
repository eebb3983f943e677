/** What a person declared with an end, after that end: nobody knows any more whether it holds. */
import { declared } from '../model/evidence.ts';
import { type Claim, defineRule } from './contract.ts';

export default defineRule({
  id: 'stale-declaration',
  severity: 'warning',
  claims: 'A declared consumer is past its `expires`.',
  why: 'Vendors, people and dashboards stand in no manifest: a declaration is all there is of them. Past its day the vendor may have gone, or moved to another key, and the plan waits for the wrong one.',
  fix: 'Ask its owner, then write a new `lastVerified` and `expires`, or remove the entry.',
  check({ graph, configuration, today }) {
    if (today === null) return [];
    return configuration.consumers.flatMap(({ name, expires, lastVerified, at }): Claim[] => {
      // Days in this form compare as texts.
      if (expires === null || expires > today) return [];
      const consumer = [...graph.consumers.values()].find((one) => one.objectKind === 'declared' && one.name === name);
      const verified = lastVerified === null ? 'was never said to be verified' : `was last verified on ${lastVerified}`;
      return [
        {
          message: `The declaration of ${name} ended on ${expires}; it ${verified}.`,
          place: declared(at, `expires: ${expires}`),
          ...(consumer ? { consumer: consumer.id } : {}),
        },
      ];
    });
  },
});

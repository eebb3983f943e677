/** Code notices a new value, and the client it built keeps the old one. */
import { type Claim, defineRule } from './contract.ts';
import { readsWhere } from './reads.ts';
import { credentialName, usesOf } from './reference.ts';

export default defineRule({
  id: 'reload-without-swap',
  severity: 'warning',
  claims: 'The code sees a new value, but what it built with the old one is never rebuilt.',
  why: 'The reload looks like it works: the log says so, the metric counts up. New connections still present the old value, until a restart.',
  fix: 'Rebuild the client in the reload, or give it a callback that it asks for each connection; then let the old one drain.',
  owasp: 'NHI7:2025 Long-Lived Secrets',
  check({ graph }) {
    return usesOf(graph).flatMap(({ consumer, paths }): Claim[] => {
      const [first, ...related] = readsWhere(paths, ({ observes, swaps }) => observes === true && swaps === false);
      if (!first) return [];
      const [{ credential }] = paths;
      const message = `${consumer.name} sees a new value of ${credentialName(graph, credential)} and keeps the client it built with the old one.`;
      return [{ message, place: first, related, credential, consumer: consumer.id }];
    });
  },
});

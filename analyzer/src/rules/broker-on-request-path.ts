/** A service that asks the store while it serves: the store's outage is the service's outage. */
import type { Evidence } from '../model/evidence.ts';
import type { PropagationPath } from '../model/graph.ts';
import { type Claim, defineRule } from './contract.ts';
import { credentialName, usesOf } from './reference.ts';

export default defineRule({
  id: 'broker-on-request-path',
  severity: 'warning',
  claims: 'A running consumer fetches the credential from its store inside each request.',
  why: 'Rotation is easy, and availability is borrowed: when the store is slow, throttles or is down, so is every request. A rotation adds load to it at the worst time.',
  fix: 'Keep the value for a short time and refresh it apart from requests, using the last good value while the store does not answer.',
  check({ graph }) {
    return usesOf(graph).flatMap(({ consumer, paths }): Claim[] => {
      const [place, ...related] = paths.flatMap(asksPerCall);
      const [{ credential }] = paths;
      if (!place || consumer.freshProcess) return [];
      const message = `${consumer.name} asks the store for ${credentialName(graph, credential)} in each request.`;
      return [{ message, place, related, credential, consumer: consumer.id }];
    });
  },
});

function asksPerCall({ reads = [] }: PropagationPath): readonly Evidence[] {
  return reads
    .filter(({ source, moment }) => source.kind === 'store' && moment === 'per-call')
    .map(({ because: [first] }) => first);
}

/** Several consumers share a log-in, and one of them does not say who it is: its old sessions cannot be told from anybody's. */
import { groupBy } from '../model/group.ts';
import { type Claim, defineRule } from './contract.ts';
import { credentialName, usesOf } from './reference.ts';

export default defineRule({
  id: 'unattributable-consumer',
  severity: 'note',
  claims: 'A client that shares its credential does not name itself to the server.',
  why: 'When the server still sees the old value, nobody can say whose it is: the gate waits for everybody, and the one that needs a nudge is not found.',
  fix: 'Set the client name the protocol has for this: application_name for PostgreSQL, CLIENT SETNAME for Redis, program_name for MySQL.',
  owasp: 'NHI9:2025 NHI Reuse',
  check({ graph }) {
    const users = groupBy(usesOf(graph), ({ paths: [{ credential }] }) => credential);
    return graph.connections.flatMap(
      ({ consumer: id, credential, attributable, because: [place, ...related] }): Claim[] => {
        const consumer = graph.consumers.get(id);
        if (attributable !== false || credential === null || !consumer || (users.get(credential) ?? []).length < 2)
          return [];
        const message = `${consumer.name} does not name itself to what accepts ${credentialName(graph, credential)}, which others use too.`;
        return [{ message, place, related, credential, consumer: id }];
      },
    );
  },
});

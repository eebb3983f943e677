/** A rotation that makes so many log in at once that what accepts the credential refuses some of them. */
import type { Consumer, Dependency } from '../model/graph.ts';
import { groupBy } from '../model/group.ts';
import { type Claim, defineRule } from './contract.ts';
import { nameFew, type Use, usesOf } from './reference.ts';

/** From here on sessions that come back together are worth a sentence; a handful of instances is none. */
const CROWD = 100;

export default defineRule({
  id: 'reauthentication-storm',
  severity: 'warning',
  claims: 'A rotation makes more sessions log in at once than what accepts them is known to bear.',
  why: 'New instances log in while the old ones are still connected, and cut sessions come back together. Handshakes are refused that have the right value, which looks like a bad rotation.',
  fix: 'Roll out in rings smaller than the spare connections, add jitter, or put a pooler in front. `keyturn simulate` gives the ring size.',
  check({ graph }) {
    const uses = groupBy(usesOf(graph), ({ paths: [{ credential }] }) => credential);
    return [...graph.credentials.values()].flatMap(({ id, name, dependency }): Claim[] => {
      const accepts = graph.dependencies.get(dependency ?? '');
      const clients = (uses.get(id) ?? []).filter(keepsSessions);
      const storm = accepts ? stormOf(accepts, clients) : null;
      if (!accepts || !storm) return [];
      const largest = clients.toSorted((a, b) => sessionsOf(b.consumer) - sessionsOf(a.consumer));
      return [
        {
          message: `Rotating ${name}: ${storm.says}; the most are of ${nameFew(largest.slice(0, 3).map(({ consumer }) => consumer.name))}.`,
          place: accepts.because[0],
          related: largest.map(({ consumer }) => consumer.because[0]),
          severity: storm.severity,
          credential: id,
        },
      ];
    });
  },
});

function keepsSessions({ consumer, paths }: Use): boolean {
  return consumer.dormant === null && !consumer.freshProcess && paths.some(({ role }) => role !== 'accepts');
}

interface Storm {
  readonly severity: 'warning' | 'note';
  readonly says: string;
}

/** Against a limit that somebody declared; without one only where the revocation itself cuts a crowd of sessions. */
function stormOf({ name, connectionLimit, sessionClass }: Dependency, clients: readonly Use[]): Storm | null {
  const sessions = clients.reduce((sum, { consumer }) => sum + sessionsOf(consumer), 0);
  const spare = connectionLimit === null ? null : connectionLimit - sessions;
  const next = Math.max(0, ...clients.map(({ consumer }) => consumer.connections ?? 1));
  if (spare !== null && clients.length > 0 && spare < next)
    return {
      severity: 'warning',
      says: `${name} takes ${connectionLimit} connections, ${sessions} are in use, and no instance can start beside the one it replaces`,
    };
  return sessionClass === 'killed-client-reconnects' && sessions >= CROWD
    ? { severity: 'note', says: `revoking the old value cuts ${sessions} sessions, which log in again at once` }
    : null;
}

/** Where nobody says otherwise an instance holds one. */
function sessionsOf({ instances, connections }: Consumer): number {
  return (instances.max ?? Math.max(1, instances.min)) * (connections ?? 1);
}

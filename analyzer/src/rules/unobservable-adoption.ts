/** Consumers that take a new value while they run, and show nobody that they did: the gate has nothing to look at. */
import { groupBy } from '../model/group.ts';
import type { RefreshMode } from '../model/vocabulary.ts';
import { type Claim, defineRule } from './contract.ts';
import { credentialName, nameFew, referenceOf, usesOf } from './reference.ts';

export default defineRule({
  id: 'unobservable-adoption',
  severity: 'note',
  claims: 'Running consumers take a new value, and nothing shows that they use it.',
  why: 'A process that reloads looks as before: same age, same dashboards. Without a sign of its own the revocation is a guess, and the one that failed to reload is found by its outage.',
  fix: 'Export which version is in use (`secret_version_loaded`), set after the swap worked, or have each client name itself to the server.',
  check({ graph, refresh, observability }) {
    const blind = usesOf(graph).filter(
      ({ consumer, paths }) =>
        observability.get(consumer.id)?.level === 'none' &&
        consumer.dormant === null &&
        paths.some(({ id }) => QUIET.has(refresh.get(id)?.mode ?? 'unknown')),
    );
    const byCredential = groupBy(blind, ({ paths: [{ credential }] }) => credential);
    return [...byCredential].flatMap(([credential, uses]): Claim[] => {
      const [place, ...related] = uses.map(({ consumer, paths: [path] }) =>
        referenceOf(path, consumer, `${consumer.name} takes it here`),
      );
      const who = nameFew(uses.map(({ consumer }) => consumer.name));
      const message = `Nothing shows when ${who} ${uses.length === 1 ? 'uses' : 'use'} a new value of ${credentialName(graph, credential)}.`;
      return place ? [{ message, place, related, credential, confidence: 'inferred' }] : [];
    });
  },
});

/** Modes that leave no other trace: no restart, no run, no new lease in a log. */
const QUIET: ReadonlySet<RefreshMode> = new Set<RefreshMode>(['watch', 'poll', 'per-call']);

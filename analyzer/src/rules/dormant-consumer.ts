/** Consumers that are asleep: they come back with the old value, long after everybody else was done. */
import { groupBy } from '../model/group.ts';
import { type Claim, defineRule } from './contract.ts';
import { consumerAt, credentialName, nameFew, referenceOf } from './reference.ts';

export default defineRule({
  id: 'dormant-consumer',
  severity: 'note',
  claims: 'A consumer is not running now and comes back with the value it finds then.',
  why: 'No dashboard shows it during the rotation. Where it keeps the old value, it fails on the day somebody wakes it.',
  fix: 'Wake it once during the overlap, or remove it. List it in the runbook either way.',
  owasp: 'NHI1:2025 Improper Offboarding',
  check({ graph }) {
    return [...groupBy(graph.paths, ({ consumer }) => consumer)].flatMap(([id, paths]): Claim[] => {
      const consumer = graph.consumers.get(id);
      if (!consumer || consumer.dormant === null) return [];
      const credentials = [...new Set(paths.map(({ credential }) => credential))];
      const [only, ...more] = credentials;
      const names = nameFew(credentials.map((credential) => credentialName(graph, credential)));
      return [
        {
          message: `${consumer.name} is asleep (${consumer.dormant}) and holds ${names}.`,
          place: consumerAt(consumer, consumer.dormant),
          related: paths.map((path) =>
            referenceOf(path, consumer, `takes ${credentialName(graph, path.credential)} here`),
          ),
          consumer: id,
          ...(only !== undefined && more.length === 0 ? { credential: only } : {}),
        },
      ];
    });
  },
});

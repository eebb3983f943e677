/** An annotation that asks a controller for restarts, where no such controller runs: it does nothing. */
import { groupBy } from '../model/group.ts';
import { type Claim, defineRule } from './contract.ts';
import { credentialName, nameFew, referenceOf } from './reference.ts';

export default defineRule({
  id: 'restart-intent-without-controller',
  severity: 'warning',
  claims: 'A consumer asks to be restarted on change, and the controller that would do it is not found.',
  why: 'Without the controller the annotation does nothing, and everybody believes that it does. The consumer keeps the old value.',
  fix: 'Deploy the controller, or list it under `clusters.controllers` of keyturn.yaml. Until then restart by hand.',
  check({ graph, refresh }) {
    const intended = graph.paths.filter(({ id }) => refresh.get(id)?.intent);
    return [...groupBy(intended, ({ consumer }) => consumer)].flatMap(([id, paths]): Claim[] => {
      const consumer = graph.consumers.get(id);
      const [first] = paths;
      const decided = first && refresh.get(first.id);
      if (!consumer || !decided) return [];
      const credentials = [...new Set(paths.map(({ credential }) => credential))];
      const [only, ...more] = credentials;
      const names = nameFew(credentials.map((credential) => credentialName(graph, credential)));
      return [
        {
          message: `${consumer.name} is to be restarted for ${names} (${decided.mechanism}), but no controller that would do it is found here.`,
          place: decided.because[0],
          related: paths.map((path) =>
            referenceOf(path, consumer, `takes ${credentialName(graph, path.credential)} here`),
          ),
          confidence: 'assumed',
          consumer: id,
          ...(only !== undefined && more.length === 0 ? { credential: only } : {}),
        },
      ];
    });
  },
});

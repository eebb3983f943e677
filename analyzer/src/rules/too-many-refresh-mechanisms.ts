/** One credential picked up in too many different ways for one plan to cover. */
import { groupBy } from '../model/group.ts';
import { type Claim, defineRule } from './contract.ts';
import { nameFew, referenceOf } from './reference.ts';

export default defineRule({
  id: 'too-many-refresh-mechanisms',
  severity: 'warning',
  claims: 'More refresh mechanisms pick the credential up than `thresholds.maxMechanisms`.',
  why: 'Each mechanism has its own delay, its own evidence and its own way to fail, and the rotation must know all of them.',
  fix: 'Bring the consumers to one or two ways of reading, or split the credential along them.',
  check({ graph, refresh, configuration }) {
    const { maxMechanisms } = configuration.thresholds;
    return [...groupBy(graph.paths, ({ credential }) => credential)].flatMap(([id, paths]): Claim[] => {
      const credential = graph.credentials.get(id);
      const byMechanism = groupBy(paths, (path) => refresh.get(path.id)?.mechanism ?? 'unknown');
      if (!credential || byMechanism.size <= maxMechanisms) return [];
      const [place, ...related] = [...byMechanism].flatMap(([mechanism, [path]]) => {
        const consumer = path && graph.consumers.get(path.consumer);
        return consumer ? [referenceOf(path, consumer, `${consumer.name}: ${mechanism}`)] : [];
      });
      const message = `${credential.name} is picked up in ${byMechanism.size} ways (${nameFew([...byMechanism.keys()])}); ${maxMechanisms} are allowed.`;
      return place ? [{ message, place, related, credential: id }] : [];
    });
  },
});

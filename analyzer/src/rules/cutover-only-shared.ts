/** Several consumers of something that takes one value only: changing it is the revocation, for all of them at once. */
import { groupBy } from '../model/group.ts';
import { type Claim, defineRule } from './contract.ts';
import { nameFew, referenceOf, sharersOf, usesOf } from './reference.ts';

export default defineRule({
  id: 'cutover-only-shared',
  severity: 'warning',
  claims: 'Several consumers share a credential whose dependency accepts one value only.',
  why: 'There is no overlap: the moment the value changes, everybody who has not taken the new one is locked out. Each further consumer makes that outage longer.',
  fix: 'Give each consumer an identity of its own, or move to a second identity and then retire the first. Until then plan the outage: it is a CUTOVER.',
  owasp: 'NHI9:2025 NHI Reuse',
  check({ graph }) {
    const uses = groupBy(usesOf(graph), ({ paths: [{ credential }] }) => credential);
    return [...graph.credentials.values()].flatMap(({ id, name, dependency }): Claim[] => {
      const accepts = graph.dependencies.get(dependency ?? '');
      const [first, second, ...rest] = sharersOf(uses.get(id) ?? []);
      if (accepts?.acceptance !== 'cutover' || !first || !second) return [];
      const all = [first, second, ...rest];
      const [place, ...related] = all.map(({ consumer, paths: [path] }) =>
        referenceOf(path, consumer, `${consumer.name} is locked out until it takes the new value`),
      );
      const who = nameFew(all.map(({ consumer }) => consumer.name));
      const message = `${accepts.name} accepts one value of ${name}: changing it cuts off ${who} at once.`;
      return place ? [{ message, place, related: [...related, ...accepts.because], credential: id }] : [];
    });
  },
});

/** Consumers nobody is named for: whom to ask, and who restarts them. One finding for a repository that names no owner at all. */
import { type Claim, defineRule } from './contract.ts';
import { consumerAt, usesOf } from './reference.ts';

export default defineRule({
  id: 'unowned-consumer',
  severity: 'note',
  claims: 'Nobody is named as the owner of a consumer.',
  why: 'A rotation waits for people. Where nobody is named, nobody says whether it took the new value, and nobody restarts it.',
  fix: 'Name owners in CODEOWNERS, catalog-info.yaml, a label, or `owners` of keyturn.yaml.',
  check({ graph }) {
    const consumers = [...new Set(usesOf(graph).map(({ consumer }) => consumer))];
    const unowned = consumers.filter(({ owner }) => owner === null);
    const [first] = unowned;
    if (first && unowned.length > 1 && unowned.length === consumers.length)
      return [
        {
          message: `No owner is named for any of the ${unowned.length} consumers here.`,
          place: consumerAt(first, 'the first of them'),
        },
      ];
    return unowned.map((consumer): Claim => {
      const message = `Nobody is named as the owner of ${consumer.name}.`;
      return { message, place: consumerAt(consumer, 'no owner named'), consumer: consumer.id };
    });
  },
});

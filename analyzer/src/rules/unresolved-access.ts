/** Places that look like an access to a credential and could not be followed: said, never dropped. */
import { seen } from '../model/evidence.ts';
import { groupBy } from '../model/group.ts';
import { type Claim, defineRule } from './contract.ts';

export default defineRule({
  id: 'unresolved-access',
  severity: 'note',
  claims: 'A reference to a credential could not be followed.',
  why: 'A consumer may be missing from every figure here. Rotation breaks the consumers nobody knew of.',
  fix: 'Write the name out, scan the rendered manifests as well, or declare the consumer in keyturn.yaml.',
  check({ graph }) {
    const once = groupBy(graph.unresolved, ({ what, at }) => `${at.file}:${at.line}:${at.column} ${what}`);
    return [...once.values()].flatMap(([first]): Claim[] => {
      if (!first) return [];
      const { what, at } = first;
      return [{ message: `Not followed: ${what}.`, place: seen(at, what, 'inferred') }];
    });
  },
});

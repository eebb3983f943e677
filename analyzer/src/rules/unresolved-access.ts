/** Places that look like an access to a credential and could not be followed: said, never dropped. One finding per file, naming the first. */
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
    const once = groupBy(graph.unresolved, ({ what, at }) => JSON.stringify([at.file, at.line, at.column, what]));
    const places = [...once.values()].flatMap(([first]) => first ?? []);
    return [...groupBy(places, ({ at }) => at.file).values()].flatMap(([first, ...others]): Claim[] => {
      if (!first) return [];
      const more = others.length === 0 ? '' : `, and ${others.length} more in this file`;
      return [
        {
          message: `Not followed: ${first.what}${more}.`,
          place: seen(first.at, first.what, 'inferred'),
          related: others.map(({ what, at }) => seen(at, what, 'inferred')),
        },
      ];
    });
  },
});

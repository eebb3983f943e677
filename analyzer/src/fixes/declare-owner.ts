/** A consumer that nobody owns: writes an owner for its folder into `keyturn.yaml`, one of those that are named elsewhere, or a name to fill in. */
import { compareText } from '../model/place.ts';
import { addToConfiguration, yamlText } from './configuration-entry.ts';
import { defineFixer, type Fix, type Situation } from './contract.ts';

const RULE = 'unowned-consumer';
/** Owners offered; a menu is no directory. */
const MOST = 3;

export default defineFixer({
  id: 'declare-owner',
  offer(situation): readonly Fix[] {
    const { finding, inventory } = situation;
    const consumer = finding?.rule === RULE ? inventory.graph.consumers.get(finding.consumer ?? '') : undefined;
    if (!consumer || consumer.at.file === '') return [];
    const folder = consumer.at.file.slice(0, Math.max(0, consumer.at.file.lastIndexOf('/')));
    const pattern = folder === '' ? consumer.at.file : `${folder}/**`;
    return owners(situation).flatMap((owner): Fix[] => {
      const added = addToConfiguration(situation, 'owners', [
        ['paths', `[${JSON.stringify(pattern)}]`],
        ['owner', yamlText(owner)],
      ]);
      return added
        ? [{ title: `Declare ${owner} the owner of ${pattern} in keyturn.yaml`, settles: RULE, ...added }]
        : [];
    });
  },
});

/** The most used first. */
function owners({ inventory }: Situation): readonly string[] {
  const counts = new Map<string, number>();
  for (const { owner } of inventory.graph.consumers.values())
    if (owner !== null) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  const known = [...counts].sort(([a, m], [b, n]) => n - m || compareText(a, b)).map(([owner]) => owner);
  return known.length > 0 ? known.slice(0, MOST) : ['name-of-the-team'];
}

/** A consumer that no scan can see, a vendor or a person: writes an entry for the credential at the cursor into `keyturn.yaml`, to be filled in. */
import { addToConfiguration, yamlText } from './configuration-entry.ts';
import { defineFixer, type Fix } from './contract.ts';

export default defineFixer({
  id: 'declare-consumer',
  offer(situation): readonly Fix[] {
    const { inventory, marks, finding } = situation;
    if (finding) return [];
    const ids = [
      ...new Set(
        marks
          .filter(({ what }) => what === 'declaration' || what === 'derivation')
          .flatMap(({ credentials }) => credentials),
      ),
    ];
    const names = [...inventory.graph.credentials.values()].map(({ name }) => name);
    return ids.flatMap((id): Fix[] => {
      const credential = inventory.graph.credentials.get(id);
      if (!credential) return [];
      const unique = names.filter((name) => name === credential.name).length === 1;
      const added = addToConfiguration(situation, 'consumers', [
        ['name', 'name-of-the-vendor'],
        ['kind', 'vendor'],
        ['uses', `[${yamlText(unique ? credential.name : id)}]`],
        ['refresh', 'manual'],
      ]);
      return added
        ? [{ title: `Declare a vendor that uses ${credential.name} in keyturn.yaml`, settles: null, ...added }]
        : [];
    });
  },
});

/** One repository's inventory in the names of all: ids that hold everywhere, places that say which repository and commit. Changes nothing else. */
import type { WireInventory } from '../../wire/types.ts';
import { fileAt } from '../place.ts';
import { identitiesOf, qualifier } from '../use.ts';
import type { Plan } from './ledger.ts';

/** The inventory of `repository` as part of the whole that `plan` describes. */
export function renamed(repository: string, inventory: WireInventory, plan: Plan): WireInventory {
  const at = { repository, commit: inventory.source.commit };
  const ids = idsOf(repository, inventory, plan);
  const walk = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => walk(item, key));
    if (typeof value === 'string') {
      if (key === 'file') return fileAt(at, value);
      if (key === 'draw') return `${repository} ${value}`;
      return ID_FIELDS.has(key) ? (ids.get(value) ?? value) : value;
    }
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item, name)]));
  };
  return walk(inventory, '') as WireInventory;
}

/** Fields that hold an id, or a list of them; in every other a text that looks like one is a name somebody gave. */
const ID_FIELDS: ReadonlySet<string> = new Set([
  'id',
  'credential',
  'consumer',
  'dependency',
  'behind',
  'carriers',
  'from',
  'to',
  'slowest',
  'neverWithoutAction',
]);

/** A dependency's name is that of one repository: two that call theirs `postgres` mean two. */
function idsOf(repository: string, inventory: WireInventory, plan: Plan): ReadonlyMap<string, string> {
  const names = qualifier(repository, inventory);
  const known = identitiesOf(inventory);
  const clusters = new Map(inventory.consumers.map(({ id, cluster }) => [id, cluster]));
  return new Map([
    ...inventory.credentials.map(({ id }): Pair => [id, plan.joinedId(repository, id) ?? names.own(id)]),
    ...inventory.carriers.map(({ id }): Pair => [id, known.has(id) ? id : names.own(id)]),
    ...inventory.consumers.map(({ id, cluster }): Pair => [id, names.placed(id, cluster)]),
    ...inventory.paths.map(({ id, consumer }): Pair => [id, names.placed(id, clusters.get(consumer) ?? null)]),
    ...inventory.dependencies.map(
      ({ id }): Pair => [id, id.replace(/^dependency:/, () => `dependency:${repository}:`)],
    ),
  ]);
}

type Pair = [string, string];

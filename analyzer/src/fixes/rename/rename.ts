/**
 * Renames a key or a variable in every file that carries it, or says why not. All or nothing: what one file cannot follow keeps
 * the name everywhere.
 */
import type { Mark } from '../../explain/marks.ts';
import type { Inventory } from '../../model/inventory.ts';
import { carriersOfKey, isRenamed, renameKey } from './key.ts';
import { collectPlaces, orRefused, type Renamed } from './places.ts';
import { pathsOfVariable, readsOf, renameVariable } from './variable.ts';

export type { Renamed } from './places.ts';

export interface RenameAsked {
  readonly inventory: Inventory;
  /** Marks under the cursor. */
  readonly marks: readonly Mark[];
  /** The name under the cursor. */
  readonly name: string;
  readonly next: string;
  text(file: string): string | null;
}

/** Names that Kubernetes takes for a key (ConfigMap and Secret, `data`), and POSIX for a variable. */
const KEY = /^[-._a-zA-Z0-9]{1,253}$/;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

export function renameAt({ inventory, marks, name, next, text }: RenameAsked): Renamed {
  const { graph } = inventory;
  const places = collectPlaces(name, next, text);
  const here = new Set(marks.flatMap(({ paths }) => paths));
  const carriers = marks.flatMap((mark) => mark.carriers.flatMap((id) => graph.carriers.get(id) ?? []));
  const keys = carriers.filter((carrier) => isRenamed(carrier, name));
  const paths = graph.paths.filter(
    (path) =>
      path.delivery.variable === name &&
      (here.has(path.id)
        ? path.delivery.form !== 'env-from' || readsOf(path, name).length > 0
        : path.carriers.some((id) => carriers.some((one) => one.id === id && one.type === 'env-file'))),
  );
  // A variable that is handed over with all keys of its object has the key's name.
  const named = paths
    .filter(({ delivery }) => delivery.form === 'env-from')
    .flatMap((path) => graph.carriers.get(path.carriers.at(-1) ?? '') ?? []);
  const renamed = keys.length > 0 ? keys : named.filter((carrier) => isRenamed(carrier, name));
  const own = paths.filter(({ delivery }) => delivery.form !== 'env-from');
  if (own.length > 0 && keys.length === 0) {
    if (!VARIABLE.test(next)) return { refused: `${next} cannot be the name of a variable` };
    return orRefused(() => renameVariable(graph, pathsOfVariable(graph, own, name), name, next, places));
  }
  if (renamed.length === 0) return { refused: `${name} is no key or variable that could be followed here` };
  if (!KEY.test(next)) return { refused: `${next} cannot be the name of a key` };
  return orRefused(() => renameKey(graph, carriersOfKey(graph, renamed, name), name, next, places));
}

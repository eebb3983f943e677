/** reflect.DeepEqual: equal types and equal contents. An `int` is never equal to a `float64`. */
import { GoError } from '../failure.ts';
import type { Meter } from '../meter.ts';
import type { Traced } from '../types.ts';

const MOST_DEPTH = 100;

export function deepEqual(a: Traced, b: Traced, meter: Meter, depth = 0): boolean {
  meter.step();
  if (depth > MOST_DEPTH) throw new GoError('a value that holds itself');
  if (a === b) return true;
  if (a.kind === 'nil' || b.kind === 'nil') return a.kind === b.kind;
  if (a.kind === 'number' && b.kind === 'number') return a.type === b.type && a.value === b.value;
  if (a.kind === 'bool' && b.kind === 'bool') return a.value === b.value;
  if (a.kind === 'string' && b.kind === 'string') return a.text === b.text;
  if (a.kind === 'list' && b.kind === 'list')
    return (
      a.items.length === b.items.length &&
      a.items.every((item, position) => {
        const other = b.items[position];
        return other !== undefined && deepEqual(item, other, meter, depth + 1);
      })
    );
  if (a.kind === 'map' && b.kind === 'map')
    return (
      a.entries.size === b.entries.size &&
      [...a.entries].every(([key, { value }]) => {
        const other = b.entries.get(key);
        return other !== undefined && deepEqual(value, other.value, meter, depth + 1);
      })
    );
  if (a.kind === 'object' && b.kind === 'object')
    return a.type === b.type && a.text === b.text && deepEqual(a.inner, b.inner, meter, depth + 1);
  return false;
}

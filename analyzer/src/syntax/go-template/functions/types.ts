/** Questions about the Go type of a value (https://masterminds.github.io/sprig/reflection.html). */
import { goType } from '../format.ts';
import { bool, text } from '../trace.ts';
import type { Traced } from '../types.ts';
import { argument, computing, type Family, textArgument } from './contract.ts';
import { deepEqual } from './equal.ts';

function kindOf(value: Traced): string {
  if (value.kind === 'nil') return 'invalid';
  if (value.kind === 'number') return value.type;
  if (value.kind === 'list') return 'slice';
  if (value.kind !== 'object') return value.kind;
  if (value.text !== null) return 'ptr';
  return value.inner.kind === 'list' ? 'slice' : 'map';
}

export const TYPES: Family = computing({
  kindOf: (args) => text(kindOf(argument(args, 0))),
  kindIs: (args) => bool(textArgument(args, 0).text === kindOf(argument(args, 1))),
  typeOf: (args) => text(goType(argument(args, 0))),
  typeIs: (args) => bool(textArgument(args, 0).text === goType(argument(args, 1))),
  typeIsLike: (args) => {
    const [wanted, type] = [textArgument(args, 0).text, goType(argument(args, 1))];
    return bool(wanted === type || `*${wanted}` === type);
  },
  deepEqual: (args, call) => bool(deepEqual(argument(args, 0), argument(args, 1), call.meter)),
});

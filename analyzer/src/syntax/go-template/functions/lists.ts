/** Sprig's list functions (https://masterminds.github.io/sprig/lists.html). Lists are never changed in place. */
import { GoError } from '../failure.ts';
import { toInteger } from '../numbers.ts';
import { alsoBy, asList, bool, int, list, nil, text } from '../trace.ts';
import { isTrue } from '../truth.ts';
import type { Traced } from '../types.ts';
import { sliceOf } from './builtin.ts';
import { argument, type Call, computing, type Family, intArgument, itemsArgument, renamed } from './contract.ts';
import { deepEqual } from './equal.ts';

function includes(items: readonly Traced[], wanted: Traced, call: Call): boolean {
  return items.some((item) => deepEqual(item, wanted, call.meter));
}

function uniq(args: readonly Traced[], call: Call): Traced {
  const kept: Traced[] = [];
  for (const item of itemsArgument(args, 0)) if (!includes(kept, item, call)) kept.push(item);
  return list(kept, argument(args, 0).via);
}

function has(args: readonly Traced[], call: Call): Traced {
  const [wanted, haystack] = [argument(args, 0), argument(args, 1)];
  return bool(haystack.kind !== 'nil' && includes(itemsArgument(args, 1), wanted, call));
}

function chunk(args: readonly Traced[]): Traced {
  const [size, items] = [intArgument(args, 0), itemsArgument(args, 1)];
  if (size < 1) throw new GoError('chunks of no size');
  const chunks: Traced[] = [];
  for (let at = 0; at < items.length; at += size) chunks.push(list(items.slice(at, at + size)));
  return list(chunks);
}

/** Counts up or down, `stop` not included. */
function counted(start: number, stop: number, step: number, call: Call): readonly number[] {
  if ((stop < start && step >= 0) || (stop >= start && step <= 0)) return [];
  const count = Math.ceil((stop - start) / step);
  call.meter.items(count);
  return Array.from({ length: count }, (_, position) => start + position * step);
}

function seq(args: readonly Traced[], call: Call): Traced {
  const [first = 0, second = 0, third = 0] = args.map((_, position) => intArgument(args, position));
  if (args.length === 0 || args.length > 3) return text('');
  const start = args.length === 1 ? 1 : first;
  const end = args.length === 1 ? first : args.length === 2 ? second : third;
  const direction = end < start ? -1 : 1;
  const step = args.length === 3 ? second : direction;
  return text(counted(start, end + direction, step, call).join(' '));
}

function sliced(args: readonly Traced[]): Traced {
  const value = argument(args, 0);
  const { length } = itemsArgument(args, 0);
  if (length === 0) return nil(value.via);
  const end = args[2] === undefined ? length : toInteger(args[2]);
  return sliceOf(list(itemsArgument(args, 0), value.via), args[1] === undefined ? 0 : toInteger(args[1]), end);
}

/** Of an empty list nothing is left: nil, as in Go. */
function shortened(args: readonly Traced[], keep: (items: readonly Traced[]) => readonly Traced[]): Traced {
  const items = itemsArgument(args, 0);
  return items.length === 0 ? list([]) : list(keep(items), argument(args, 0).via);
}

const PLAIN: Family = {
  first: (args) => itemsArgument(args, 0)[0] ?? nil(),
  last: (args) => itemsArgument(args, 0).at(-1) ?? nil(),
  rest: (args) => shortened(args, (items) => items.slice(1)),
  initial: (args) => shortened(args, (items) => items.slice(0, -1)),
  append: (args) => list([...itemsArgument(args, 0), argument(args, 1)], argument(args, 0).via),
  prepend: (args) => list([argument(args, 1), ...itemsArgument(args, 0)], argument(args, 0).via),
  reverse: (args) => list([...itemsArgument(args, 0)].reverse(), argument(args, 0).via),
  compact: (args) => list(itemsArgument(args, 0).filter(isTrue), argument(args, 0).via),
  without: (args, call) => {
    const kept = itemsArgument(args, 0).filter((item) => !includes(args.slice(1), item, call));
    return list(kept, argument(args, 0).via);
  },
  uniq,
  ...computing({ has }),
  slice: sliced,
  chunk,
};

const MUST = Object.fromEntries(
  [...Object.keys(PLAIN), 'push'].map((name) => [
    `must${name[0]?.toUpperCase()}${name.slice(1)}`,
    name === 'push' ? 'append' : name,
  ]),
);

export const LISTS: Family = {
  ...PLAIN,
  ...renamed(PLAIN, { ...MUST, push: 'append' }),
  list: (args) => list(args),
  tuple: (args) => list(args),
  concat: (args, call) => {
    const items = args.flatMap((_, position) => itemsArgument(args, position));
    call.meter.items(items.length);
    const [first] = args;
    return first && asList(first) ? alsoBy(list(items), first.via) : list(items);
  },
  until: (args, call) => {
    const count = intArgument(args, 0);
    return list(counted(0, count, count < 0 ? -1 : 1, call).map((value) => int(value)));
  },
  untilStep: (args, call) =>
    list(counted(intArgument(args, 0), intArgument(args, 1), intArgument(args, 2), call).map((value) => int(value))),
  seq,
};

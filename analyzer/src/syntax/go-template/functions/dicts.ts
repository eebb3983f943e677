/** Sprig's dict functions (https://masterminds.github.io/sprig/dicts.html). `set`, `unset` and the merges change their first dict in place, as in Go. */
import { GoError } from '../failure.ts';
import { show } from '../format.ts';
import type { Meter } from '../meter.ts';
import { alsoBy, bool, list, text } from '../trace.ts';
import { isTrue } from '../truth.ts';
import type { Dict, Entry, Traced } from '../types.ts';
import { copyOf, sortedEntries } from '../values.ts';
import {
  argument,
  type Call,
  computing,
  dictArgument,
  type Family,
  renamed,
  targetArgument,
  textArgument,
} from './contract.ts';

const MOST_DEPTH = 100;

function made(args: readonly Traced[]): Traced {
  const entries = new Map<string, Entry>();
  for (let at = 0; at < args.length; at += 2) {
    const key = argument(args, at);
    entries.set(show(key), { via: key.via, value: args[at + 1] ?? text('') });
  }
  return { kind: 'map', entries, via: [] };
}

/** The value of a key; an empty text where there is none. */
function get(args: readonly Traced[]): Traced {
  const key = textArgument(args, 1);
  const entry = dictArgument(args, 0).entries.get(key.text);
  return entry ? alsoBy(entry.value, key.via) : text('');
}

function set(args: readonly Traced[]): Traced {
  const [map, key] = [targetArgument(args, 0), textArgument(args, 1)];
  map.entries.set(key.text, { via: key.via, value: argument(args, 2) });
  return map;
}

function unset(args: readonly Traced[]): Traced {
  const map = targetArgument(args, 0);
  map.entries.delete(textArgument(args, 1).text);
  return map;
}

/** The entries that `keeps` says, in a dict of their own. */
function filtered(map: Dict, keeps: (key: string) => boolean): Traced {
  return { kind: 'map', entries: new Map([...map.entries].filter(([key]) => keeps(key))), via: map.via };
}

function namesAfter(args: readonly Traced[]): ReadonlySet<string> {
  return new Set(args.slice(1).map((_, position) => textArgument(args, position + 1).text));
}

function dig(args: readonly Traced[]): Traced {
  if (args.length < 3) throw new GoError('dig needs a key, a default and a dict');
  const otherwise = argument(args, args.length - 2);
  let value = argument(args, args.length - 1);
  for (let at = 0; at < args.length - 2; at += 1) {
    const entry = targetArgument([value], 0).entries.get(textArgument(args, at).text);
    if (!entry) return alsoBy(otherwise, value.via);
    value = entry.value;
  }
  return value;
}

/**
 * darccio/mergo on maps: maps merge, and of two other values the first wins unless it is empty (`merge`), or the second does
 * (`mergeOverwrite`; but a map never replaces what is no map and not empty).
 */
function mergeInto(target: Dict, source: Dict, overwrites: boolean, meter: Meter, depth = 0): void {
  if (depth > MOST_DEPTH) throw new GoError('a value that holds itself');
  for (const [key, entry] of source.entries) {
    meter.step();
    const known = target.entries.get(key);
    if (known?.value.kind === 'map' && entry.value.kind === 'map') {
      if (known.value !== entry.value) mergeInto(known.value, entry.value, overwrites, meter, depth + 1);
    } else if (!known || !isTrue(known.value) || (overwrites && entry.value.kind !== 'map'))
      target.entries.set(key, entry);
  }
}

function merging(overwrites: boolean): Family[string] {
  return (args, call) => {
    const target = targetArgument(args, 0);
    for (let at = 1; at < args.length; at += 1) mergeInto(target, dictArgument(args, at), overwrites, call.meter);
    return target;
  };
}

function keys(args: readonly Traced[], call: Call): Traced {
  const names = args.flatMap((_, position) =>
    sortedEntries(dictArgument(args, position)).map(([key, { via }]) => text(key, via)),
  );
  call.meter.items(names.length);
  return list(names);
}

const PLAIN: Family = {
  dict: made,
  get,
  set,
  unset,
  dig,
  merge: merging(false),
  mergeOverwrite: merging(true),
  ...computing({ hasKey: (args) => bool(dictArgument(args, 0).entries.has(textArgument(args, 1).text)) }),
  pick: (args) => {
    const names = namesAfter(args);
    return filtered(dictArgument(args, 0), (key) => names.has(key));
  },
  omit: (args) => {
    const names = namesAfter(args);
    return filtered(dictArgument(args, 0), (key) => !names.has(key));
  },
  pluck: (args) =>
    list(
      args.slice(1).flatMap((_, position) => {
        const entry = dictArgument(args, position + 1).entries.get(textArgument(args, 0).text);
        return entry ? [entry.value] : [];
      }),
    ),
  /** Go gives them in any order; here they are sorted. */
  keys,
  values: (args) => list(sortedEntries(dictArgument(args, 0)).map(([, { value }]) => value)),
  deepCopy: (args, call) => copyOf(argument(args, 0), () => call.meter.step()),
};

export const DICTS: Family = {
  ...PLAIN,
  ...renamed(PLAIN, { mustMerge: 'merge', mustMergeOverwrite: 'mergeOverwrite', mustDeepCopy: 'deepCopy' }),
};

/**
 * What a template function is: values in, a value out, with the places behind it. A function must have no memory, no clock and no
 * chance; what a cluster would make up is a marker.
 */
import { GoError } from '../failure.ts';
import { goType } from '../format.ts';
import type { Meter } from '../meter.ts';
import { alsoBy, asDict, asList, dict, joinEach } from '../trace.ts';
import type { Dict, Text, Traced } from '../types.ts';

/** What a function may ask of the evaluation it is called in. */
export interface Call {
  readonly meter: Meter;
  /** Says of the action that calls what only a cluster knows; never with a value in it. */
  unknown(what: string): void;
  /** Says what Helm would refuse the chart for, where evaluation goes on; never with a value in it. */
  refused(what: string): void;
  /** The text a named template prints. Throws `GoError` for an unknown one. */
  include(name: string, dot: Traced): Text;
  /** The text a text prints when it is read as a template. */
  tpl(template: Text, dot: Traced): Text;
}

/** Throws `GoError` where Go's function returns an error or does not take the arguments. */
export type GoFunction = (args: readonly Traced[], call: Call) => Traced;
export type Family = Readonly<Record<string, GoFunction>>;

/** Functions whose result is decided by all of their arguments: each result carries the places of all of them. */
export function computing(family: Family): Family {
  return Object.fromEntries(Object.entries(family).map(([name, compute]) => [name, tainting(compute)]));
}

function tainting(compute: GoFunction): GoFunction {
  return (args, call) => {
    const made = compute(args, call);
    if (made.kind === 'string') call.meter.made(made.text.length);
    return alsoBy(made, joinEach(args.map((arg) => arg.via)));
  };
}

/** Other names of the same functions. */
export function renamed(family: Family, names: Readonly<Record<string, string>>): Family {
  return Object.fromEntries(
    Object.entries(names).flatMap(([alias, name]) => {
      const known = family[name];
      return known ? [[alias, known]] : [];
    }),
  );
}

export function argument(args: readonly Traced[], position: number): Traced {
  const value = args[position];
  if (value === undefined) throw new GoError('too few arguments');
  return value;
}

function wrong(expected: string, value: Traced): GoError {
  return new GoError(
    value.kind === 'nil' ? `nothing where a ${expected} is due` : `${goType(value)} where a ${expected} is due`,
  );
}

/** A parameter of type `string`: Go takes nothing else for it, not even nil. */
export function textArgument(args: readonly Traced[], position: number): Text {
  const value = argument(args, position);
  if (value.kind !== 'string') throw wrong('string', value);
  return value;
}

/** A parameter of type `int`: a `float64`, as every number of a values file is one, is refused. */
export function intArgument(args: readonly Traced[], position: number): number {
  const value = argument(args, position);
  if (value.kind !== 'number' || value.type === 'float64') throw wrong('int', value);
  return value.value;
}

/** A parameter that is a map to read from; nil is the empty one, as for Go. */
export function dictArgument(args: readonly Traced[], position: number): Dict {
  return argument(args, position).kind === 'nil' ? dict([]) : targetArgument(args, position);
}

/** A parameter that is a map to write into. */
export function targetArgument(args: readonly Traced[], position: number): Dict {
  const value = argument(args, position);
  const map = asDict(value);
  if (!map) throw wrong('map', value);
  return map;
}

export function itemsArgument(args: readonly Traced[], position: number): readonly Traced[] {
  const value = argument(args, position);
  const list = asList(value);
  if (!list) throw wrong('list', value);
  return list.items;
}

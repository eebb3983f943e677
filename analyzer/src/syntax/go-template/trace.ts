/** Makes traced values and joins the places behind them. It must never keep more than `MOST_VIA` places: taint grows with every call. */
import type { Span } from '../../model/place.ts';
import type { Bool, Dict, Entry, GoObject, List, Method, Nil, Numeric, Text, Traced, Via } from './types.ts';

export const MOST_VIA = 16;

export const NOWHERE: Via = [];

/** Joins places, the first list nearest; each place once. */
export function joinVia(...sources: readonly Via[]): Via {
  return joinEach(sources);
}

/** Joins the places of any number of lists. */
export function joinEach(sources: Iterable<Via>): Via {
  let joined: Via = NOWHERE;
  for (const via of sources) {
    if (joined.length >= MOST_VIA) break;
    if (joined.length === 0) joined = via.length > MOST_VIA ? via.slice(0, MOST_VIA) : via;
    else if (via !== joined && via.length > 0) joined = appended(joined, via);
  }
  return joined;
}

function appended(joined: Via, via: Via): Via {
  const added = via.filter((span) => !joined.some((known) => samePlace(known, span)));
  return added.length === 0 ? joined : [...joined, ...added].slice(0, MOST_VIA);
}

function samePlace(a: Span, b: Span): boolean {
  return a === b || (a.line === b.line && a.column === b.column && a.endColumn === b.endColumn && a.file === b.file);
}

export function nil(via: Via = NOWHERE): Nil {
  return { kind: 'nil', via };
}

export function bool(value: boolean, via: Via = NOWHERE): Bool {
  return { kind: 'bool', value, via };
}

/** A Go `int`; what does not fit is cut like an integer conversion would. */
export function int(value: number, type: 'int' | 'int64' = 'int', via: Via = NOWHERE): Numeric {
  return { kind: 'number', type, value: Math.trunc(value) + 0, via };
}

export function float(value: number, via: Via = NOWHERE): Numeric {
  return { kind: 'number', type: 'float64', value, via };
}

export function text(value: string, via: Via = NOWHERE): Text {
  return { kind: 'string', text: value, pieces: null, via };
}

export function list(items: readonly Traced[], via: Via = NOWHERE): List {
  return { kind: 'list', items, via };
}

export function dict(entries: Iterable<readonly [string, Traced]>, via: Via = NOWHERE): Dict {
  const made = new Map<string, Entry>();
  for (const [key, value] of entries) made.set(key, { via: NOWHERE, value });
  return { kind: 'map', entries: made, via };
}

export function object(
  type: string,
  inner: List | Dict,
  methods: Readonly<Record<string, Method>> = {},
  shown: string | null = null,
): GoObject {
  return { kind: 'object', type, inner, methods: new Map(Object.entries(methods)), text: shown, via: inner.via };
}

/** The value with further places behind its own. */
export function alsoBy<T extends Traced>(value: T, via: Via): T {
  if (via.length === 0) return value;
  const joined = joinVia(value.via, via);
  if (joined === value.via) return value;
  if (value.kind !== 'string' || value.pieces === null) return { ...value, via: joined };
  const pieces = value.pieces.map((piece) => ({ ...piece, via: joinVia(piece.via, via) }));
  return { ...value, via: joined, pieces };
}

/** The map a value is or wraps; null: none. */
export function asDict(value: Traced | undefined): Dict | null {
  if (value?.kind === 'object') return asDict(value.inner);
  return value?.kind === 'map' ? value : null;
}

/** The list a value is or wraps; null: none. */
export function asList(value: Traced | undefined): List | null {
  if (value?.kind === 'object') return asList(value.inner);
  return value?.kind === 'list' ? value : null;
}

/**
 * Shapes of mappings. Every known key is a row: its shape, what it is for, and what holds without it. An unknown key is an
 * error with the nearest known one offered.
 */
import type { Span } from '../model/place.ts';
import type { Mapping } from '../syntax/tree.ts';
import { nearest } from './nearest.ts';
import { type Reading, report, type Schema, type Shape, wrong } from './shape.ts';

/** A key of a mapping. */
export interface Field<T> {
  readonly shape: Shape<T>;
  /** One line for whoever writes the file: the description in the JSON Schema. */
  readonly about: string;
  /** What holds when the key is not there; null: it must be there. */
  readonly absent: { readonly value: T } | null;
}

export type Fields = Readonly<Record<string, Field<unknown>>>;
export type ReadFrom<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };

export function required<T>(shape: Shape<T>, about: string): Field<T> {
  return { shape, about, absent: null };
}

export function optional<T>(shape: Shape<T>, about: string): Field<T | null> {
  return { shape, about, absent: { value: null } };
}

/** A key that counts as `value` where it is left out. */
export function otherwise<T>(value: T, shape: Shape<T>, about: string): Field<T> {
  return { shape, about, absent: { value } };
}

/** A mapping with known keys. One wrong key makes the whole wrong: half an entry could say the opposite of what was meant. */
export function record<F extends Fields>(expected: string, fields: F): Shape<ReadFrom<F>> {
  return {
    expected,
    schema: recordSchema(fields),
    read(tree, reading) {
      if (tree.kind !== 'mapping') return wrong(tree, reading, expected);
      let whole = saysOnly(Object.keys(fields), tree, reading);
      const value: Record<string, unknown> = {};
      for (const [name, field] of Object.entries(fields)) {
        const read = readField(tree, name, field, reading);
        if (read === undefined) whole = false;
        value[name] = read;
      }
      // Every field was read by its own shape, which the compiler cannot follow through a loop over names.
      return whole ? (value as ReadFrom<F>) : undefined;
    },
  };
}

/** A mapping of independent keys, none of them needed: a wrong one counts as left out, and the rest counts. */
export function settings<F extends Fields>(expected: string, fields: F): Shape<ReadFrom<F>> {
  return {
    expected,
    schema: recordSchema(fields),
    read(tree, reading) {
      if (tree.kind !== 'mapping') return wrong(tree, reading, expected);
      saysOnly(Object.keys(fields), tree, reading);
      const value: Record<string, unknown> = {};
      for (const [name, field] of Object.entries(fields))
        value[name] = readField(tree, name, field, reading) ?? field.absent?.value;
      return value as ReadFrom<F>;
    },
  };
}

/** A mapping from names people choose to values of `shape`, each with its place; a wrong one is left out. */
export function named<T extends object>(shape: Shape<T>): Shape<ReadonlyMap<string, T & { readonly at: Span }>> {
  const expected = `a mapping from names, each ${shape.expected}`;
  return {
    expected,
    schema: { type: 'object', additionalProperties: shape.schema },
    read(tree, reading) {
      if (tree.kind !== 'mapping') return wrong(tree, reading, expected);
      const values = new Map<string, T & { readonly at: Span }>();
      for (const { key, value } of tree.entries.values()) {
        const read = shape.read(value, reading);
        if (read !== undefined) values.set(key.text, { ...read, at: key.span });
      }
      return values;
    },
  };
}

/** Whether a mapping has only these keys; every other one is said, with the nearest offered. */
function saysOnly(names: readonly string[], tree: Mapping, reading: Reading): boolean {
  let only = true;
  for (const { key } of tree.entries.values()) {
    if (names.includes(key.text)) continue;
    only = false;
    const offer = nearest(key.text, names);
    const hint = offer === null ? `expected one of ${names.join(', ')}` : `did you mean ${offer}?`;
    report(key.span, reading, `unknown key${sayKey(key.text)}; ${hint}`);
  }
  return only;
}

/** The value below a key, what holds without it, or undefined after saying what is wrong. An empty value counts as absent. */
function readField<T>(tree: Mapping, name: string, field: Field<T>, reading: Reading): T | undefined {
  const value = tree.entries.get(name)?.value;
  const path = reading.path === '' ? name : `${reading.path}.${name}`;
  if (value !== undefined && !(value.kind === 'scalar' && value.value === null))
    return field.shape.read(value, { ...reading, path });
  if (field.absent !== null) return field.absent.value;
  report((value ?? tree).span, { ...reading, path }, `expected ${field.shape.expected}, found nothing`);
  return undefined;
}

function recordSchema(fields: Fields): Schema {
  const named = Object.entries(fields);
  const needed = named.filter(([, field]) => field.absent === null).map(([name]) => name);
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      named.map(([name, { about, shape }]) => [name, { description: about, ...shape.schema }]),
    ),
    ...(needed.length > 0 && { required: needed }),
  };
}

/** A key is repeated only where it looks like a word: anything else might be a value in the wrong place. */
function sayKey(key: string): string {
  return /^[A-Za-z_-]{1,32}$/.test(key) ? ` ${key}` : '';
}

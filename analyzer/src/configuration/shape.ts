/**
 * What a value of `keyturn.yaml` may look like, said once: a shape reads it and describes it for the JSON Schema, so the two
 * cannot drift apart. No message repeats a value: what somebody pastes into the wrong line may be a secret.
 */
import type { Span } from '../model/place.ts';
import type { Tree } from '../syntax/tree.ts';

export interface Problem {
  readonly at: Span;
  readonly message: string;
}

/** Where reading stands. */
export interface Reading {
  /** Folder of the file relative to the scanned one; `''`: the root file. */
  readonly folder: string;
  /** The way from the file's folder down to the scanned one; `''` unless the file was found above it. */
  readonly below: string;
  /** Keys and places that lead here: `consumers[2].interval`; `''` at the top. */
  readonly path: string;
  readonly problems: Problem[];
}

/** JSON Schema, draft 2020-12. */
export type Schema = Readonly<Record<string, unknown>>;

export interface Shape<T> {
  /** Ends the sentence "expected …". */
  readonly expected: string;
  readonly schema: Schema;
  /** The value, or undefined after saying what is wrong. Total: any tree. */
  read(tree: Tree, reading: Reading): T | undefined;
}

/** Counts only in the root file: it holds for the whole scan. */
export function atRoot<T>(shape: Shape<T>): Shape<T> {
  return {
    ...shape,
    read(tree, reading) {
      if (reading.folder === '') return shape.read(tree, reading);
      return wrong(tree, reading, 'this key in the root file only: it holds for the whole scan', null);
    },
  };
}

/** A list of `item`. One wrong item makes the whole wrong. */
export function list<T>(item: Shape<T>, expected = `a list, each item ${item.expected}`): Shape<readonly T[]> {
  return {
    expected,
    schema: { type: 'array', items: item.schema },
    read(tree, reading) {
      if (tree.kind !== 'sequence') return wrong(tree, reading, expected);
      const items = tree.items.map((one, place) => item.read(one, { ...reading, path: `${reading.path}[${place}]` }));
      return items.every((one) => one !== undefined) ? items : undefined;
    },
  };
}

/** A list whose wrong items are left out, said, and the rest counts. */
export function entries<T>(item: Shape<T>): Shape<readonly T[]> {
  const expected = `a list, each item ${item.expected}`;
  return {
    expected,
    schema: { type: 'array', items: item.schema },
    read(tree, reading) {
      if (tree.kind !== 'sequence') return wrong(tree, reading, expected);
      return tree.items.flatMap((one, place) => {
        const value = item.read(one, { ...reading, path: `${reading.path}[${place}]` });
        return value === undefined ? [] : [value];
      });
    },
  };
}

/** Adds where it was written, and the folder it speaks for. */
export function declared<T extends object>(shape: Shape<T>): Shape<T & { readonly at: Span; readonly within: string }> {
  return {
    ...shape,
    read(tree, reading) {
      const value = shape.read(tree, reading);
      return value === undefined ? undefined : { ...value, at: tree.span, within: reading.folder };
    },
  };
}

/** Holds a value of `shape` to what its parts cannot say alone; `complaint` ends "expected …", or is null. */
export function checked<T>(shape: Shape<T>, complaint: (value: T) => string | null, schema: Schema = {}): Shape<T> {
  return {
    ...shape,
    schema: { ...shape.schema, ...schema },
    read(tree, reading) {
      const value = shape.read(tree, reading);
      const expected = value === undefined ? null : complaint(value);
      return expected === null ? value : wrong(tree, reading, expected, null);
    },
  };
}

/** The same text, another value. */
export function mapped<T, U>(shape: Shape<T>, map: (value: T) => U): Shape<U> {
  return {
    ...shape,
    read(tree, reading) {
      const value = shape.read(tree, reading);
      return value === undefined ? undefined : map(value);
    },
  };
}

/** Says what was expected, and what kind of thing stands there instead. */
export function wrong(tree: Tree, reading: Reading, expected: string, found: string | null = kindOf(tree)): undefined {
  report(tree.span, reading, `expected ${expected}${found === null ? '' : `, found ${found}`}`);
}

export function report(at: Span, reading: Reading, message: string): void {
  reading.problems.push({ at, message: reading.path === '' ? message : `${reading.path}: ${message}` });
}

function kindOf(tree: Tree): string {
  if (tree.kind !== 'scalar') return tree.kind === 'mapping' ? 'a mapping' : 'a list';
  const kinds: Readonly<Record<string, string>> = {
    string: 'other text',
    number: 'a number',
    boolean: 'true or false',
  };
  return kinds[typeof tree.value] ?? 'nothing';
}

/**
 * Small words to say what JSON looks like, once, for two uses: the published JSON Schema and the check of a file that
 * somebody hands us. The compiler holds each shape against its type. Must never throw on any value.
 */

export type Schema = { readonly [key: string]: unknown };

interface Untyped {
  readonly schema: Schema;
  /** Named objects it uses, for `$defs`. */
  readonly named: ReadonlyMap<string, Schema>;
  /** What is wrong with a value standing at `at`, as a sentence; null: nothing. */
  problem(value: unknown, at: string): string | null;
}

/** What values of type T look like in JSON. */
export interface Shape<T> extends Untyped {
  /** Never there: ties the shape to exactly one type. */
  readonly type?: (value: T) => T;
}

/** A field that a reader must do without. */
export interface Optional<T> {
  readonly optional: Shape<T>;
}

type IsOptional<T, K extends keyof T> = Record<never, never> extends Pick<T, K> ? true : false;
type Fields<T> = {
  readonly [K in keyof T]-?: IsOptional<T, K> extends true ? Optional<Exclude<T[K], undefined>> : Shape<T[K]>;
};

const NONE: ReadonlyMap<string, Schema> = new Map();

function plain<T>(schema: Schema, expected: string, holds: (value: unknown) => boolean): Shape<T> {
  return { schema, named: NONE, problem: (value, at) => (holds(value) ? null : `${at}: expected ${expected}`) };
}

export const text: Shape<string> = plain({ type: 'string' }, 'text', (value) => typeof value === 'string');
export const truth: Shape<boolean> = plain({ type: 'boolean' }, 'true or false', (value) => typeof value === 'boolean');
export const number: Shape<number> = plain({ type: 'number' }, 'a number', Number.isFinite);
export const count: Shape<number> = plain(
  { type: 'integer', minimum: 0 },
  'a whole number from 0',
  (value) => Number.isSafeInteger(value) && Number(value) >= 0,
);

const DURATION = '^P(?:\\d+D)?(?:T(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?$';
export const duration: Shape<string> = plain(
  { type: 'string', pattern: DURATION, minLength: 3, description: 'ISO 8601 duration, canonical: PT37M' },
  'a duration such as PT37M',
  (value) => typeof value === 'string' && value.length > 2 && value.length < 40 && new RegExp(DURATION).test(value),
);

/** One of the words given. */
export function oneOf<const W extends string | number>(...words: readonly W[]): Shape<W> {
  return plain({ enum: words }, words.join(' | '), (value) => words.some((word) => word === value));
}

/** null, or what `shape` says. */
export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  return {
    schema: { anyOf: [shape.schema, { type: 'null' }] },
    named: shape.named,
    problem: (value, at) => (value === null ? null : shape.problem(value, at)),
  };
}

/** What either shape says. */
export function either<A, B>(first: Shape<A>, second: Shape<B>): Shape<A | B> {
  return {
    schema: { anyOf: [first.schema, second.schema] },
    named: new Map([...first.named, ...second.named]),
    problem: (value, at) => (first.problem(value, at) === null ? null : second.problem(value, at)),
  };
}

/** A list, each item as `shape` says. */
export function listOf<T>(shape: Shape<T>): Shape<readonly T[]> {
  return {
    schema: { type: 'array', items: shape.schema },
    named: shape.named,
    problem(value, at) {
      if (!Array.isArray(value)) return `${at}: expected a list`;
      for (const [index, item] of value.entries()) {
        const problem = shape.problem(item, `${at}[${index}]`);
        if (problem !== null) return problem;
      }
      return null;
    },
  };
}

/** An addition to the first publication of the version. */
export function optional<T>(shape: Shape<T>): Optional<T> {
  return { optional: shape };
}

/** An object with at least these fields; others are allowed, since additions are. */
export function objectOf<T extends object>(fields: Fields<T>): Shape<T> {
  const all: ReadonlyArray<[string, Untyped | { readonly optional: Untyped }]> = Object.entries(fields);
  const entries = all.map(([name, field]) =>
    'optional' in field ? { name, shape: field.optional, needed: false } : { name, shape: field, needed: true },
  );
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries(entries.map(({ name, shape }) => [name, shape.schema])),
      required: entries.filter(({ needed }) => needed).map(({ name }) => name),
    },
    named: new Map(entries.flatMap(({ shape }) => [...shape.named])),
    problem(value, at) {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return `${at}: expected an object`;
      const own = new Map<string, unknown>(Object.entries(value));
      for (const { name, shape, needed } of entries) {
        if (!own.has(name) && !needed) continue;
        const problem = own.has(name) ? shape.problem(own.get(name), `${at}.${name}`) : `${at}: ${name} is missing`;
        if (problem !== null) return problem;
      }
      return null;
    },
  };
}

/** The same shape under a name: written once in the schema. */
export function named<T>(name: string, description: string, shape: Shape<T>): Shape<T> {
  return {
    schema: { $ref: `#/$defs/${name}` },
    named: new Map([...shape.named, [name, { description, ...shape.schema }]]),
    problem: shape.problem,
  };
}

/** The single values of `keyturn.yaml`: text, numbers, durations, dates, sizes, words of a closed list. */
import { parseDuration, type Seconds } from '../model/duration.ts';
import type { Scalar } from '../syntax/tree.ts';
import { type Schema, type Shape, wrong } from './shape.ts';

/** A shape of one scalar; `parse` gives undefined where the scalar does not fit. */
export function scalar<T>(expected: string, schema: Schema, parse: (scalar: Scalar) => T | undefined): Shape<T> {
  return {
    expected,
    schema,
    read(tree, reading) {
      const value = tree.kind === 'scalar' ? parse(tree) : undefined;
      return value === undefined ? wrong(tree, reading, expected) : value;
    },
  };
}

/** Text that fits a pattern. */
export function textLike(expected: string, pattern: RegExp): Shape<string> {
  return scalar(expected, { type: 'string', pattern: pattern.source }, ({ value }) =>
    typeof value === 'string' && pattern.test(value) ? value : undefined,
  );
}

export const text = textLike('text', /\S/);

/** Where a resource says something: fields and `[*]`, no filters. */
export const fieldPath = textLike(
  'a path such as $.spec.target or $.spec.data[*].item',
  /^\$(?:\.[A-Za-z_][\w-]*|\['[^'\]]+'\]|\["[^"\]]+"\]|\[\*\])+$/,
);

/** One word of a closed list. */
export function oneOf<const T extends string>(words: readonly T[]): Shape<T> {
  return scalar(`one of ${words.join(', ')}`, { enum: words }, ({ value }) => words.find((word) => word === value));
}

/** A whole number from `minimum` on. */
export function wholeNumber(minimum: number): Shape<number> {
  return scalar(`a whole number from ${minimum}`, { type: 'integer', minimum }, ({ value }) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= minimum ? value : undefined,
  );
}

/** A number between two, both included. */
export function numberBetween(minimum: number, maximum: number): Shape<number> {
  return scalar(`a number from ${minimum} to ${maximum}`, { type: 'number', minimum, maximum }, ({ value }) =>
    typeof value === 'number' && value >= minimum && value <= maximum ? value : undefined,
  );
}

/** Seconds, written as ISO 8601 or as Go and Kubernetes do; no years or months, whose length varies. */
export const duration: Shape<Seconds> = scalar(
  'a duration such as PT15M or 1h30m',
  {
    anyOf: [
      { type: 'string', pattern: '^([Pp][\\dA-Za-z.]+|(\\d+(\\.\\d+)?(ns|us|µs|ms|[smhdw]))+|0)$' },
      { type: 'number', const: 0 },
    ],
  },
  ({ value, text: written }) => {
    const seconds = typeof value === 'string' || value === 0 ? parseDuration(written) : null;
    return seconds ?? undefined;
  },
);

/** A calendar day, kept as written. */
export const date: Shape<string> = scalar(
  'a date such as 2026-08-01',
  { type: 'string', format: 'date' },
  ({ value }) => {
    const parts = typeof value === 'string' ? /^(\d{4})-(\d\d)-(\d\d)$/.exec(value) : null;
    if (!parts) return undefined;
    const [year, month, day] = parts.slice(1).map(Number);
    const days = new Date(Date.UTC(year ?? 0, month ?? 0, 0)).getUTCDate();
    return month && month <= 12 && day && day <= days ? parts[0] : undefined;
  },
);

const BYTES: Readonly<Record<string, number>> = { '': 1, B: 1, KB: 1e3, MB: 1e6, KiB: 1024, MiB: 1024 ** 2 };

/** Bytes. */
export const size: Shape<number> = scalar(
  'a size such as 2MiB or 500KB',
  { type: ['string', 'integer'], pattern: '^\\d+ ?(B|KB|MB|KiB|MiB)?$', minimum: 1 },
  ({ text: written }) => {
    const parts = /^(\d{1,9}) ?(B|KB|MB|KiB|MiB)?$/.exec(written);
    const bytes = parts ? Number(parts[1]) * (BYTES[parts[2] ?? ''] ?? 0) : 0;
    return bytes > 0 ? bytes : undefined;
  },
);

/** Cron text: five fields or a macro. Whether it ever fires is for the schedule to say. */
export const cron = textLike(
  'a cron schedule of five fields, or a macro such as @daily',
  /^(@(yearly|annually|monthly|weekly|daily|midnight|hourly)|(\S+ +){4}\S+)$/,
);

/** `all`, or how many at a time. */
export const parallelism: Shape<'all' | number> = scalar(
  'all, or a whole number from 1',
  { anyOf: [{ const: 'all' }, { type: 'integer', minimum: 1 }] },
  ({ value }) => {
    if (value === 'all') return value;
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 ? value : undefined;
  },
);

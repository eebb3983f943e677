/** Own delays for rows of the fact tables. Only laws a person can know are declarable: schedules and campaigns follow from manifests. */

import type { DelayDeclaration } from '../model/configuration.ts';
import type { Seconds } from '../model/duration.ts';
import type { Law } from '../model/timing.ts';
import { optional, record, required } from './mapping.ts';
import { duration, oneOf, text } from './scalars.ts';
import { checked, declared, mapped, type Shape } from './shape.ts';

const KINDS = ['fixed', 'uniform', 'never', 'unbounded', 'unknown'] as const;

interface Written {
  readonly kind: (typeof KINDS)[number];
  readonly at: Seconds | null;
  readonly min: Seconds | null;
  readonly max: Seconds | null;
  readonly reason: string | null;
}

/** The keys each kind needs; it has no others. */
const KEYS: Readonly<Record<Written['kind'], ReadonlyArray<'at' | 'min' | 'max' | 'reason'>>> = {
  fixed: ['at'],
  uniform: ['min', 'max'],
  never: ['reason'],
  unbounded: ['reason'],
  unknown: ['reason'],
};

function complainOfLaw(law: Written): string | null {
  const wanted = KEYS[law.kind];
  const fits = (['at', 'min', 'max', 'reason'] as const).every((key) => wanted.includes(key) === (law[key] !== null));
  if (!fits) return `kind ${law.kind} with ${wanted.join(' and ')}, and nothing else`;
  return law.kind === 'uniform' && (law.min ?? 0) > (law.max ?? 0) ? 'min not above max' : null;
}

function toLaw({ kind, at, min, max, reason }: Written): Law {
  if (kind === 'fixed') return { kind, at: at ?? 0 };
  if (kind === 'uniform') return { kind, min: min ?? 0, max: max ?? 0 };
  return { kind, reason: reason ?? 'declared' };
}

const written: Shape<Written> = record('a delay: { kind: uniform, min, max } or { kind: fixed, at }', {
  kind: required(oneOf(KINDS), 'How the delay is distributed.'),
  at: optional(duration, 'fixed: how long it takes.'),
  min: optional(duration, 'uniform: the shortest.'),
  max: optional(duration, 'uniform: the longest.'),
  reason: optional(text, 'never, unbounded, unknown: why.'),
});

const lawSchema = {
  oneOf: KINDS.map((kind) => ({
    properties: { kind: { const: kind } },
    required: KEYS[kind],
    maxProperties: 1 + KEYS[kind].length,
  })),
};

/** `delay` becomes the `law` of the model. */
export const delay: Shape<DelayDeclaration> = declared(
  mapped(
    record('a delay with the row it replaces', {
      row: required(text, 'Row of the refresh table: eso-refresh-interval.'),
      delay: required(mapped(checked(written, complainOfLaw, lawSchema), toLaw), 'How long this hop takes here.'),
      reason: optional(text, 'How you know.'),
    }),
    ({ row, delay: law, reason }) => ({ row, law, reason }),
  ),
);

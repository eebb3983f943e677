/**
 * Why we say what we say (design, section 2). An unexplained verdict does not compile: everything that judges
 * carries a `Because`, and `Because` is never empty.
 */
import type { Span } from './place.ts';

/** Strongest first. */
export const CONFIDENCES = ['declared', 'exact', 'inferred', 'assumed'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

export type Evidence =
  | { readonly from: 'text'; readonly span: Span; readonly says: string; readonly confidence: Confidence }
  /** We looked at this place and found nothing. */
  | { readonly from: 'absence'; readonly span: Span; readonly says: string; readonly confidence: Confidence }
  /** A row of the fact tables: never stronger than `assumed`; `unverified` when the row's own confidence is low. */
  | {
      readonly from: 'default';
      readonly row: string;
      readonly says: string;
      readonly confidence: 'assumed';
      readonly unverified: boolean;
    }
  /** A person said so in `keyturn.yaml`. */
  | { readonly from: 'declared'; readonly span: Span; readonly says: string; readonly confidence: 'declared' };

export type Because = readonly [Evidence, ...Evidence[]];

export interface Reasoned<T> {
  readonly value: T;
  readonly because: Because;
}

/** The weaker of the confidences given; a chain is as strong as its weakest link. */
export function weakest(...confidences: readonly Confidence[]): Confidence {
  return CONFIDENCES[Math.max(0, ...confidences.map((confidence) => CONFIDENCES.indexOf(confidence)))] ?? 'assumed';
}

/** The confidence of a whole `because`: its weakest. */
export function confidenceOf(because: readonly Evidence[]): Confidence {
  return because.length === 0 ? 'assumed' : weakest(...because.map((evidence) => evidence.confidence));
}

/** Evidence read in a file. */
export function seen(span: Span, says: string, confidence: Confidence = 'exact'): Evidence {
  return { from: 'text', span, says, confidence };
}

/** Evidence that something is not there: the place that was searched. */
export function absent(span: Span, says: string, confidence: Confidence = 'exact'): Evidence {
  return { from: 'absence', span, says, confidence };
}

/** Evidence a person wrote down for us. */
export function declared(span: Span, says: string): Evidence {
  return { from: 'declared', span, says, confidence: 'declared' };
}

/** Joins lists of evidence without repeating an item; the first list must not be empty, so neither is the result. */
export function joinBecause(first: Because, ...rest: ReadonlyArray<readonly Evidence[]>): Because {
  const known = new Set(first.map(keyOf));
  const more = rest.flat().filter((evidence) => {
    const key = keyOf(evidence);
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
  return [...first, ...more];
}

function keyOf(evidence: Evidence): string {
  const place =
    evidence.from === 'default' ? evidence.row : `${evidence.span.file}:${evidence.span.line}:${evidence.span.column}`;
  return `${evidence.from} ${place} ${evidence.says}`;
}

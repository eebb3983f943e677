/**
 * What an explanation is made of: plain sentences with places. Plain on purpose: whoever shows it (terminal, hover, JSON)
 * escapes and decorates it for its medium, so that one voice serves all of them.
 */
import type { WireEvidence } from '../wire/types.ts';
import { sayEvidence } from './words.ts';

export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface Line {
  readonly text: string;
  /** 0: a statement of the section; deeper: what it rests on. */
  readonly depth: number;
  readonly place: Place | null;
  /** Row of the fact tables, where it rests on a documented default. */
  readonly row: string | null;
}

export interface Section {
  readonly title: string;
  readonly lines: readonly Line[];
}

export interface Explanation {
  /** Id of the credential. */
  readonly credential: string;
  readonly title: string;
  readonly sections: readonly Section[];
  /** One sentence: what to do next. */
  readonly nextStep: string;
}

/** A sentence without a place. */
export function statement(text: string, depth = 0): Line {
  return { text, depth, place: null, row: null };
}

/** A reason as a line of its own. */
export function reason(evidence: WireEvidence, depth: number): Line {
  return { text: sayEvidence(evidence), depth, place: placeOf(evidence), row: evidence.row };
}

/** A statement with what it rests on below it, each reason once. */
export function reasoned(text: string, because: readonly WireEvidence[], depth = 0): readonly Line[] {
  const lines = new Map(because.map((evidence) => [JSON.stringify(evidence), reason(evidence, depth + 1)]));
  return [statement(text, depth), ...lines.values()];
}

/** Where a reason stands; null for a default of the fact tables. */
export function placeOf(evidence: WireEvidence): Place | null {
  if (evidence.file === null || evidence.line === null) return null;
  return { file: evidence.file, line: evidence.line, column: evidence.column ?? 1 };
}

/** `k8s/orders.yaml:14`: what terminals and editors open. */
export function sayPlace(place: Place): string {
  return `${place.file}:${place.line}`;
}

/** Collects the places that a rename edits, each once; the first that cannot be edited refuses the whole: half a rename is an outage. */
import type { Evidence } from '../../model/evidence.ts';
import { compareSpans, type Span } from '../../model/place.ts';
import type { Edit } from '../contract.ts';
import { findToken, type TokenRole } from './tokens.ts';

/** `refused`: a sentence that says why. */
export type Renamed = { readonly edits: readonly Edit[] } | { readonly refused: string };

export class Refusal extends Error {
  override readonly name = 'Refusal';
}

export interface Places {
  /** Notes the name near the place; `why`: what is said when it is not written there. */
  note(place: Span, role: TokenRole, why: string): void;
  edits(): readonly Edit[];
}

export function collectPlaces(name: string, next: string, text: (file: string) => string | null): Places {
  const found = new Map<string, Edit>();
  return {
    note(place, role, why) {
      const source = text(place.file);
      const span = source === null ? null : findToken(source, place, name, role);
      if (!span) throw new Refusal(`${why} (${place.file}:${place.line})`);
      found.set(`${span.file}:${span.line}:${span.column}`, { span, text: next });
    },
    edits: () => [...found.values()].sort((a, b) => compareSpans(a.span, b.span)),
  };
}

/** Whatever `plan` collects, or why it cannot be. */
export function orRefused(plan: () => readonly Edit[]): Renamed {
  try {
    return { edits: plan() };
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.message };
    throw error;
  }
}

/** Places that were read in a file. */
export function textPlaces(because: readonly Evidence[]): readonly Span[] {
  return because.flatMap((evidence) => (evidence.from === 'text' ? [evidence.span] : []));
}

/** Grows a set until nothing joins any more. */
export function closure<T>(
  start: readonly T[],
  all: readonly T[],
  joins: (member: T, other: T) => boolean,
): readonly T[] {
  const members = new Set(start);
  for (const queue = [...start]; queue.length > 0; ) {
    const member = queue.pop();
    if (member === undefined) break;
    for (const other of all)
      if (!members.has(other) && joins(member, other)) {
        members.add(other);
        queue.push(other);
      }
  }
  return all.filter((one) => members.has(one));
}

export function samePlace(a: Span | null, b: Span | null): boolean {
  return a !== null && b !== null && compareSpans(a, b) === 0;
}

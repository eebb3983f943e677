/**
 * What a fix is: one file that offers minimal edits for a finding or a place. It edits text where it stands, keeps comments and
 * formatting, and offers nothing where it cannot keep its promise. It never writes: whoever asks applies, and reads again.
 */
import type { Mark } from '../explain/marks.ts';
import type { Finding } from '../model/finding.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Span } from '../model/place.ts';

/** Text in place of a stretch of one file; an empty stretch: an insertion. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

export interface Fix {
  /** What it does, for a menu. */
  readonly title: string;
  /** Rule of the finding that is gone afterwards; null: it answers no finding. */
  readonly settles: string | null;
  /** Sorted, not overlapping. */
  readonly edits: readonly Edit[];
  /** Files that are not there yet, with their whole text. */
  readonly creates?: ReadonlyMap<string, string>;
}

/** What a fix may know. */
export interface Situation {
  readonly inventory: Inventory;
  /** The finding it is asked about; null: only the place. */
  readonly finding: Finding | null;
  /** Marks at the place. */
  readonly marks: readonly Mark[];
  /** Text of a file as it stands; null: not there. */
  text(file: string): string | null;
}

/** Stands where only a person knows the words. */
export const UNWORDED = 'accepted, say why here';

export interface Fixer {
  readonly id: string;
  readonly offer: (situation: Situation) => readonly Fix[];
}

export function defineFixer(fixer: Fixer): Fixer {
  return fixer;
}

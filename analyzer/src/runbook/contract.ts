/** What a rotation pattern is: one file in `patterns/`, words and order as data. Must never hold a value or a command that needs one. */
import type { PatternWords } from '../explain/pattern-words.ts';
import type { Acceptance } from '../model/vocabulary.ts';

/** The sentences of a phase where no row of the kinds table has commands for this pattern. */
export interface GenericSteps {
  readonly prepare: readonly string[];
  readonly publish: readonly string[];
  readonly verify: readonly string[];
  readonly revoke: readonly string[];
  readonly rollback: readonly string[];
}

/** One rotation pattern (design, section 8). */
export interface Pattern extends PatternWords {
  readonly id: Acceptance;
  /** Old and new value are accepted side by side; false: publishing is revoking. */
  readonly coexist: boolean;
  readonly steps: GenericSteps;
  /** Whether the old value still opens something after everybody moved, and what ends that. */
  readonly ends: string;
}

/** Declares a rotation pattern; the registry finds it by this call. */
export function definePattern(pattern: Pattern): Pattern {
  return pattern;
}

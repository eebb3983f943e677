/** What was read, what was not and why. Unknown is said, never dropped. */
import type { Unresolved } from './graph.ts';

export interface Skipped {
  readonly file: string;
  readonly reason: string;
}

export interface Coverage {
  readonly filesRead: number;
  readonly filesSkipped: readonly Skipped[];
  readonly unresolved: readonly Unresolved[];
}

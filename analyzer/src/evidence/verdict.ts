/** What evidence comes to: pass, wait, or unknown. Nothing passes for want of evidence: the default is always unknown. */

import type { Seconds } from '../model/duration.ts';
import { compareText } from '../model/place.ts';

/** Worst first. */
export const VERDICTS = ['wait', 'unknown', 'pass'] as const;
export type Word = (typeof VERDICTS)[number];

export interface Verdict {
  readonly verdict: Word;
  readonly says: string;
  /** When it was true at the latest; null: it is not, or nobody saw when. */
  readonly at: Seconds | null;
  /** When it can have become true at the earliest: before `at` where it was looked at only now and then. */
  readonly earliest: Seconds | null;
  /** How it is known: `seen` by a machine, `stated` by a person, `implied` by a later milestone. */
  readonly by: 'seen' | 'stated' | 'implied';
  /** Files it rests on. */
  readonly files: readonly string[];
  /** The export that would answer it; null: it is answered, or nothing can be exported. */
  readonly ask: string | null;
}

type From = ReadonlyArray<{ readonly file: string }>;

export function pass(
  says: string,
  at: Seconds | null,
  from: From,
  { by = 'seen', earliest = at }: Partial<Pick<Verdict, 'by' | 'earliest'>> = {},
): Verdict {
  return { verdict: 'pass', says, at, earliest, by, files: filesOf(from), ask: null };
}

export function wait(says: string, from: From = []): Verdict {
  return { verdict: 'wait', says, at: null, earliest: null, by: 'seen', files: filesOf(from), ask: null };
}

export function unknown(says: string, ask: string | null, from: From = []): Verdict {
  return { verdict: 'unknown', says, at: null, earliest: null, by: 'seen', files: filesOf(from), ask };
}

function filesOf(from: From): readonly string[] {
  return [...new Set(from.map(({ file }) => file))].sort(compareText);
}

/** The worst word; unknown of none: nothing that is about nobody is shown. */
export function worst(words: readonly Word[]): Word {
  return VERDICTS.find((word) => words.includes(word)) ?? 'unknown';
}

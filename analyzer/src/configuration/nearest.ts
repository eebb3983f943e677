/** Finds the word a person meant when they slipped: what an error offers. It must never offer something far-fetched. */
import { countSlips } from '../model/slips.ts';

/** The candidate fewest slips away from `word`: at most a third of its letters, at least one; the first in order on a tie. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const limit = Math.max(1, Math.floor(word.length / 3));
  let best: { readonly candidate: string; readonly slips: number } | null = null;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const slips = countSlips(word.toLowerCase(), candidate.toLowerCase());
    if (slips <= limit && (best === null || slips < best.slips)) best = { candidate, slips };
  }
  return best?.candidate ?? null;
}

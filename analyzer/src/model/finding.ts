/** A finding: a claim with a primary place, related places, a severity (how bad) and a confidence (how sure). */
import type { Confidence, Evidence } from './evidence.ts';

export type Severity = 'error' | 'warning' | 'note';

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: string;
  readonly place: Evidence;
  readonly related: readonly Evidence[];
  readonly credential: string | null;
  readonly consumer: string | null;
}

/** Rules that only a review claims: a scan finds none, so a suppression of one is not stale for that. */
export const REVIEW_RULES = [
  'new-shared-credential',
  'refresh-regression',
  'longer-convergence',
  'widened-scope',
  'removed-owner',
  'new-consumer',
  'new-credential',
] as const;

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

/** A digest of names for fingerprints and baselines: what it is made of is printed beside it, so it hides and reveals nothing. */
import { createHash } from 'node:crypto';

/** Hexadecimal digits kept: collisions among a million findings stay out of sight. */
const LENGTH = 32;

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, LENGTH);
}

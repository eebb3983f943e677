// Made by scripts/generate.mjs from the files of this folder; do not edit.

import type { Pattern } from './contract.ts';
import patternsCutover from './patterns/cutover.ts';
import patternsDualValid from './patterns/dual-valid.ts';
import patternsIdentityReplacement from './patterns/identity-replacement.ts';
import patternsKeyRing from './patterns/key-ring.ts';
import patternsLease from './patterns/lease.ts';
import patternsWrappingKey from './patterns/wrapping-key.ts';

export const PATTERNS: readonly Pattern[] = [
  patternsCutover,
  patternsDualValid,
  patternsIdentityReplacement,
  patternsKeyRing,
  patternsLease,
  patternsWrappingKey,
];

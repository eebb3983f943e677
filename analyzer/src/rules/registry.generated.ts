// Made by scripts/generate.mjs from the files of this folder; do not edit.
import buildTimeSecret from './build-time-secret.ts';
import type { Rule } from './contract.ts';
import copiedCredential from './copied-credential.ts';
import crossEnvironmentCredential from './cross-environment-credential.ts';
import cutoverOnlyShared from './cutover-only-shared.ts';
import danglingReference from './dangling-reference.ts';
import dormantConsumer from './dormant-consumer.ts';
import lowFrequencyConsumer from './low-frequency-consumer.ts';
import neverRefreshes from './never-refreshes.ts';

export const RULES: readonly Rule[] = [
  buildTimeSecret,
  copiedCredential,
  crossEnvironmentCredential,
  cutoverOnlyShared,
  danglingReference,
  dormantConsumer,
  lowFrequencyConsumer,
  neverRefreshes,
];

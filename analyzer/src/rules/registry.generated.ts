// Made by scripts/generate.mjs from the files of this folder; do not edit.
import type { Rule } from './contract.ts';

export const RULES: readonly Rule[] = [];

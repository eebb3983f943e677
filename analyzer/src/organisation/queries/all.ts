/** Every question, in the order of help. */
import changedSince from './changed-since.ts';
import type { Question } from './contract.ts';
import crossingEnvironments from './crossing-environments.ts';
import topRadii from './top-radii.ts';
import unownedConsumers from './unowned-consumers.ts';
import whoUses from './who-uses.ts';

export const QUESTIONS: readonly Question[] = [whoUses, topRadii, crossingEnvironments, unownedConsumers, changedSince];

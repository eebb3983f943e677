/** All advice about an inventory, for whoever writes it down. It measures again and again, so it is asked for once, at the edge. */
import type { Knowledge } from '../knowledge/tables.ts';
import type { Layers } from '../model/inventory.ts';
import { adviseImprovements, type Improvement } from './improvement.ts';
import { advisePatterns, type Pattern } from './pattern.ts';
import { adviseSplits, type Split } from './split.ts';

/** By credential id. */
export interface Advice {
  readonly patterns: ReadonlyMap<string, Pattern>;
  readonly splits: ReadonlyMap<string, Split>;
  readonly improvements: ReadonlyMap<string, readonly Improvement[]>;
}

/** Patterns, splits and improvements of every credential. Pure. */
export function advise(layers: Layers, knowledge: Knowledge): Advice {
  return {
    patterns: advisePatterns(layers, knowledge),
    splits: adviseSplits(layers, knowledge),
    improvements: adviseImprovements(layers, knowledge),
  };
}

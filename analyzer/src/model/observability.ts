/** How anybody can tell that a consumer uses the new value: a layer beside the graph (design, section 9). */
import type { Evidence } from './evidence.ts';

/** `direct`: something says which value it uses. `inferred`: its age, its runs or its name say so. The surest first. */
export const OBSERVABILITIES = ['direct', 'inferred', 'none'] as const;

export interface Observability {
  readonly level: (typeof OBSERVABILITIES)[number];
  /** Empty: nothing was found. */
  readonly because: readonly Evidence[];
}

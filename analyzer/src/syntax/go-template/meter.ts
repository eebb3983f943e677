/** Counts the work of one template against its bounds, so that no chart can make the analyzer hang or swell. */
import { BoundSpent, GoError } from './failure.ts';
import type { Bounds } from './types.ts';

/** Ten times what the largest template of the public charts takes (a CRD of Argo CD: less than 50 000 steps; 181 charts of four collections rendered). */
export const DEFAULT_BOUNDS: Bounds = { steps: 500_000, output: 4 * 1024 * 1024, depth: 60 };

/** Characters made that count as one step. */
const CHARACTERS_A_STEP = 64;
/** The longest list a function may make (`until`, `seq`, `splitList`). */
const MOST_ITEMS = 100_000;

export interface Meter {
  /** Spends steps. Throws `BoundSpent`. */
  step(count?: number): void;
  /** Spends what making a text of this length costs. Throws `BoundSpent`. */
  made(length: number): void;
  /** Checks a length before a list is made. Throws `GoError`. */
  items(count: number): void;
  /** Runs `inner` one level deeper. Throws `BoundSpent`. */
  deeper<T>(inner: () => T): T;
}

/** `whole`: the meter of all templates together, which counts every step too. */
export function createMeter(bounds: Bounds, whole: Meter | null = null): Meter {
  let steps = 0;
  let depth = 0;
  function step(count = 1): void {
    steps += count;
    whole?.step(count);
    if (steps > bounds.steps) throw new BoundSpent('the template does not end: evaluation stopped');
  }
  return {
    step,
    made(length) {
      if (length > bounds.output) throw new BoundSpent('the template prints too much: evaluation stopped');
      step(length / CHARACTERS_A_STEP);
    },
    items(count) {
      if (!(count <= MOST_ITEMS)) throw new GoError('makes too long a list');
      step(count);
    },
    deeper(inner) {
      if (depth >= bounds.depth) throw new BoundSpent('templates include each other too deeply: evaluation stopped');
      depth += 1;
      try {
        return inner();
      } finally {
        depth -= 1;
      }
    },
  };
}

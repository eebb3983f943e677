/**
 * The cheapest changes that would shorten a rotation or shrink its radius, each tried alone on a changed graph: what the figures are
 * now, what they would be. A change that mends nothing is not shown.
 */
import type { Knowledge } from '../knowledge/tables.ts';
import type { Layers } from '../model/inventory.ts';
import { decideRefresh } from '../refresh/decide.ts';
import { CHANGES, type Change, COSTS, type Price } from './changes.ts';
import { cutParts, type Figures, figuresOf, type Part } from './part.ts';

export interface Improvement {
  readonly does: string;
  readonly costs: Price;
  /** Ids of those it changes, sorted as the graph has them. */
  readonly consumers: readonly string[];
  readonly before: Figures;
  /** Of the credential that stays, where some get one of their own. */
  readonly after: Figures;
}

/** The improvements of every credential that has any, by credential id. */
export function adviseImprovements(layers: Layers, knowledge: Knowledge): ReadonlyMap<string, readonly Improvement[]> {
  const cut = cutParts(layers, knowledge);
  return new Map(
    [...layers.graph.credentials.values()].flatMap((credential): [string, readonly Improvement[]][] => {
      const found = improvementsOf(cut(credential));
      return found.length > 0 ? [[credential.id, found]] : [];
    }),
  );
}

/** Every change that mends something: the cheapest first, then what gets the most going, then the shortest time. */
export function improvementsOf(part: Part): readonly Improvement[] {
  if (part.graph.paths.length === 0) return [];
  const refresh = decideRefresh(part.graph, part.knowledge);
  let measured: Figures | null = null;
  return CHANGES.flatMap(({ does, costs, aims, make }): Improvement[] => {
    const { part: changed, touches } = make(part, refresh);
    if (touches.length === 0) return [];
    // Most credentials are touched by nothing: only what is tried is measured.
    measured ??= figuresOf(part, refresh);
    const before = measured;
    const after = figuresOf(changed);
    return BETTER[aims](before, after) ? [{ does, costs, consumers: touches, before, after }] : [];
  }).sort(
    (a, b) =>
      COSTS.indexOf(a.costs) - COSTS.indexOf(b.costs) ||
      a.after.stuck - b.after.stuck ||
      a.after.unknown - b.after.unknown ||
      a.after.settled - b.after.settled,
  );
}

/** Of the time it takes now: less is lost in how people round. */
const MATTERS = 0.95;
/** Points of both radii together, below which nobody makes an account. */
const WORTH = 5;

const BETTER: Readonly<Record<Change['aims'], (before: Figures, after: Figures) => boolean>> = {
  convergence: isSooner,
  radius: (before, after) => before.scope + before.rollout - after.scope - after.rollout >= WORTH,
};

/** Whoever was stuck moves; else whoever was unknown is known; else all that is known is there sooner. */
function isSooner(before: Figures, after: Figures): boolean {
  if (after.stuck !== before.stuck) return after.stuck < before.stuck;
  if (after.unknown !== before.unknown) return after.unknown < before.unknown;
  return before.settled > 0 && after.settled <= before.settled * MATTERS;
}

/**
 * A strand is what one path contributes to a milestone: the delays still ahead of each of its instances and
 * connections. Every figure is the latest end over a set of strands. The order of its draws is always shared,
 * consumer, instance, connection.
 */
import type { Delay, DrawnPer, Law } from '../model/timing.ts';
import { keyOf, type View } from './laws.ts';

export interface Strand {
  readonly path: string;
  readonly consumer: string;
  /** Name a person knows the consumer by. */
  readonly name: string;
  readonly instances: number;
  /** Connections each instance holds. */
  readonly connections: number;
  readonly delays: readonly Delay[];
  /** Whether a campaign counts as the whole of it or as one instance's place in it. */
  readonly view: View;
}

/** One thing to wait for below a point that is reached: a draw, or that many independent copies of what follows. */
export type Step =
  | { readonly kind: 'draw'; readonly id: string; readonly law: Law }
  | { readonly kind: 'copies'; readonly id: string; readonly count: number };

const SHARED: readonly DrawnPer[] = ['carrier', 'cluster', 'consumer'];

/**
 * Whether one draw holds for all instances of a consumer. A node's is not: which instances share one is unknown, so
 * each draws its own.
 */
export function isShared(delay: Delay): boolean {
  return SHARED.includes(delay.per);
}

/** The steps from publication to the last connection. */
export function stepsOf(strand: Strand): readonly Step[] {
  const draw = (delay: Delay): Step => ({ kind: 'draw', id: delay.draw, law: delay.law });
  const onePlace = (delay: Delay) => strand.view === 'one' && delay.law.kind === 'campaign';
  const shared = strand.delays.filter((delay) => isShared(delay) && delay.per !== 'consumer');
  const consumer = strand.delays.filter((delay) => delay.per === 'consumer' && !onePlace(delay));
  const instance = strand.delays.filter((delay) => delay.per === 'instance' || delay.per === 'node' || onePlace(delay));
  const connection = strand.delays.filter((delay) => delay.per === 'connection');
  const below: Step[] = connection.flatMap((delay): Step[] => [
    { kind: 'copies', id: `copies:${delay.draw}`, count: strand.connections },
    draw(delay),
  ]);
  const instances: Step = { kind: 'copies', id: `instances:${strand.consumer}`, count: strand.instances };
  return [...[...shared, ...consumer].map(draw), ...[instances, ...instance.map(draw), ...below]];
}

/**
 * The strands that can be last: a strand whose delays another of the same consumer waits for too, and more, never is.
 * This is what keeps a consumer behind a carrier and a copy of it an exact case.
 */
export function lastable(strands: readonly Strand[]): readonly Strand[] {
  const own = new Map<string, { readonly strand: Strand; readonly ids: ReadonlySet<string> }[]>();
  for (const strand of strands) {
    const ids = new Set(strand.delays.map(({ draw, law }) => `${draw} ${keyOf(law, strand.view)}`));
    const others = own.get(strand.consumer) ?? [];
    if (others.some((other) => isWithin(ids, other.ids))) continue;
    own.set(strand.consumer, [...others.filter((other) => !isWithin(other.ids, ids)), { strand, ids }]);
  }
  return [...own.values()].flat().map(({ strand }) => strand);
}

function isWithin(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  return some.size <= all.size && [...some].every((id) => all.has(id));
}

/**
 * When a consumer that still holds the old value notices that it is refused: one table from what accepts the
 * credential to the moment, and before it what kind of user it is. Probabilities are the business of its callers.
 */
import type { Dependency } from '../model/graph.ts';
import type { ConsumerKind, SessionClass } from '../model/vocabulary.ts';
import type { Milestone } from './milestones.ts';
import type { Held, Holding } from './rotation.ts';

/** Worst first. */
export const FAILS = ['at-once', 'next-connection', 'next-run', 'on-restart'] as const;
export type Fails = (typeof FAILS)[number];

/** What the death of the old value does to whoever is connected (design, section 6, Sessions). */
interface Effect {
  readonly fails: Fails;
  /** What a consumer must have reached to be out of reach of it. */
  readonly safe: Milestone;
}

const EFFECTS: Readonly<Record<SessionClass | 'unknown', Effect>> = {
  'per-request': { fails: 'at-once', safe: 'adopted' },
  survives: { fails: 'next-connection', safe: 'adopted' },
  'killed-client-reconnects': { fails: 'at-once', safe: 'adopted' },
  // Sessions made with the old value are cut and stay cut, whoever has the new one by then.
  'killed-no-reconnect': { fails: 'at-once', safe: 'settled' },
  // What was made with the old value is refused with it.
  artefacts: { fails: 'at-once', safe: 'settled' },
  unknown: { fails: 'next-connection', safe: 'adopted' },
};

/** What the death of the old value does, by the session class of the dependency. */
export function effectOf(dependency: Dependency | null): Effect {
  return EFFECTS[dependency?.sessionClass ?? 'unknown'];
}

/** Kinds that work in runs, each a new process or a new look at what they hold. */
export const RUNS: ReadonlySet<ConsumerKind> = new Set<ConsumerKind>([
  'cron',
  'job',
  'script',
  'ci',
  'backup',
  'build',
  'test',
]);

/** Whether it works in runs: between them nothing can fail. */
export function worksInRuns({ consumer, holdings }: Held): boolean {
  return (
    consumer.freshProcess ||
    RUNS.has(consumer.kind) ||
    holdings.every(({ form }) => form === 'build-arg') ||
    holdings.some(({ delays }) => delays.some(({ hop }) => hop === 'schedule'))
  );
}

/** When it notices; the first that holds decides. */
export function failsWhen(held: Held, dependency: Dependency | null): Fails {
  if (worksInRuns(held)) return 'next-run';
  // A running container needs its image no more: only a new one pulls.
  if (held.holdings.every(({ form }) => form === 'image-pull')) return 'on-restart';
  const { fails } = effectOf(dependency);
  return fails === 'next-connection' && held.holdings.every(keepsItsConnections) ? 'on-restart' : fails;
}

/** Nothing ever retires its connections: it notices only when it starts anew or grows. */
function keepsItsConnections({ delays }: Holding): boolean {
  return delays.some(({ hop, law }) => hop === 'drain' && law.kind === 'unbounded');
}

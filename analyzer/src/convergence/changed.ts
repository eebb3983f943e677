/**
 * A rotation with other parameters: what would be if the store synced sooner, pools lived shorter, more instances ran. A
 * change touches only hops that are there; where it touches none its caller must say so.
 */
import type { Seconds } from '../model/duration.ts';
import type { Delay, Hop, Law } from '../model/timing.ts';
import { worksInRuns } from './fails.ts';
import type { Held, Holding, Rotation } from './rotation.ts';

/** Parameters in seconds. */
export const DURATIONS = ['sync', 'node', 'poll', 'pool', 'run'] as const;
/** Parameters that count. */
export const COUNTS = ['replicas', 'connections'] as const;
export type Parameter = (typeof DURATIONS)[number] | (typeof COUNTS)[number];

export type Changes = ReadonlyMap<Parameter, number>;

/** The hops a parameter is about, and the laws of them it may replace: never a hop that needs somebody to act. */
interface Reach {
  readonly hops: ReadonlySet<Hop>;
  readonly laws: ReadonlySet<Law['kind']>;
}

const reach = (hops: readonly Hop[], ...laws: readonly Law['kind'][]): Reach => ({
  hops: new Set(hops),
  laws: new Set(laws),
});

const REACH: ReadonlyMap<Parameter, Reach> = new Map([
  ['sync', reach(['store-sync', 'git-reconcile'], 'uniform', 'unknown')],
  ['node', reach(['node-sync'], 'uniform')],
  // A reader that was not found has no interval that could be another.
  ['poll', reach(['app-reload'], 'uniform')],
  ['pool', reach(['drain'], 'uniform', 'unbounded', 'unknown')],
]);

/** The rotation with the changes, and the parameters that touched nothing. */
export function changeRotation(
  rotation: Rotation,
  changes: Changes,
): { readonly rotation: Rotation; readonly untouched: readonly Parameter[] } {
  const touched = new Set<Parameter>();
  const holdings = rotation.holdings.map((holding) => changeHolding(holding, changes, touched));
  const untouched = [...changes.keys()].filter((parameter) => !touched.has(parameter));
  return { rotation: { ...rotation, holdings }, untouched };
}

function changeHolding(holding: Holding, changes: Changes, touched: Set<Parameter>): Holding {
  const held: Held = { consumer: holding.consumer, holdings: [holding] };
  const delays = holding.delays.map((delay) => changeDelay(delay, changes, touched));
  return { ...holding, delays, consumer: changeConsumer(held, changes, touched) };
}

function changeDelay(delay: Delay, changes: Changes, touched: Set<Parameter>): Delay {
  for (const [parameter, { hops, laws }] of REACH) {
    const max = changes.get(parameter);
    if (max === undefined || !hops.has(delay.hop) || !laws.has(delay.law.kind)) continue;
    touched.add(parameter);
    return { ...delay, law: { kind: 'uniform', min: 0, max } };
  }
  return delay;
}

function changeConsumer(held: Held, changes: Changes, touched: Set<Parameter>): Held['consumer'] {
  const { consumer } = held;
  const runs = worksInRuns(held);
  const of = (parameter: Parameter, applies: boolean): number | undefined => {
    const value = changes.get(parameter);
    if (value === undefined || !applies) return undefined;
    touched.add(parameter);
    return value;
  };
  const replicas = of('replicas', !runs && consumer.objectKind !== 'declared');
  const connections = of('connections', !runs && consumer.objectKind !== 'declared');
  const run: Seconds | undefined = of('run', runs);
  return {
    ...consumer,
    ...(replicas === undefined ? {} : { instances: { min: replicas, max: replicas, declared: true } }),
    ...(connections === undefined ? {} : { connections }),
    ...(run === undefined
      ? {}
      : { overrides: { ...consumer.overrides, run: { value: run, because: consumer.because } } }),
  };
}

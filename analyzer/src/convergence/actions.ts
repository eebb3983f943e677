/**
 * What somebody must do where a path never converges by itself, and the path after it is done. The action declared for
 * the consumer, else the usual one of its object kind, whose duration nobody has said.
 */
import type { Seconds } from '../model/duration.ts';
import type { Action, Consumer } from '../model/graph.ts';
import { type Delay, FIRST_INIT, type Hop, type Law } from '../model/timing.ts';
import { NO_READER } from './delays.ts';
import { instancesOf } from './estate.ts';

/** By object kind, then by consumer kind; wording only, so that every action reads the same. */
const USUAL: ReadonlyMap<string, string> = new Map([
  ['Deployment', 'restart the Deployment'],
  ['StatefulSet', 'restart the StatefulSet'],
  ['DaemonSet', 'restart the DaemonSet'],
  ['CronJob', 'start a Job from the CronJob'],
  ['Job', 'run the Job again'],
  ['Pod', 'delete the Pod and create it again'],
  ['compose-service', 'create the service again'],
  ['workflow', 'run the workflow again'],
  ['crontab', 'run the command by hand'],
  ['vendor', 'have the vendor change the value'],
  ['person', 'hand the new value to the people who hold the old one'],
  ['client', 'build and ship the client again'],
  ['build', 'build and deploy again'],
  ['ci', 'run the pipeline again'],
]);

/** What `withActions` counts for a consumer; a new process does nothing where all of its paths are read once, at initialisation. */
export function actionFor(consumer: Consumer, mechanisms: readonly string[], frozen = false): Action {
  const inside = mechanisms.length > 0 && mechanisms.every((mechanism) => mechanism.startsWith(FIRST_INIT));
  const does = inside ? 'set the new value inside the server' : frozen ? thawing(consumer) : usualOf(consumer);
  return consumer.overrides.action ?? { does, takes: null, parallel: 'all', contact: null, because: consumer.because };
}

function usualOf(consumer: Consumer): string {
  return knownOf(consumer) ?? 'restart it by hand';
}

function knownOf({ objectKind, kind }: Consumer): string | null {
  return USUAL.get(objectKind) ?? USUAL.get(kind) ?? null;
}

/** A restart alone reads the old value again where its carrier does not change in place. */
function thawing(consumer: Consumer): string {
  const known = knownOf(consumer);
  return `make the frozen carrier anew${known === null ? '' : `, then ${known}`}`;
}

/** Nothing but carriers that do not change in place keeps the path from converging. */
export function isFrozen(delays: readonly Delay[]): boolean {
  const helped = delays.filter(isHelped);
  return helped.length > 0 && helped.every(({ hop, per }) => hop !== 'action' && per === 'carrier');
}

/** An action ends it, or settles what nobody could tell: a hop by hand, or a program that was not found. */
function isHelped({ law }: Delay): boolean {
  return law.kind === 'never' || (law.kind === 'unknown' && law.reason === NO_READER);
}

/**
 * An unbounded drain ends with an action only where somebody declared one: nothing else says that the process may be
 * stopped.
 */
export function endsByAction({ hop, law }: Delay, consumer: Consumer): boolean {
  return hop === 'drain' && law.kind === 'unbounded' && consumer.overrides.action !== undefined;
}

/**
 * The path with the action taken as soon as the value has arrived at the carrier it reads; null: it needs none. One
 * action does all of the path's steps by hand. Where it starts the process anew, the hops of the running one and its
 * sessions are gone; where it only lets a frozen carrier change, they remain.
 */
export function act(delays: readonly Delay[], consumer: Consumer): readonly Delay[] | null {
  const action = actionFor(consumer, []);
  const done: Delay = {
    hop: 'action',
    law: timeOf(action, instancesOf(consumer)),
    per: 'consumer',
    draw: `action:consumer:${consumer.id}`,
    trigger: 'event',
    because: action.because,
  };
  const first = delays.findIndex(isHelped);
  if (first < 0) {
    const endless = delays.some((delay) => endsByAction(delay, consumer));
    return endless ? [...delays.filter(({ hop }) => hop !== 'drain'), { ...done, hop: 'drain' }] : null;
  }
  const startsAnew = delays.some((delay) => isHelped(delay) && delay.per !== 'carrier');
  const gone = (delay: Delay, index: number) => isHelped(delay) || (startsAnew && isProcess(delay, index > first));
  return delays.flatMap((delay, index) => (index === first ? [done] : gone(delay, index) ? [] : [delay]));
}

/** What a new process does not wait for: hops of the old one, and anything that would have followed it. */
function isProcess({ hop }: Delay, follows: boolean): boolean {
  return hop === 'node-sync' || hop === 'app-reload' || (follows && !CARRIER_HOPS.has(hop));
}

const CARRIER_HOPS: ReadonlySet<Hop> = new Set<Hop>(['git-reconcile', 'store-sync', 'lease']);

/** `takes` for as many at once as may be. */
function timeOf({ takes, parallel }: Action, instances: number): Law {
  if (takes === null) return { kind: 'unknown', reason: 'action-duration-unknown' };
  const rounds = parallel === 'all' ? 1 : Math.ceil(instances / Math.max(1, parallel));
  const at: Seconds = takes * rounds;
  return { kind: 'fixed', at };
}

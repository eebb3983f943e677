/**
 * The hops of a consumer that is restarted when a carrier changes: noticing, waiting for the workloads restarted
 * before it, and the campaign itself. A trigger whose controller nobody has seen is an intent: it never fires.
 */
import { type Because, joinBecause } from '../model/evidence.ts';
import type { Consumer, RestartTrigger } from '../model/graph.ts';
import { compareText } from '../model/place.ts';
import type { Delay, Law } from '../model/timing.ts';
import type { Estate, Route } from './estate.ts';
import { endOf, obstacleOf } from './laws.ts';
import { type Rollout, rolloutOf } from './rollout.ts';
import { hopOfRow } from './rows.ts';

/** Noticing, queueing, campaign. */
export function restartsOf(estate: Estate, route: Route): readonly Delay[] {
  const { consumer, refresh } = route;
  const trigger = triggerOf(estate, route);
  const noticed = noticing(estate, trigger, refresh.because);
  const step = (name: string, law: Law, because: Because = noticed.because): Delay => ({
    hop: name === 'rollout' ? 'rollout' : 'restart',
    law,
    per: 'consumer',
    draw: `${name}:consumer:${consumer.id}`,
    trigger: name === 'restart' ? noticed.trigger : 'event',
    because,
  });
  const fires = step('restart', refresh.intent ? { kind: 'never', reason: 'controller-not-seen' } : noticed.law);
  if (noticed.inPlace) return [fires];
  const queue = trigger ? queueBefore(estate, route, trigger) : null;
  const { law, because } = campaignOf(estate, consumer);
  return [fires, ...(queue ? [step('queue', queue)] : []), step('rollout', law, because)];
}

/** The campaign of a consumer, computed once: in a queue everybody asks for everybody's. */
function campaignOf({ campaigns, configuration }: Estate, consumer: Consumer): Rollout {
  const known = campaigns.get(consumer.id);
  if (known) return known;
  const campaign = rolloutOf(consumer, configuration);
  campaigns.set(consumer.id, campaign);
  return campaign;
}

/** The trigger that watches a carrier of this path; the first by row where several do: one restart is enough. */
function triggerOf({ triggers }: Estate, { path, consumer }: Route): RestartTrigger | null {
  const watching = (triggers.get(consumer.id) ?? []).filter((trigger) => watchesAny(trigger, path.carriers));
  return [...watching].sort((a, b) => compareText(a.row, b.row))[0] ?? null;
}

/** How long until the trigger notices; `inPlace`: it reloads the process itself and no campaign follows. */
function noticing(estate: Estate, trigger: RestartTrigger | null, because: Because) {
  const atOnce: Law = { kind: 'fixed', at: 0 };
  const row = trigger ? estate.knowledge.refresh.get(trigger.row) : undefined;
  if (!trigger || !row) return { law: atOnce, trigger: 'event' as const, inPlace: false, because };
  const set = row.whenSet ?? row.delay;
  const found = hopOfRow(estate, row.id, { interval: null, because: trigger.because });
  const own = found && found.because[0].from === 'declared' ? found.law : null;
  const timed: Law =
    set.kind === 'uniform' && set.max !== null ? { kind: 'uniform', min: set.min ?? 0, max: set.max } : atOnce;
  return {
    law: own ?? timed,
    trigger: set.trigger,
    inPlace: set.kind === 'fixed' && row.whenSet !== null,
    because: joinBecause(because, trigger.because, found?.because ?? []),
  };
}

/**
 * Workloads restarted for one Secret queue (design, section 6): this one's place is not known, so it waits for anything
 * between none and all of the others. One whose campaign takes an unknown time leaves the wait unknown; one that never
 * starts keeps nobody.
 */
function queueBefore(estate: Estate, { path, consumer }: Route, { watches }: RestartTrigger): Law | null {
  const shared = path.carriers.filter((id) => watches.has(id));
  const others = (estate.paths.get(path.credential) ?? [])
    .filter((other) => other.consumer !== consumer.id && isRestarted(estate, other.id))
    .filter((other) => (estate.triggers.get(other.consumer) ?? []).some((own) => watchesAny(own, shared)))
    .map((other) => other.consumer);
  const campaigns = [...new Set(others)].flatMap((id) => {
    const other = estate.graph.consumers.get(id);
    return other && other.dormant === null ? [campaignOf(estate, other).law] : [];
  });
  const moving = campaigns.filter(({ kind }) => kind !== 'never');
  if (moving.length === 0) return null;
  if (moving.some((law) => obstacleOf(law) !== null))
    return { kind: 'unknown', reason: 'start-up-unknown-of-those-before' };
  return { kind: 'uniform', min: 0, max: moving.reduce((sum, law) => sum + endOf(law), 0) };
}

function isRestarted({ refresh }: Estate, path: string): boolean {
  const mode = refresh.get(path);
  return mode?.mode === 'restart-on-change' && !mode.intent;
}

function watchesAny({ watches }: RestartTrigger, carriers: readonly string[]): boolean {
  return carriers.some((id) => watches.has(id));
}

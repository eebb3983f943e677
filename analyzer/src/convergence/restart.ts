/**
 * The hops of a consumer that is restarted when a carrier changes: noticing, waiting for the workloads restarted before it,
 * and the campaign itself. A trigger whose controller nobody has seen is an intent: it never fires.
 */
import { type Because, joinBecause } from '../model/evidence.ts';
import type { RestartTrigger } from '../model/graph.ts';
import type { Delay, Law } from '../model/timing.ts';
import type { Estate, Route } from './estate.ts';
import { endOf, obstacleOf } from './laws.ts';
import { rolloutOf } from './rollout.ts';
import { hopOfRow } from './rows.ts';

/** Noticing, queueing, campaign. */
export function restartsOf(estate: Estate, route: Route): readonly Delay[] {
  const { consumer, refresh } = route;
  const trigger = triggerOf(estate, route);
  const noticed = noticing(estate, trigger, refresh.because);
  const hop = 'restart' as const;
  const delays: Delay[] = [
    {
      hop,
      law: refresh.intent ? { kind: 'never', reason: 'controller-not-seen' } : noticed.law,
      per: 'consumer',
      draw: `restart:consumer:${consumer.id}`,
      trigger: noticed.trigger,
      because: noticed.because,
    },
  ];
  if (noticed.inPlace) return delays;
  const rollout = rolloutOf(consumer, estate.configuration);
  const queue = trigger ? queueBefore(estate, route, trigger) : null;
  if (queue)
    delays.push({
      hop,
      law: queue,
      per: 'consumer',
      draw: `queue:consumer:${consumer.id}`,
      trigger: 'event',
      because: noticed.because,
    });
  delays.push({
    hop: 'rollout',
    law: rollout.law,
    per: 'consumer',
    draw: `rollout:consumer:${consumer.id}`,
    trigger: 'event',
    because: rollout.because,
  });
  return delays;
}

/** The trigger that watches a carrier of this path; the first by row where several do: one restart is enough. */
function triggerOf({ triggers }: Estate, { path, consumer }: Route): RestartTrigger | null {
  const watching = (triggers.get(consumer.id) ?? []).filter(({ watches }) =>
    path.carriers.some((id) => watches.has(id)),
  );
  return [...watching].sort((a, b) => (a.row < b.row ? -1 : a.row > b.row ? 1 : 0))[0] ?? null;
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
 * Workloads restarted for one Secret queue (design, section 6): this one's place is not known, so it waits for anything between none and all of the
 * others. One whose campaign has no known end leaves the wait without one.
 */
function queueBefore(estate: Estate, { path, consumer }: Route, { watches }: RestartTrigger): Law | null {
  const shared = path.carriers.filter((id) => watches.has(id));
  const others = new Set(
    (estate.paths.get(path.credential) ?? [])
      .filter((other) => other.consumer !== consumer.id && estate.refresh.get(other.id)?.mode === 'restart-on-change')
      .filter((other) => !estate.refresh.get(other.id)?.intent)
      .filter((other) =>
        (estate.triggers.get(other.consumer) ?? []).some((trigger) => shared.some((id) => trigger.watches.has(id))),
      )
      .map((other) => other.consumer),
  );
  const campaigns = [...others].flatMap((id) => {
    const other = estate.graph.consumers.get(id);
    return other && other.dormant === null ? [rolloutOf(other, estate.configuration).law] : [];
  });
  if (campaigns.length === 0) return null;
  const reason = campaigns.map(obstacleOf).find((obstacle) => obstacle !== null);
  if (reason) return { kind: 'unknown', reason };
  return { kind: 'uniform', min: 0, max: campaigns.reduce((sum, law) => sum + endOf(law), 0) };
}

/**
 * The hops of a consumer that is started by a schedule: the wait for the next run, how late the scheduler may be, and
 * old runs that outlast the first new one.
 */
import { type Evidence, joinBecause } from '../model/evidence.ts';
import type { Schedule } from '../model/fact.ts';
import type { Delay, Law } from '../model/timing.ts';
import type { Estate, Route } from './estate.ts';
import { hopOfRow, type RowHop } from './rows.ts';
import { waitForRun } from './schedule.ts';

/** The wait for the next run, drawn once per consumer. */
export function scheduleHops(estate: Estate, { consumer, refresh }: Route): readonly Delay[] {
  const [first] = consumer.schedules;
  const found = hopOfRow(estate, first?.row ?? null, { interval: null, because: refresh.because });
  const run = consumer.overrides.run?.value ?? null;
  const bestEffort = found?.row.bestEffort ?? false;
  const wait: Delay = {
    hop: 'schedule',
    law: first ? waitForRun(consumer.schedules, run, bestEffort) : withoutSchedule(refresh.interval?.value ?? null),
    per: 'consumer',
    draw: `schedule:consumer:${consumer.id}`,
    trigger: 'own-clock',
    because: found ? joinBecause(refresh.because, reasonsOf(found, first)) : refresh.because,
  };
  const late = found?.row.delay.max ?? 0;
  if (!first || late <= 0) return [wait];
  const lateness: Law = { kind: 'uniform', min: 0, max: late };
  return [wait, { ...wait, law: lateness, draw: `lateness:consumer:${consumer.id}`, trigger: 'event' }];
}

/** With schedule and time zone written the default of a punctual row decides nothing: what a run does is the reason. */
function reasonsOf({ row, because }: RowHop, schedule: Schedule | undefined): readonly Evidence[] {
  const decides = row.bestEffort || (row.delay.max ?? 0) > 0 || !schedule?.timeZone;
  return decides ? because : because.map((one) => (one.from === 'default' ? { ...one, says: row.effect } : one));
}

function withoutSchedule(interval: number | null): Law {
  if (interval === null) return { kind: 'unknown', reason: 'schedule-unknown' };
  return { kind: 'uniform', min: 0, max: interval };
}

/**
 * A run that started with the old value just before the new one arrived may outlast the first new run, where runs may
 * overlap: by its length less the shortest gap, at most. A run of unknown length is taken to end before the next fire,
 * as it must under Forbid and Replace.
 */
export function overlapOf({ consumer, refresh }: Route): Delay | null {
  const { run } = consumer.overrides;
  const mayOverlap = consumer.schedules.every(({ concurrency }) => concurrency === 'Allow');
  if (refresh.mode !== 'scheduled' || !run || !mayOverlap) return null;
  const wait = waitForRun(consumer.schedules, null, false);
  const left = wait.kind === 'schedule' ? run.value - (wait.gaps[0] ?? 0) : 0;
  if (left <= 0) return null;
  const draw = `drain:consumer:${consumer.id}`;
  return {
    hop: 'drain',
    law: { kind: 'fixed', at: left },
    per: 'consumer',
    draw,
    trigger: 'event',
    because: run.because,
  };
}

/** Times and delays as the wire format writes them: canonical ISO 8601. Rounds to the millisecond and computes nothing else. */
import { formatDuration, type Seconds } from '../model/duration.ts';
import { groupBy } from '../model/group.ts';
import type { Delay, Law, Milestones, Times } from '../model/timing.ts';
import { becauseToWire } from './evidence.ts';
import type { WireDelay, WireMilestones, WireTimes } from './types.ts';

/** Seconds as canonical ISO 8601; null, and anything that is no finite time, as null. */
export function secondsToWire(seconds: Seconds | null): string | null {
  return seconds !== null && Number.isFinite(seconds) ? formatDuration(seconds) : null;
}

function timesToWire(times: Times): WireTimes {
  return {
    bound: secondsToWire(times.bound),
    p50: secondsToWire(times.p50),
    p99: secondsToWire(times.p99),
    reason: times.reason,
    conditionalBound: secondsToWire(times.conditionalBound),
  };
}

/** The three milestones of one path, consumer or credential. */
export function milestonesToWire({ adopted, settled, confirmed }: Milestones): WireMilestones {
  return { adopted: timesToWire(adopted), settled: timesToWire(settled), confirmed: timesToWire(confirmed) };
}

const NOT_MEASURED: Times = { bound: null, p50: null, p99: null, reason: 'not-measured', conditionalBound: null };

/** What holds where no stage measured anything. */
export const UNMEASURED: Milestones = { adopted: NOT_MEASURED, settled: NOT_MEASURED, confirmed: NOT_MEASURED };

/** The later of two, per milestone: a bound that cannot be stated is later than any. */
export function laterOf(a: Milestones, b: Milestones): Milestones {
  return {
    adopted: laterTimes(a.adopted, b.adopted),
    settled: laterTimes(a.settled, b.settled),
    confirmed: laterTimes(a.confirmed, b.confirmed),
  };
}

function laterTimes(a: Times, b: Times): Times {
  if (a.bound === null) return a;
  if (b.bound === null) return b;
  return b.bound > a.bound ? b : a;
}

interface Limits {
  readonly min: Seconds | null;
  readonly max: Seconds | null;
  readonly reason: string | null;
}

/** Both ends of what a hop takes; `max` null: no end can be stated. */
function limitsOf(law: Law): Limits {
  switch (law.kind) {
    case 'fixed':
      return { min: law.at, max: law.at, reason: null };
    case 'uniform':
      return { min: law.min, max: law.max, reason: null };
    case 'campaign':
      return { min: law.wave, max: law.waves * law.wave + law.tail, reason: null };
    case 'schedule': {
      const longest = law.gaps.reduce((a, b) => Math.max(a, b), 0);
      return law.bestEffort
        ? { min: 0, max: null, reason: 'schedule-best-effort' }
        : { min: 0, max: longest, reason: null };
    }
    case 'never':
    case 'unbounded':
    case 'unknown':
      return { min: null, max: null, reason: law.reason };
  }
}

/** One hop of a path. */
export function delayToWire(delay: Delay): WireDelay {
  const { min, max, reason } = limitsOf(delay.law);
  return {
    hop: delay.hop,
    kind: delay.law.kind,
    min: secondsToWire(min),
    max: secondsToWire(max),
    per: delay.per,
    trigger: delay.trigger,
    because: becauseToWire(delay.because),
    reason,
    draw: delay.draw,
    ...detailsOf(delay.law),
  };
}

/** What both ends leave out, so that a reader can rebuild the whole distribution. */
function detailsOf(law: Law): Pick<WireDelay, 'gaps' | 'waves'> {
  if (law.kind === 'campaign') return { waves: law.waves };
  if (law.kind !== 'schedule') return {};
  const gaps = [...groupBy(law.gaps, (gap) => gap)].sort(([a], [b]) => a - b);
  return { gaps: gaps.map(([gap, same]) => ({ lasts: formatDuration(gap), times: same.length })) };
}

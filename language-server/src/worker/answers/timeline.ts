/** How a rotation goes over time, and what would be if. */
import {
  COUNTS,
  DURATIONS,
  drawSimulation,
  formatDuration,
  milestonesToWire,
  type Parameter,
  plainPaint,
  readRotation,
  type Simulation,
  type StrandedConsumer,
  sayReason,
  sayTimes,
  simulate,
} from '../../../../analyzer/src/index.ts';
import { type Asked, nobodyUses } from '../asked.ts';
import { numberOf } from '../params.ts';
import { sayBreaking } from './who-breaks.ts';

const POINTS = { usual: 60, most: 500 };
const COLUMNS = 100;

export function timeline({ wire, credential, params }: Asked): object {
  if (!wire.paths.some((path) => path.credential === credential.id)) return nobodyUses(credential);
  const changes = changesOf(params);
  const simulation = simulate(readRotation(wire, credential), {
    changes,
    window: numberOf(params, 'window') || null,
    sweep: false,
    leaked: false,
    revokeAt: numberOf(params, 'revokeAt'),
    stall: null,
    advice: null,
    until: numberOf(params, 'until') || null,
    points: Math.min(POINTS.most, Math.max(2, Math.round(numberOf(params, 'points') ?? POINTS.usual))),
  });
  const { exact, error, untouched, load, rotation, revoked } = simulation;
  return {
    exact,
    error,
    ...timesOf(simulation),
    points: simulation.timeline,
    untouched,
    window: windowOf(simulation),
    revoked: revoked ? sayBreaking(rotation, revoked) : null,
    pattern: credential.pattern,
    split: credential.split
      ? { axis: credential.split.axis, parts: credential.split.parts, ...credential.split.worst }
      : null,
    overlapMinimum: credential.overlapWindow.minimum,
    load: { connections: load.connections, usual: load.usual, peak: load.peak, limit: load.limit },
    text: textOf(simulation, changes),
  };
}

function changesOf(params: unknown): ReadonlyMap<Parameter, number> {
  const given = [...DURATIONS, ...COUNTS].flatMap((parameter) => {
    const value = numberOf(params, parameter);
    const counted = COUNTS.some((known) => known === parameter);
    return value === null || (counted && value < 1) ? [] : [[parameter, counted ? Math.round(value) : value] as const];
  });
  return new Map<Parameter, number>(given);
}

function timesOf({ milestones }: Simulation): object {
  const { adopted, settled, confirmed } = milestonesToWire(milestones);
  const said = (times: typeof adopted) => ({
    bound: times.bound,
    p50: times.p50,
    p99: times.p99,
    said: sayTimes(times),
  });
  return { adopted: said(adopted), settled: said(settled), confirmed: said(confirmed) };
}

function windowOf({ window }: Simulation): object | null {
  if (!window) return null;
  const { settled } = window;
  return { window: formatDuration(window.window), fiction: settled.length > 0, stranded: settled.map(strandedOf) };
}

function strandedOf({ consumer, bound, chance, share, reasons }: StrandedConsumer): object {
  const { id, name, owner } = consumer;
  const within = bound === null ? null : formatDuration(bound);
  return { consumer: id, name, owner, bound: within, chance, share, reasons: reasons.map(sayReason) };
}

function textOf(simulation: Simulation, changes: ReadonlyMap<Parameter, number>): readonly string[] {
  const typed = [...changes].map(
    ([parameter, value]) =>
      `${parameter}=${COUNTS.some((known) => known === parameter) ? value : formatDuration(value)}`,
  );
  const drawing = { columns: COLUMNS, paint: plainPaint, all: true };
  return drawSimulation(simulation, typed.length > 0 ? typed.join(', ') : null, drawing)
    .trimEnd()
    .split('\n');
}

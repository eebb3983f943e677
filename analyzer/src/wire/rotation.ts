/**
 * An inventory file as the rotation every what-if is asked about: the same delays, draws and laws that the scan worked
 * out, rounded to the millisecond. What a file of an older keyturn leaves out stays unknown, never a guess.
 */
import { byWakefulness, type Holding, type Rotation } from '../convergence/rotation.ts';
import { parseDuration, type Seconds } from '../model/duration.ts';
import type { Because, Evidence } from '../model/evidence.ts';
import type { Consumer, Dependency } from '../model/graph.ts';
import type { Span } from '../model/place.ts';
import type { Delay, Law } from '../model/timing.ts';
import type {
  WireAction,
  WireConsumer,
  WireCredential,
  WireDelay,
  WireDependency,
  WireEvidence,
  WireGap,
  WireInventory,
} from './types.ts';

/** The rotation of one credential of the inventory. Paths to consumers that the file does not describe are left out. */
export function readRotation(inventory: WireInventory, credential: WireCredential): Rotation {
  const actions = new Map(credential.actions.map((action) => [action.consumer, action]));
  const consumers = new Map(inventory.consumers.map((one) => [one.id, consumerOf(one, actions.get(one.id))]));
  const holdings = inventory.paths.flatMap((path): Holding[] => {
    const consumer = consumers.get(path.consumer);
    if (path.credential !== credential.id || !consumer) return [];
    const delays = path.delays.map((delay, place) => delayOf(delay, `${path.id} ${place}`));
    const kept = path.connection ? { connection: delayOf(path.connection, `${path.id} connection`) } : {};
    return [{ path: path.id, consumer, delays, ...kept, role: path.role, form: path.delivery.form }];
  });
  const dependency = inventory.dependencies.find(({ id }) => id === credential.dependency);
  return {
    credential: credential.id,
    name: credential.name,
    dependency: dependency ? dependencyOf(dependency) : null,
    cutover: credential.revocation.verdict === 'cutover',
    overlapWindow: seconds(credential.overlapWindow.declared),
    ...byWakefulness(holdings),
  };
}

function seconds(duration: string | null | undefined): Seconds | null {
  return duration === null || duration === undefined ? null : parseDuration(duration);
}

function delayOf(delay: WireDelay, own: string): Delay {
  const { hop, per, trigger } = delay;
  // Without a name every path draws for itself: never too early.
  const draw = delay.draw ?? `${hop}:${per}:${own}`;
  return { hop, law: lawOf(delay), per, draw, trigger, because: becauseOf(delay.because) };
}

function lawOf(delay: WireDelay): Law {
  const min = seconds(delay.min) ?? 0;
  const max = seconds(delay.max);
  const reason = delay.reason ?? 'no reason was recorded';
  if (delay.kind === 'never' || delay.kind === 'unbounded' || delay.kind === 'unknown')
    return { kind: delay.kind, reason };
  if (delay.kind === 'schedule') return scheduleOf(delay, max);
  if (max === null) return { kind: 'unknown', reason };
  if (delay.kind === 'fixed') return { kind: 'fixed', at: max };
  if (delay.kind === 'uniform') return { kind: 'uniform', min, max };
  const waves = delay.waves ?? 1;
  return { kind: 'campaign', waves, wave: min, tail: Math.max(0, max - waves * min) };
}

function scheduleOf({ gaps, reason }: WireDelay, max: Seconds | null): Law {
  const listed = gaps ? listOf(gaps) : [];
  if (listed.length === 0 && max === null) return { kind: 'unknown', reason: reason ?? 'schedule-unknown' };
  return { kind: 'schedule', gaps: listed.length > 0 ? listed : [max ?? 0], bestEffort: max === null };
}

/** Gaps listed at most: what a scan writes stays below, and no file can make the list long. */
const MOST_GAPS = 40_000;

/** One entry per occurrence, in proportion, every kind of gap at least once. */
function listOf(gaps: readonly WireGap[]): readonly Seconds[] {
  const kinds = gaps.slice(0, MOST_GAPS / 2);
  const total = kinds.reduce((sum, { times }) => sum + times, 0);
  const share = Math.min(1, MOST_GAPS / 2 / Math.max(1, total));
  return kinds
    .flatMap(({ lasts, times }) => {
      const gap = seconds(lasts) ?? 0;
      return gap > 0 ? new Array<Seconds>(Math.max(1, Math.round(times * share))).fill(gap) : [];
    })
    .sort((a, b) => a - b);
}

/** When it runs, as the model counts it. */
export function schedulesOf(wire: WireConsumer): Consumer['schedules'] {
  const schedules = wire.schedules ?? (wire.schedule === null ? [] : [{ cron: wire.schedule, timeZone: null }]);
  return schedules.map(({ cron, timeZone, concurrency = 'Allow', row = '' }) => ({
    cron,
    timeZone,
    concurrency,
    startingDeadline: null,
    row,
    at: spanOf(wire.because[0]),
  }));
}

function consumerOf(wire: WireConsumer, action: WireAction | undefined): Consumer {
  const because = becauseOf(wire.because);
  const run = seconds(wire.run);
  return {
    ...wire,
    objectKind: wire.objectKind ?? wire.kind,
    schedules: schedulesOf(wire),
    dormant: wire.dormant ? (wire.dormantReason ?? 'dormant') : null,
    freshProcess: wire.freshProcess ?? false,
    lifecycle: null,
    overrides: {
      ...(run === null ? {} : { run: { value: run, because } }),
      ...(action ? { action: { ...actionOf(action), because: becauseOf(action.because) } } : {}),
    },
    at: spanOf(wire.because[0]),
    because,
  };
}

function actionOf({ does, takes, parallel, contact }: WireAction) {
  return { does, takes: seconds(takes), parallel, contact: contact ?? null };
}

function dependencyOf(wire: WireDependency): Dependency {
  return {
    ...wire,
    sided: wire.sided ?? 'one',
    artefactLife: null,
    connectionLimit: wire.connectionLimit ?? null,
    because: becauseOf(wire.because ?? []),
  };
}

const NOWHERE: Span = { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 };

function spanOf(evidence: WireEvidence | undefined): Span {
  if (!evidence || evidence.file === null || evidence.line === null) return NOWHERE;
  const { file, line, column, endLine, endColumn } = evidence;
  return { file, line, column: column ?? 1, endLine: endLine ?? line, endColumn: endColumn ?? 1 };
}

function becauseOf(because: readonly WireEvidence[]): Because {
  const [first, ...rest] = because.map(evidenceOf);
  return [
    first ?? { from: 'default', row: '', says: 'no reason was recorded', confidence: 'assumed', unverified: true },
    ...rest,
  ];
}

function evidenceOf(wire: WireEvidence): Evidence {
  const { from, says, confidence } = wire;
  if (from === 'default') {
    return { from, row: wire.row ?? '', says, confidence: 'assumed', unverified: wire.unverified ?? false };
  }
  if (from === 'declared') return { from, span: spanOf(wire), says, confidence: 'declared' };
  return { from, span: spanOf(wire), says, confidence };
}

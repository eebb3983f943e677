/**
 * The sentences Keyturn speaks: evidence, times, delays and modes in the words of the field. Tables, so that a wording is
 * changed in one place for terminal, hover and report. Must never invent a figure.
 */
import { parseDuration, sayDuration } from '../model/duration.ts';
import type { WireConsumer, WireDelay, WireEvidence, WirePath, WireRefreshMode, WireTimes } from '../wire/types.ts';
import { sayReason } from './reasons.ts';

/** What a running consumer does with a new value, as the end of a sentence that starts with its name. */
export const REFRESH_SENTENCE: Readonly<Record<WireRefreshMode, string>> = {
  'per-call': 'uses the new value at its next call',
  watch: 'is told about the new value and takes it',
  poll: 'looks for a new value at an interval',
  'restart-on-change': 'is restarted automatically when the value changes',
  scheduled: 'reads the new value at its next run',
  lease: 'gets the new value when its lease is issued anew, not when it is renewed',
  startup: 'keeps the old value until somebody restarts it',
  build: 'keeps the old value until it is rebuilt and deployed again',
  manual: 'keeps the old value until a person or vendor acts',
  unknown: 'may or may not notice: how it takes a new value is not established',
};

/** An ISO duration for people: `37 min`; `at once` for zero. */
export function sayIso(duration: string): string {
  const seconds = parseDuration(duration);
  if (seconds === null) return duration;
  return seconds === 0 ? 'at once' : sayDuration(seconds);
}

/** One milestone: `37 min (p50 35.3 min, p99 36.4 min)`, or why there is no bound. */
export function sayTimes(times: WireTimes): string {
  if (times.bound === null) {
    const condition = times.conditionalBound === null ? '' : `; apart from that, ${sayIso(times.conditionalBound)}`;
    return `no bound: ${sayReason(times.reason)}${condition}`;
  }
  const shares = [
    times.p50 !== null && times.p50 !== times.bound ? `p50 ${sayIso(times.p50)}` : null,
    times.p99 !== null && times.p99 !== times.bound ? `p99 ${sayIso(times.p99)}` : null,
  ].filter((share) => share !== null);
  return shares.length > 0 ? `${sayIso(times.bound)} (${shares.join(', ')})` : sayIso(times.bound);
}

/** Evidence as a sentence, with how sure it is; its place stands beside it, not in it. */
export function sayEvidence(evidence: WireEvidence): string {
  const marks: Readonly<Record<WireEvidence['from'], string>> = {
    text: evidence.confidence === 'exact' ? '' : ` (${evidence.confidence})`,
    absence: ` (looked here, found nothing${evidence.confidence === 'exact' ? '' : `; ${evidence.confidence}`})`,
    default: ` (documented default ${evidence.row ?? 'without a row'}, assumed${evidence.unverified ? ', unverified' : ''})`,
    declared: ' (declared)',
  };
  return `${evidence.says}${marks[evidence.from]}`;
}

/** Each hop in words. */
export const HOP: Readonly<Record<WireDelay['hop'], string>> = {
  'git-reconcile': 'Git reconcile',
  'store-sync': 'store sync',
  'node-sync': 'node sync of the mounted file',
  'app-reload': 'application reload',
  'client-swap': 'client takes it',
  restart: 'automatic restart',
  rollout: 'rolling campaign',
  schedule: 'next scheduled run',
  lease: 'lease',
  action: 'action',
  drain: 'old connections drain',
};

function sayRange(delay: WireDelay): string {
  if (delay.max === null) return `no bound, ${sayReason(delay.reason ?? null)}`;
  const nothing = delay.min === null || delay.min === 'PT0S';
  if (delay.min === delay.max) return sayIso(delay.max);
  return nothing ? `up to ${sayIso(delay.max)}` : `${sayIso(delay.min ?? '')} to ${sayIso(delay.max)}`;
}

const LAW: Readonly<Record<WireDelay['kind'], string>> = {
  fixed: '',
  uniform: ', at a random phase',
  schedule: ', at the next fire',
  campaign: ', in waves',
  never: '',
  unbounded: '',
  unknown: '',
};

/** A gap is the work of a clock change where another one occurs at least so many times as often: twice a year against every week. */
const USUAL = 20;

/**
 * Why the longest gap of a schedule is longer than whoever wrote it expects: ` (usually 1 d; a run is skipped where the clock
 * jumps over its hour)`. Empty where no clock change explains it.
 */
function sayClockChange({ gaps = [] }: WireDelay): string {
  const [longest, usual] = [gaps.at(-1), gaps.toSorted((a, b) => b.times - a.times)[0]];
  if (!longest || !usual || usual.times < longest.times * USUAL) return '';
  const [long, short] = [parseDuration(longest.lasts), parseDuration(usual.lasts)];
  if (long === null || short === null) return '';
  const why =
    long === 2 * short - HOUR
      ? 'a run is skipped where the clock jumps over its hour'
      : long === short + HOUR
        ? 'an hour more where the clock is set back'
        : null;
  return why === null ? '' : ` (usually ${sayDuration(short)}; ${why})`;
}

/** By how much clocks change, in seconds. */
const HOUR = 3600;

/** One hop: `store sync: up to 60 s, at a random phase, once per carrier, on its own clock`. */
export function sayDelay(delay: WireDelay): string {
  if (delay.kind === 'never') return `${HOP[delay.hop]}: never by itself, ${sayReason(delay.reason ?? null)}`;
  const trigger = delay.trigger === 'event' ? 'on an event' : 'on its own clock';
  return `${HOP[delay.hop]}: ${sayRange(delay)}${sayClockChange(delay)}${LAW[delay.kind]}, once per ${delay.per}, ${trigger}`;
}

/** One hop in a sum: `store sync up to 60 s`. */
export function sayHop(delay: WireDelay): string {
  if (delay.kind === 'never') return `${HOP[delay.hop]} never by itself`;
  if (delay.max === null) return `${HOP[delay.hop]}: no bound`;
  return `${HOP[delay.hop]} ${sayRange(delay)}`;
}

const FORM: Readonly<Record<WirePath['delivery']['form'], string>> = {
  env: 'as environment variable',
  'env-from': 'with all keys as environment variables',
  'env-file': 'from an env file',
  volume: 'as a mounted file',
  'sub-path': 'as a file mounted by subPath',
  csi: 'through a CSI volume',
  'image-pull': 'to pull images',
  sdk: 'through the SDK of the store',
  api: 'through the Kubernetes API',
  'build-arg': 'as build argument',
  'ci-secret': 'as CI secret',
  'config-file': 'inside a configuration file',
  tls: 'as TLS key',
  literal: 'written out in place',
};

/** How the value is handed over: `as environment variable DB_PASSWORD`. */
export function sayDelivery(delivery: WirePath['delivery']): string {
  return [FORM[delivery.form], delivery.variable, delivery.path === null ? null : `at ${delivery.path}`]
    .filter((part) => part !== null)
    .join(' ');
}

/** `6 instances`, `4 to 12 instances`, `1 or more instances`. */
export function sayInstances({ min, max }: WireConsumer['instances']): string {
  if (max === null) return `${min} or more instances`;
  return min === max ? plural(max, 'instance') : `${min} to ${plural(max, 'instance')}`;
}

/** `10 instances`, `10+ instances` where somebody's count has no limit: how many these run at most. */
export function sayTotal(consumers: ReadonlyArray<Pick<WireConsumer, 'instances'>>): string {
  const most = consumers.reduce((sum, { instances: { min, max } }) => sum + (max ?? min), 0);
  return consumers.some(({ instances }) => instances.max === null) ? `${most}+ instances` : plural(most, 'instance');
}

/** `1 path`, `2 paths`: words of the field all take an s. */
export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** A list for people, at most `most` long: `a, b and 3 more`. */
export function sayList(names: readonly string[], most = 3): string {
  if (names.length <= most) return names.join(', ');
  return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
}

/** Loaded: every instance holds the new value, told by the version it reports, or by its age where a start reads anew. */
import { plural } from '../../explain/words.ts';
import { ASK } from '../asks.ts';
import type { Case, Of } from '../case.ts';
import { isoOf, latest } from '../moments.ts';
import type { JudgedConsumer } from '../runbook.ts';
import { pass, unknown, type Verdict, wait } from '../verdict.ts';

/** Refresh modes whose new process does not read the value anew. */
const NOT_AT_START: ReadonlySet<string> = new Set(['build', 'manual']);
/** Refresh modes that take a value at their start and at no other time. */
const ONLY_AT_START: ReadonlySet<string> = new Set(['startup', 'restart-on-change']);

/** First kind of evidence that there is decides. */
export function loaded(about: Case, consumer: JudgedConsumer, deliveredThen: Verdict): Verdict {
  return (
    byVersion(about, consumer) ??
    byRun(about, consumer, deliveredThen) ??
    byAge(about, consumer, deliveredThen) ??
    unknown(
      'nothing shows what it has loaded',
      consumer.expected.scheduled ? ASK.runs(consumer) : ASK.instances(consumer),
    )
  );
}

function byVersion(about: Case, consumer: JudgedConsumer): Verdict | null {
  const all = about.mine(consumer, 'version');
  const moments = [...new Set(all.map(({ at }) => at))];
  const newest = all.filter(({ at }) => at === moments.at(-1));
  if (newest.length === 0) return null;
  if (newest.every(({ side }) => side === 'other'))
    return unknown('it reports a version that is neither old nor new', ASK.labels, newest);
  if (about.inPlace && newest.some(({ side }) => side === 'either'))
    return unknown('old and new version have the same name', ASK.labels, newest);
  const [fresh, total] = [counted(newest.filter(({ side }) => side === 'new')), counted(newest)];
  if (fresh < total) return wait(`${fresh} of ${plural(total, 'instance')} report the new version`, newest);
  const { min } = consumer.expected.instances;
  if (total < min)
    return unknown(`${total} of at least ${plural(min, 'instance')} report a version`, ASK.versions, newest);
  const lastOld = latest(all.filter(({ side }) => side !== 'new').map(({ at }) => at));
  const since = moments.find((moment) => lastOld === null || moment > lastOld) ?? null;
  const earliest = Math.min(lastOld ?? about.published.at, since ?? about.published.at);
  return pass(`${plural(total, 'instance')} report the new version`, since, newest, { earliest });
}

function counted(seen: ReadonlyArray<Of<'version'>>): number {
  return seen.reduce((sum, { instances }) => sum + instances, 0);
}

/** A run that started after the value arrived has read it. */
function byRun(about: Case, consumer: JudgedConsumer, arrival: Verdict): Verdict | null {
  const runs = about.mine(consumer, 'run');
  const newest = runs.at(-1);
  if (!consumer.expected.scheduled || newest === undefined || arrival.at === null) return null;
  const since = arrival.at;
  const run = runs.find(({ at }) => at >= since);
  if (run !== undefined) return pass(`a run started at ${isoOf(run.at)}, after the value arrived`, run.at, [run]);
  return newest.at >= (arrival.earliest ?? since)
    ? unknown('its last run may have started before the value arrived', ASK.filled(consumer), [newest])
    : wait('no run has started since the value arrived', [newest]);
}

function byAge(about: Case, consumer: JudgedConsumer, arrival: Verdict): Verdict | null {
  const all = about.mine(consumer, 'instance');
  if (all.length === 0 || consumer.expected.scheduled) return null;
  if (NOT_AT_START.has(consumer.mode))
    return unknown('its age proves nothing: a new process may hold the old value', ASK.versions, all);
  if (arrival.verdict !== 'pass' || arrival.at === null)
    return (
      tooOld(about, consumer, all) ??
      unknown('its age proves nothing while nobody shows when the value arrived', ASK.filled(consumer), all)
    );
  const { at, earliest } = arrival;
  const older = all.filter((instance) => instance.at < (earliest ?? at));
  const between = all.filter((instance) => instance.at < at);
  const { min } = consumer.expected.instances;
  if (older.length > 0)
    return ONLY_AT_START.has(consumer.mode)
      ? wait(`${older.length} of ${plural(all.length, 'instance')} started before the value arrived`, older)
      : unknown('a process that reloads looks as before: its age does not tell', ASK.versions, all);
  if (between.length > 0)
    return unknown(
      `${between.length} of ${plural(all.length, 'instance')} may have started before the value arrived`,
      ASK.filled(consumer),
      between,
    );
  if (all.length < min)
    return unknown(
      `${all.length} of at least ${plural(min, 'instance')} are in the evidence`,
      ASK.instances(consumer),
      all,
    );
  const unready = all.filter(({ ready }) => !ready);
  if (unready.length > 0) return wait(`${unready.length} of ${plural(all.length, 'instance')} are not ready`, unready);
  const last = latest(all.map((instance) => instance.at));
  return pass(`every instance started after the value arrived`, last, all);
}

/** Whoever reads at its start only, and started before publication, cannot have it, whenever the value arrived. */
function tooOld(about: Case, consumer: JudgedConsumer, all: ReadonlyArray<Of<'instance'>>): Verdict | null {
  const { at, declared } = about.published;
  const older = all.filter((instance) => instance.at < at);
  if (!declared || older.length === 0 || !ONLY_AT_START.has(consumer.mode)) return null;
  return wait(`${older.length} of ${plural(all.length, 'instance')} started before publication`, older);
}

/** Every process of it is younger than the arrival: nothing of the old one is left in it. */
export function restartedSince(about: Case, consumer: JudgedConsumer, arrival: Verdict): boolean {
  return byAge(about, consumer, arrival)?.verdict === 'pass';
}

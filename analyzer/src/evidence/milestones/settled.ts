/** Settled: no session or artefact made with the old value is left. */
import { plural } from '../../explain/words.ts';
import { sayDuration } from '../../model/duration.ts';
import { ASK } from '../asks.ts';
import { type Case, dueOf, type Of } from '../case.ts';
import { earliest, isoOf, latest } from '../moments.ts';
import type { JudgedConsumer } from '../runbook.ts';
import { pass, unknown, type Verdict, wait } from '../verdict.ts';
import { restartedSince } from './loaded.ts';

/** Sessions that were seen outweigh everything else. */
export function settled(about: Case, consumer: JudgedConsumer, adoptedThen: Verdict, arrival: Verdict): Verdict {
  const { sessions } = about.runbook.credential;
  if (sessions === 'per-request') return { ...adoptedThen, says: `each request is checked anew: ${adoptedThen.says}` };
  if (adoptedThen.verdict !== 'pass' || adoptedThen.at === null)
    return { ...adoptedThen, says: `not adopted: ${adoptedThen.says}` };
  if (sessions === 'artefacts') return unknown('what was made with the old value may still be valid', ASK.statement);
  const sample = lastSample(about, adoptedThen.at);
  if (sample !== null) return bySessions(about, consumer, adoptedThen.at, sample);
  return byProcess(about, consumer, adoptedThen, arrival) ?? byPool(about, consumer, adoptedThen.at);
}

/** A session does not outlive its process: all of them are younger than the arrival, or each run was one of its own. */
function byProcess(about: Case, consumer: JudgedConsumer, adoptedThen: Verdict, arrival: Verdict): Verdict | null {
  if (restartedSince(about, consumer, arrival))
    return pass(
      'every process is younger than the arrival: no old session is left',
      adoptedThen.at,
      files(adoptedThen),
    );
  if (!consumer.expected.scheduled || arrival.at === null) return null;
  const since = arrival.at;
  const runs = about.mine(consumer, 'run');
  const left = runs.filter(({ at, ended }) => at < since && ended === null);
  if (left.length > 0) return wait('a run that started before the value arrived has not ended', left);
  const done = runs.find(({ at, worked }) => worked && at >= since);
  return done === undefined
    ? null
    : pass('a run that started after the arrival has ended, and no older one is running', done.at, [done]);
}

function files({ files: all }: Verdict): ReadonlyArray<{ readonly file: string }> {
  return all.map((file) => ({ file }));
}

/** The newest moment at which all sessions were listed; null: none since it was adopted. */
function lastSample(about: Case, since: number): number | null {
  const samples = about.evidences.covers.filter(({ of, to }) => of === 'sessions' && to >= since);
  return latest(samples.map(({ to }) => to));
}

function bySessions(about: Case, consumer: JudgedConsumer, since: number, sample: number): Verdict {
  const here = (seen: ReadonlyArray<Of<'session'>>) => seen.filter(({ at }) => at === sample);
  const mine = here(about.mine(consumer, 'session'));
  const old = mine.filter((session) => isOld(about, session));
  if (old.length > 0) return stillOpen(about, consumer, old);
  const blurred = mine.filter(({ side }) => side === 'either');
  if (blurred.length > 0)
    return unknown('old and new have the same name: its sessions tell nothing', ASK.sessions, blurred);
  const stray = here(about.stray('session')).filter((session) => isOld(about, session));
  if (stray.length > 0)
    return unknown(`${plural(stray.length, 'old session')} of nobody in the runbook could be its`, ASK.sessions, stray);
  if (!about.oldKnown) return unknown(NEVER_OLD, ASK.earlier);
  const covers = about.evidences.covers.filter(({ of, to }) => of === 'sessions' && to === sample);
  const { at, earliest: first } = goneAt(about, consumer, since);
  return pass(`no session of it with the old value at ${isoOf(sample)}`, at, covers, { earliest: first });
}

const NEVER_OLD = 'the old identity occurs nowhere in the evidence: its absence may be a slip in its name';

/** By its name; or it began before the new value existed, whatever its name. */
export function isOld({ published }: Case, { side, since }: Of<'session'>): boolean {
  return side === 'old' || (side === 'either' && since !== null && since < published.at);
}

function stillOpen(about: Case, consumer: JudgedConsumer, old: ReadonlyArray<Of<'session'>>): Verdict {
  const began = earliest(old.flatMap(({ since }) => since ?? []));
  const due = dueOf(consumer, 'settled', about);
  const when =
    due === null
      ? 'nothing bounds its sessions'
      : due <= about.now
        ? `it was due at ${isoOf(due)}`
        : `it is due at ${isoOf(due)}`;
  const oldest = began === null ? '' : `, the oldest since ${isoOf(began)}`;
  return wait(`${plural(old.length, 'session')} with the old value${oldest}; ${when}`, old);
}

/** When the last old session ended: logged; else between the last sample with one and the first without. */
function goneAt(
  about: Case,
  consumer: JudgedConsumer,
  since: number,
): { readonly at: number; readonly earliest: number } {
  const ended = about.mine(consumer, 'session-ended').filter(({ side }) => side === 'old');
  const end = latest(ended.map(({ at }) => at));
  if (end !== null && end >= since) return { at: end, earliest: end };
  const open = about.mine(consumer, 'session').filter((session) => isOld(about, session));
  const lastOld = latest(open.map(({ at }) => at));
  const clean = about.evidences.covers.filter(
    ({ of, to }) => of === 'sessions' && to >= since && (lastOld === null || to > lastOld),
  );
  return { at: earliest(clean.map(({ to }) => to)) ?? since, earliest: Math.max(since, lastOld ?? since) };
}

/** A percentile leaves out the oldest: it can refuse, never prove. */
function byPool(about: Case, consumer: JudgedConsumer, since: number): Verdict {
  const newest = about.mine(consumer, 'pool-age').at(-1);
  if (newest !== undefined && newest.at - newest.age < since)
    return wait(`its pool holds connections of ${sayDuration(newest.age)}, older than its adoption`, [newest]);
  const says =
    newest === undefined
      ? 'nothing shows its sessions since it adopted the new value'
      : 'its pool is young, but one connection in a hundred is not counted';
  return unknown(says, ASK.sessions, newest === undefined ? [] : [newest]);
}

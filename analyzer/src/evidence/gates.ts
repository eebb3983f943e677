/** The gates of the runbook, each on the milestones of its consumers or on silence about the old value. */
import { plural, sayIso, sayList } from '../explain/words.ts';
import { type Seconds, sayDuration } from '../model/duration.ts';
import { ASK } from './asks.ts';
import { type Case, loginsOn, type Of, secondsOf, unbroken } from './case.ts';
import type { Milestones } from './judge.ts';
import { isoOf, latest } from './moments.ts';
import type { Runbook } from './runbook.ts';
import { pass, unknown, type Verdict, wait, worst } from './verdict.ts';

export interface JudgedGate {
  readonly id: string;
  readonly claims: string;
  readonly signs: string;
  readonly verdict: Verdict;
}

export type Judged = ReadonlyMap<string, Milestones>;

/** Every gate in the order of the runbook. */
export function gatesOf(about: Case, judged: Judged): readonly JudgedGate[] {
  return about.runbook.gates.map((gate) => ({
    id: gate.id,
    claims: gate.claims,
    signs: gate.signs,
    verdict:
      gate.opensOn === 'silence' ? silence(about, judged) : ofMilestone(about.runbook, judged, gate, gate.opensOn),
  }));
}

function ofMilestone(
  { consumers }: Runbook,
  judged: Judged,
  gate: Runbook['gates'][number],
  milestone: Exclude<Runbook['gates'][number]['opensOn'], 'silence'>,
): Verdict {
  const all = consumers
    .filter(({ id }) => gate.consumers.includes(id))
    .flatMap(({ id, name }) => {
      const verdict = judged.get(id)?.[milestone];
      return verdict === undefined ? [] : [{ name, verdict }];
    });
  const word = worst(all.map(({ verdict }) => verdict.verdict));
  const short = all.filter(({ verdict }) => verdict.verdict === word);
  const from = short.flatMap(({ verdict }) => verdict.files.map((file) => ({ file })));
  const says = `${short.length} of ${plural(all.length, 'consumer')} ${SAYS[word]} ${milestone}`;
  if (word === 'pass') return pass(says, latest(short.flatMap(({ verdict }) => verdict.at ?? [])), from);
  const named = `${says}: ${sayList(short.map(({ name }) => name))}`;
  return word === 'wait' ? wait(named, from) : unknown(named, short[0]?.verdict.ask ?? null, from);
}

const SAYS = { pass: 'have', wait: 'have not', unknown: 'cannot be said to have' } as const;

/** Evidence of silence older than this, beside newer evidence, says nothing about now; a choice, longer than one scrape or log flush. */
const FRESH: Seconds = 900;

/** Zero attempts over N, counted from the last step of adoption; N covers those who come by in N, the others sign. */
function silence(about: Case, judged: Judged): Verdict {
  const attempts = attemptsWithOld(about);
  const covered = unbroken(about.evidences.covers, 'logins');
  const n = secondsOf(about.runbook.silence.n);
  const blocked = cannotTell(about, covered === null ? null : covered.to);
  if (covered === null || blocked !== null)
    return blocked ?? unknown('no log of authentications is in the evidence', ASK.logins);
  if (!about.oldKnown)
    return unknown('the old identity occurs nowhere in the evidence: silence may be a slip in its name', ASK.earlier);
  const lastOld = latest(attempts.map(({ at }) => at));
  const lastMove = latest([...judged.values()].flatMap(({ adopted }) => adopted.at ?? []));
  const from = Math.max(covered.from, lastMove ?? about.published.at, about.published.at, lastOld ?? covered.from);
  const quiet = Math.max(0, covered.to - from);
  if (n !== null && quiet < n) return wait(soFar(quiet, n, from, lastOld), [...attempts, ...loginCovers(about)]);
  return bySilence(about, judged, attempts, quiet);
}

function soFar(quiet: Seconds, n: Seconds, from: Seconds, lastOld: Seconds | null): string {
  const why =
    lastOld === from ? `the last attempt with the old value was at ${isoOf(from)}` : `counted from ${isoOf(from)}`;
  return `quiet for ${sayDuration(quiet)} of N = ${sayDuration(n)}; ${why}`;
}

/** It has been quiet for long enough: for whom does that speak? */
function bySilence(about: Case, judged: Judged, attempts: ReadonlyArray<Of<'login'>>, quiet: Seconds): Verdict {
  const { n, uncovered } = about.runbook.silence;
  const strangers = unexplained(about, attempts);
  if (strangers.length > 0)
    return unknown(
      `quiet for ${sayDuration(quiet)}, which says nothing about ${plural(strangers.length, 'attempt')} of nobody in the runbook`,
      ASK.strangers,
      strangers,
    );
  // Without any term nobody is covered: each must be seen to have moved, and one look after the last of them is enough.
  const open = about.runbook.consumers.filter(
    ({ id, name }) => (n === null || uncovered.includes(name)) && judged.get(id)?.adopted.verdict !== 'pass',
  );
  if (open.length > 0 || quiet === 0)
    return unknown(
      `quiet for ${sayDuration(quiet)}, which says nothing about ${sayList(open.map(({ name }) => name)) || 'what came after the log'}`,
      ASK.statement,
      loginCovers(about),
    );
  const enough = n === null ? 'every consumer is seen to have moved' : `N = ${sayIso(n)}`;
  return pass(`no attempt with the old value for ${sayDuration(quiet)}; ${enough}`, about.now, loginCovers(about));
}

/** N is derived from the consumers of the runbook; whoever else came may come again later, until somebody has named them. */
function unexplained(about: Case, attempts: ReadonlyArray<Of<'login'>>): ReadonlyArray<Of<'login'>> {
  const named = new Set(about.stray('statement').map(({ party }) => party.name));
  return attempts.filter(
    ({ party }) => about.match(party) === null && !named.has(party.name) && !named.has(party.address),
  );
}

/** Reasons why silence cannot be judged at all. */
function cannotTell(about: Case, until: Seconds | null): Verdict | null {
  const blurred = about.of('login').filter(({ side, at }) => side === 'either' && at >= about.published.at);
  if (blurred.length > 0 && about.runbook.pattern.coexist)
    return unknown('old and new have the same name: attempts with the old value cannot be told', ASK.versions, blurred);
  if (about.labels.old.length === 0) return unknown('nobody said which identity is old', ASK.labels);
  if (until !== null && about.now - until > FRESH)
    return unknown(
      `the log ends at ${isoOf(until)}, ${sayDuration(about.now - until)} before the moment that is judged`,
      ASK.logins,
      loginCovers(about),
    );
  return null;
}

/** Attempts since publication with the old value, accepted or not. */
export function attemptsWithOld(about: Case): ReadonlyArray<Of<'login'>> {
  return loginsOn('old', about.of('login'), about).filter(({ at }) => at >= about.published.at);
}

function loginCovers({ evidences }: Case): ReadonlyArray<{ readonly file: string }> {
  return evidences.covers.filter(({ of }) => of === 'logins');
}

/** Confirmed: real work succeeded with the new value; of a job, a run that started after the value arrived. */
import { plural } from '../../explain/words.ts';
import { ASK } from '../asks.ts';
import { type Case, loginsOn } from '../case.ts';
import { isoOf } from '../moments.ts';
import type { JudgedConsumer } from '../runbook.ts';
import { pass, unknown, type Verdict, wait } from '../verdict.ts';

/** A job by its runs, everybody else by logins and reloads. */
export function confirmed(
  about: Case,
  consumer: JudgedConsumer,
  deliveredThen: Verdict,
  adoptedThen: Verdict,
): Verdict {
  return consumer.expected.scheduled ? byRuns(about, consumer, deliveredThen) : byWork(about, consumer, adoptedThen);
}

function byRuns(about: Case, consumer: JudgedConsumer, arrival: Verdict): Verdict {
  const runs = about.mine(consumer, 'run');
  const newest = runs.at(-1);
  if (newest === undefined) return unknown('none of its runs is in the evidence', ASK.runs(consumer));
  if (arrival.verdict !== 'pass' || arrival.at === null)
    return { ...arrival, says: `its runs prove nothing while nobody shows when the value arrived: ${arrival.says}` };
  const since = arrival.at;
  const worked = runs.find(({ at, worked }) => worked && at >= since);
  if (worked !== undefined)
    return pass(`a run that started at ${isoOf(worked.at)} succeeded`, worked.ended ?? worked.at, [worked]);
  const failed = runs.filter(({ at, ended, worked: did }) => at >= since && ended !== null && !did);
  if (failed.length > 0) return wait(`${plural(failed.length, 'run')} since the value arrived failed`, failed);
  if (newest.at >= since) return wait('a run with the new value has not ended', [newest]);
  return newest.at >= (arrival.earliest ?? since)
    ? unknown('its last run may have started before the value arrived', ASK.filled(consumer), [newest])
    : wait(`its last run started at ${isoOf(newest.at)}, before the value arrived`, [newest]);
}

function byWork(about: Case, consumer: JudgedConsumer, adoptedThen: Verdict): Verdict {
  const since = about.published.at;
  const fresh = loginsOn('new', about.mine(consumer, 'login'), about).filter(({ at }) => at >= since);
  const refused = fresh.filter(({ accepted }) => !accepted);
  const accepted = fresh.filter((login) => login.accepted);
  const last = accepted.at(-1);
  if (refused.length > 0 && (last === undefined || refused.some(({ at }) => at > last.at)))
    return wait(`the new value was refused to it ${plural(refused.length, 'time')}`, refused);
  const failures = about.mine(consumer, 'reload-failures').filter(({ at }) => at >= since);
  if (failures.length > 0) return wait('it was told and could not take it', failures);
  if (adoptedThen.verdict !== 'pass') return { ...adoptedThen, says: `not adopted: ${adoptedThen.says}` };
  const first = accepted[0];
  if (first === undefined) return unknown('no login of it with the new value was seen', ASK.logins);
  return pass(
    `it has logged in with the new value since ${isoOf(first.at)}`,
    Math.max(first.at, adoptedThen.at ?? first.at),
    accepted,
  );
}

/** Adopted: new handshakes use the new value, and silence about the old one has lasted as long as it may be silent. */
import { type Seconds, sayDuration } from '../../model/duration.ts';
import { ASK } from '../asks.ts';
import { type Case, dueOf, loginsOn, type Of, secondsOf, unbroken } from '../case.ts';
import { isoOf, latest } from '../moments.ts';
import type { JudgedConsumer } from '../runbook.ts';
import { pass, unknown, type Verdict, wait } from '../verdict.ts';

/** An attempt with the old value outweighs everything else. */
export function adopted(about: Case, consumer: JudgedConsumer, loadedThen: Verdict): Verdict {
  const mine = about.mine(consumer, 'login').filter(({ at }) => at >= about.published.at);
  const old = loginsOn('old', mine, about);
  const fresh = loginsOn('new', mine, about).filter(({ accepted }) => accepted);
  const lastOld = latest(old.map(({ at }) => at));
  const moved = loadedThen.verdict === 'pass' ? loadedThen.at : null;
  if (moved !== null && (lastOld === null || lastOld < moved))
    return pass('it has loaded the new value, and nothing was seen of the old one since', moved, filesOf(loadedThen), {
      earliest: loadedThen.earliest,
    });
  if (fresh.length === 0 && lastOld !== null) return stillOld(about, consumer, lastOld, old);
  if (fresh.length === 0) return nothing(about, mine, loadedThen);
  return bySilence(about, consumer, fresh, lastOld);
}

function filesOf({ files }: Verdict): ReadonlyArray<{ readonly file: string }> {
  return files.map((file) => ({ file }));
}

function stillOld(about: Case, consumer: JudgedConsumer, at: Seconds, old: ReadonlyArray<Of<'login'>>): Verdict {
  const due = dueOf(consumer, 'adopted', about);
  const late =
    due === null ? 'it has no bound' : at >= due ? `it was due at ${isoOf(due)}` : `it is due at ${isoOf(due)}`;
  return wait(`it presented the old value at ${isoOf(at)}; ${late}`, old);
}

function nothing(about: Case, mine: ReadonlyArray<Of<'login'>>, { verdict, says }: Verdict): Verdict {
  if (mine.some(({ side }) => side === 'either'))
    return unknown('old and new have the same name: its logins tell nothing', ASK.versions, mine);
  if (verdict === 'wait') return wait(says);
  if (about.labels.old.length + about.labels.new.length === 0)
    return unknown('nobody said which identity is old', ASK.labels, mine);
  return unknown('no login of it was seen', ASK.logins, mine);
}

/** One instance may have moved and another not: they all must have come by, which takes as long as one may be silent. */
function bySilence(
  about: Case,
  consumer: JudgedConsumer,
  fresh: ReadonlyArray<Of<'login'>>,
  lastOld: Seconds | null,
): Verdict {
  const first = fresh.find(({ at }) => lastOld === null || at > lastOld);
  if (first === undefined && lastOld !== null) return stillOld(about, consumer, lastOld, fresh);
  const needed = secondsOf(consumer.expected.silent);
  if (needed === null)
    return unknown('it uses the new value; how long another instance may be silent is not known', ASK.versions, fresh);
  const covered = unbroken(about.evidences.covers, 'logins');
  if (covered === null) return unknown('it uses the new value; no log covers the old one', ASK.logins, fresh);
  const quiet = covered.to - Math.max(covered.from, about.published.at, lastOld ?? covered.from);
  if (quiet < needed)
    return wait(
      `it uses the new value; the old one is unseen for ${sayDuration(Math.max(0, quiet))} of ${sayDuration(needed)}`,
      fresh,
    );
  return pass(
    `it uses the new value, and the old one is unseen for ${sayDuration(quiet)}`,
    (first ?? fresh[0])?.at ?? null,
    fresh,
  );
}

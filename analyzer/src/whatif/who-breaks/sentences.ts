/** What one consumer goes through, in words: how sure, how many, when, and what ends it. Unescaped, without colour. */
import type { Breakage } from '../../convergence/breakage.ts';
import { sayReason } from '../../explain/reasons.ts';
import { sayShare } from '../../explain/share.ts';
import { plural } from '../../explain/words.ts';
import { sayDuration } from '../../model/duration.ts';
import { sayMoment } from '../../model/moment.ts';

/** Reason of a restart annotation whose controller was not found: counted as if it never ran (design, section 5). */
const UNSEEN_CONTROLLER = 'controller-not-seen';

/** The sentences about a consumer that breaks, or may. */
export function sayBreakage(breakage: Breakage): readonly string[] {
  const { fails } = breakage;
  const when =
    fails === 'next-run' ? sayRun(breakage) : fails === 'next-connection' ? sayNextConnection(breakage) : null;
  return [sayChance(breakage), when, sayEnd(breakage), sayAcceptor(breakage)].filter((part) => part !== null);
}

function sayChance({ chance, stale, refused, noticing, instances, fails, reasons }: Breakage): string {
  if (chance === null || stale === null) return 'cannot be judged';
  if (chance >= 1 && reasons.length > 0) {
    const who = instances > 1 ? `, all ${instances} instances` : '';
    const unless = reasons.includes(UNSEEN_CONTROLLER) ? ', unless it runs after all' : '';
    return `surely${who}: ${sayList(reasons)}${unless}`;
  }
  if (fails === 'next-run')
    return `${sayShare(chance)} that a run has the old value: one still going on, or one that starts before the new arrives`;
  const any = chance >= 1 ? 'surely' : `${sayShare(chance)} that any of it does`;
  const each = instances > 1 ? `, ${sayShare(stale)} of ${plural(instances, 'instance')}` : '';
  const kept = fails === 'next-connection' && refused !== stale && refused !== null && noticing !== null;
  const quiet = kept ? `; ${sayShare(refused)} of connections refused, seen by ${sayShare(noticing)} of instances` : '';
  return `${any}${each}${quiet}`;
}

function sayRun({ nextRun, within }: Breakage): string {
  if (nextRun !== null) return `next run ${sayMoment(nextRun)}`;
  return within === null ? 'when it runs next is not known' : `next run within ${sayDuration(within)}`;
}

function sayNextConnection({ within, fails }: Breakage): string | null {
  if (fails !== 'next-connection') return null;
  return within === null || within === 0
    ? 'how long its connections live is not known'
    : `connections open again within ${sayDuration(within)}`;
}

/** What ends it: time, or the action that somebody declared. */
function sayEnd({ heals, consumer }: Breakage): string | null {
  if (heals !== null) return heals === 0 ? null : `over by itself within ${sayDuration(heals)}`;
  const { action } = consumer.overrides;
  if (!action) return null;
  const takes = action.takes === null ? 'nobody says how long it takes' : `takes ${sayDuration(action.takes)}`;
  return `to end it: ${action.does} (${takes}${action.contact ? `, contact ${action.contact}` : ''})`;
}

function sayAcceptor({ accepts }: Breakage): string | null {
  return accepts ? 'it accepts the credential: stale, it refuses whoever presents the new value' : null;
}

/** Why a consumer cannot be judged. */
export function sayUnjudged({ reasons, atLeast, instances }: Breakage): readonly string[] {
  const least =
    atLeast === null || atLeast === 0
      ? []
      : [`at least ${sayShare(atLeast)} that any of ${plural(instances, 'instance')} breaks`];
  return [sayList(reasons), ...least];
}

/** What is still to be shown of a consumer that would not fail. */
export function sayUnproven(breakage: Breakage): readonly string[] {
  const share = breakage.unproven ?? 0;
  const first =
    share >= 1
      ? 'nothing shows that it has run with the new value yet'
      : `${sayShare(share)} that it has not run with the new value yet`;
  return [first, sayRun(breakage)];
}

/** What is left of the old value at a consumer that has the new one: it breaks nobody, and exposes still. */
export function sayLeft({ open, fails }: Breakage): readonly string[] {
  if (fails !== 'next-connection' || open === null || open === 0) return [];
  return [`${sayShare(open)} of connections made with the old value live on`];
}

function sayList(reasons: readonly string[]): string {
  return reasons.length === 0 ? 'nobody knows why' : reasons.map(sayReason).join('; ');
}

/** Published: the new value is at its origin. A plan is no proof of it. */
import type { Case } from '../case.ts';
import { isoOf } from '../moments.ts';
import { pass, unknown, type Verdict, wait } from '../verdict.ts';

/** The same for every consumer. */
export function published(about: Case): Verdict {
  const { at, declared } = about.published;
  if (about.now < at) return wait(`it is to be published at ${isoOf(at)}, after the evidence`);
  if (declared) return pass('said with --published', at, [], { by: 'stated' });
  const used = [...about.of('version'), ...about.of('login'), ...about.of('session')].find(
    ({ side, at: when }) => side === 'new' && when >= at,
  );
  return used === undefined
    ? unknown('planned, and nothing shows that it happened', '--published TIME, if it was')
    : pass('somebody uses the new value', null, [used], { by: 'implied' });
}

/** Phases 4 and 5: watch, then let the old value die behind its gates; never by the clock. */

import { sayIso } from '../../explain/words.ts';
import { type DraftPhase, kindSteps, step, ungrouped, way } from '../steps.ts';
import { type Subject, secondsOf } from '../subject.ts';
import { windowOf } from '../window.ts';
import { CONSUMER_STATE } from './consumer-state.ts';

/** Phase 4 of the routine. */
export function monitor(subject: Subject): DraftPhase {
  return {
    title: 'Phase 4: watch convergence',
    notes: ['Signals and queries are below. A flat error rate proves nothing: open connections hide whoever is stale.'],
    groups: [
      ungrouped([
        step('Look at adoption by instances, by consumers and by paths; the smallest share counts', {
          check: 'signal secret_version_loaded',
        }),
        step(`Look for attempts with the old value at ${subject.accepts}`, {
          check: 'signal db_auth_attempts and the queries below',
        }),
        step('Look for consumers that were told and could not take it', {
          check: 'signal config_reload_failures_total',
        }),
      ]),
    ],
    rollback: [way('Nothing changes in this phase. Adoption that stalls goes back to phase 3, not on to phase 5.')],
  };
}

/** Phase 5 of the routine; where the change was the revocation, it only closes. */
export function revoke(subject: Subject): DraftPhase {
  const { pattern } = subject;
  if (!pattern.coexist) {
    return {
      title: 'Phase 5: close',
      notes: [
        'There is no revocation step: the change was the revocation. It is closed on the gates below, not by the clock.',
      ],
      groups: [
        ungrouped([
          step('Have every gate above shown and signed'),
          step('Switch schedules, queues and lock-outs on again'),
          ...kindSteps(subject, 'revoke'),
        ]),
      ],
      rollback: [way('The old value is refused already: going back is a second outage of everybody.')],
    };
  }
  const { fiction } = windowOf(subject);
  const kill = secondsOf(subject.credential.revocation.exposureEnds);
  return {
    title: 'Phase 5: revoke, behind the gates',
    notes: [
      'Every gate above is shown and signed before the first step here. No gate is a timer.',
      ...(fiction === null ? [] : [`The end of the window is no reason to start. ${fiction}`]),
      `The revocation is done when ${pattern.ends}.`,
      kill === null
        ? 'When exposure ends cannot be stated; it ends no earlier than this phase.'
        : `If every hop works, exposure ends no earlier than ${sayIso(subject.credential.revocation.exposureEnds ?? '')} after publication.`,
    ],
    groups: [ungrouped([step('Check that all gates are signed'), ...kindSteps(subject, 'revoke')])],
    rollback: [
      way(
        'Make the old value valid again at once, as far as what accepts it allows; after deletion it cannot come back.',
      ),
      CONSUMER_STATE,
    ],
  };
}

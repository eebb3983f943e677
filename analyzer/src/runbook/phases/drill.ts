/** A rehearsal on a non-production copy: four things go wrong on purpose. Must never name a production context. */
import { type DraftPhase, step, ungrouped, way } from '../steps.ts';
import { namesOf, type Subject } from '../subject.ts';

/** The phase that a drill adds. */
export function drillPhase(subject: Subject): DraftPhase {
  const stuck = subject.users.filter(({ needsAction }) => needsAction);
  const victim = namesOf(subject, stuck.length > 0 ? stuck : subject.users)[0] ?? 'one consumer';
  return {
    title: 'Drill: what goes wrong on purpose',
    notes: [
      'On a copy only: $DRILL_CONTEXT is a non-production cluster, the copy of the dependency holds no production data, and vendors and people are played.',
      'Write down when each is noticed, by whom, and by which signal: a drill that nobody notices has found something.',
    ],
    groups: [
      ungrouped([
        step('Show that the context is the copy', {
          command: 'kubectl config get-contexts "$DRILL_CONTEXT" && kubectl --context "$DRILL_CONTEXT" cluster-info',
          check: 'somebody other than the one who types says that it is not production',
        }),
        step('Stop the adoption at 40 % of the instances: decide whether to go on, wait or go back', {
          check: 'the decision names who is stale; rolling back acceptance is not chosen as if it undid adoption',
        }),
        step(`Let one reload fail: give ${victim} a value it cannot read`, {
          check: 'config_reload_failures_total or its log is seen before its users see anything',
        }),
        step('Leave one session open that was opened with the old value', {
          check: 'gate G4 stays open because of it, and names it',
        }),
        step('Ask for revocation while gate G2 is not shown', { check: 'it is refused, by name of the gate' }),
        step('Revoke under that uncertainty anyway, on the copy, and recover', {
          check: 'the incident card alone leads to who is stale within 10 minutes',
        }),
      ]),
    ],
    rollback: [way('Throw the copy away.')],
  };
}

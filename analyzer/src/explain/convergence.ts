/** Sections: when everybody has the new value, who never does without an action, and when the old value may die. */
import { parseDuration } from '../model/duration.ts';
import type { WireAction, WireCredential } from '../wire/types.ts';
import { type Line, reasoned, type Section, statement } from './explanation.ts';
import { milestoneLines } from './milestones.ts';
import { sayReason } from './reasons.ts';
import { consumerName, consumersOf, type View } from './view.ts';
import { sayIso } from './words.ts';

/** Automatic, with actions, and never without an action. */
export function explainConvergence(view: View, credential: WireCredential): Section {
  const { automatic, withActions, slowest, neverWithoutAction } = credential.convergence;
  return {
    title: 'Convergence, counted from publication',
    lines: [
      statement('by itself'),
      ...milestoneLines(automatic, 1),
      ...(credential.actions.length > 0
        ? [statement('with the actions below'), ...milestoneLines(withActions, 1)]
        : []),
      ...(slowest === null ? [] : [statement(`the slowest is ${consumerName(view, slowest)}`)]),
      ...neverWithoutAction.map((id) =>
        statement(`${consumerName(view, id)} never takes the new value without an action`),
      ),
      ...credential.actions.flatMap((action) => explainAction(view, action)),
    ],
  };
}

function explainAction(view: View, action: WireAction): readonly Line[] {
  const takes = action.takes === null ? sayReason('action-duration-unknown') : `takes ${sayIso(action.takes)}`;
  const parallel = action.parallel === 'all' ? 'all at once' : `${action.parallel} at a time`;
  const contact = action.contact ? `, contact ${action.contact}` : '';
  return reasoned(
    `action for ${consumerName(view, action.consumer)}: ${action.does} (${takes}, ${parallel}${contact})`,
    action.because,
  );
}

/** For a cell: `37 min`, `never by itself: 3`, or that there is no bound. */
export function sayConvergence(view: View, credential: WireCredential): string {
  const { automatic, neverWithoutAction } = credential.convergence;
  if (consumersOf(view, credential).length === 0) return 'nobody uses it here';
  if (neverWithoutAction.length > 0) return `never by itself: ${neverWithoutAction.length}`;
  return automatic.settled.bound === null ? 'no bound' : sayIso(automatic.settled.bound);
}

const VERDICT = {
  'zero-downtime': 'ZERO-DOWNTIME: it can be rotated without an outage',
  partial: 'PARTIAL: some conditions of a rotation without an outage fail',
  cutover: 'CUTOVER: the change is the revocation, an outage cannot be avoided',
} as const;

/** `CUTOVER: …`; or that there is no verdict. */
export function sayVerdict(verdict: WireCredential['revocation']['verdict']): string {
  return verdict === null ? 'no verdict: what accepts it is not known' : VERDICT[verdict];
}

/** After publication; a moment without delay is the publication itself. */
const sayMoment = (delay: string): string => (parseDuration(delay) === 0 ? 'publication' : sayIso(delay));

function sayMinimum(minimum: string | null): string {
  if (minimum === null) return 'no overlap window can be stated';
  if (parseDuration(minimum) === 0) return 'no overlap window is needed';
  return `the overlap window must be at least ${sayIso(minimum)}`;
}

/** What must be true before the old value may die. */
export function explainRevocation(view: View, credential: WireCredential): Section {
  const { verdict, availability, exposureEnds, outages, missing } = credential.revocation;
  const { minimum, declared } = credential.overlapWindow;
  const lines: readonly (string | null)[] = [
    sayVerdict(verdict),
    availability === null ? null : `revoking the old value breaks nobody from ${sayMoment(availability)} on`,
    exposureEnds === null
      ? 'when exposure to the old value ends cannot be stated'
      : `exposure ends ${parseDuration(exposureEnds) === 0 ? 'at once' : `after ${sayIso(exposureEnds)}`}`,
    sayMinimum(minimum),
    declared === null ? null : `the declared overlap window is ${sayIso(declared)}`,
  ];
  return {
    title: 'When the old value may die',
    lines: [
      ...lines.filter((line) => line !== null).map((line) => statement(line)),
      ...missing.map((condition) => statement(`not met: ${condition}`)),
      ...outages.map(({ consumer, from, to }) =>
        statement(
          `outage of ${consumerName(view, consumer)}: from ${sayMoment(from)} until ${to === null ? 'somebody acts' : sayIso(to)}`,
        ),
      ),
    ],
  };
}

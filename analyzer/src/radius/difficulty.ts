/**
 * How hard one credential is to rotate today, as one ordinal (design, section 7), read off the layers as a table: the first claim
 * that holds is the answer. It plans nothing.
 */
import type { Credential, Graph } from '../model/graph.ts';
import type { Radii } from '../model/radius.ts';
import type { Convergence } from '../model/timing.ts';
import type { ConsumerKind, Difficulty, Privilege } from '../model/vocabulary.ts';

interface Figures {
  readonly credential: Credential;
  readonly radii: Radii;
  readonly convergence: Convergence;
  readonly kinds: readonly ConsumerKind[];
}

/** Each ordinal with what makes it so; the order is the precedence. */
const CLAIMS: ReadonlyArray<{ readonly is: Difficulty; readonly holds: (figures: Figures) => boolean }> = [
  // Somebody holds on to the old value without end, and no action is known that would change it.
  { is: 'impossible today', holds: somebodyHoldsOn },
  // Few and near: a coordinated restart; more would be overkill (design, section 8).
  { is: 'boring', holds: isFewAndNear },
  // One valid value for several, or so much at once that order and evidence decide.
  { is: 'surgery', holds: ({ convergence }) => convergence.revocation.verdict === 'cutover' },
  { is: 'surgery', holds: ({ radii: { rollout } }) => rollout.band === 'critical' },
  {
    is: 'surgery',
    holds: ({ radii: { rollout }, convergence }) => rollout.band === 'wide' && needsPeople(convergence),
  },
  // People must act, or many must follow.
  { is: 'campaign', holds: ({ convergence }) => needsPeople(convergence) },
  { is: 'campaign', holds: ({ radii: { rollout } }) => rollout.band !== 'contained' },
];

const POWERFUL: ReadonlySet<Privilege> = new Set<Privilege>(['superuser', 'admin', 'sign', 'decrypt']);
const OUTSIDE: ReadonlySet<ConsumerKind> = new Set<ConsumerKind>(['vendor', 'person']);

/** The ordinal; `boring` where no claim holds or nothing was measured. */
export function difficultyOf(
  credential: Credential,
  graph: Graph,
  convergence: Convergence | undefined,
  radii: Radii | undefined,
): Difficulty {
  if (!convergence || !radii) return 'boring';
  const figures = { credential, radii, convergence, kinds: kindsOf(convergence, graph) };
  return CLAIMS.find(({ holds }) => holds(figures))?.is ?? 'boring';
}

/** A reason that no listed action removes, as convergence words it: connections that nothing retires. */
const WITHOUT_END = 'connections-never-retired';

/** The old value may never die: revocation waits for sessions that have no end. With one valid value the change cuts them off itself. */
function somebodyHoldsOn({ convergence: { consumers, revocation } }: Figures): boolean {
  if (revocation.availability !== null || revocation.verdict === 'cutover') return false;
  return consumers.some(
    ({ neverWithoutAction, action, withActions }) =>
      (neverWithoutAction && action === null) || withActions.settled.reason?.split(', ').includes(WITHOUT_END),
  );
}

/** Whether a simple coordinated restart is enough (design, section 8); false where nothing was measured, or nobody uses it. */
export function isLowRisk(
  credential: Credential,
  graph: Graph,
  convergence: Convergence | undefined,
  radii: Radii | undefined,
): boolean {
  if (!convergence || !radii || convergence.consumers.length === 0) return false;
  return isFewAndNear({ credential, radii, convergence, kinds: kindsOf(convergence, graph) });
}

function kindsOf({ consumers }: Convergence, graph: Graph): readonly ConsumerKind[] {
  return consumers.flatMap(({ consumer }) => graph.consumers.get(consumer)?.kind ?? []);
}

/** Design, section 8: rollout < 25, at most two consumers, one environment, nobody outside, and no power over others. */
function isFewAndNear({ credential, radii, kinds }: Figures): boolean {
  return (
    radii.rollout.band === 'contained' &&
    kinds.length <= 2 &&
    credential.environments.length <= 1 &&
    !kinds.some((kind) => OUTSIDE.has(kind)) &&
    !POWERFUL.has(credential.privilege.value)
  );
}

function needsPeople({ neverWithoutAction }: Convergence): boolean {
  return neverWithoutAction.length > 0;
}

/** The six ways a rotation fails (design, section 9), as a table of facts; whom each would hit is read off the graph. */
import type { FailureMode } from './plan.ts';
import { isRare, longestGap, namesOf, type Subject, secondsOf, type User } from './subject.ts';

interface Row extends Omit<FailureMode, 'possible' | 'consumers'> {
  /** Whom it would hit here; nobody: this graph does not make it possible. */
  readonly hits: (subject: Subject) => readonly User[];
  /** Instead of `containment` where the old value is known to others and may not be accepted again. */
  readonly exposed?: string;
  /** Instead of `containment` where one value is valid at a time. */
  readonly single?: string;
}

const ROWS: readonly Row[] = [
  {
    name: 'premature revocation',
    hits: ({ users }) =>
      users.filter((user) => user.needsAction || user.timing.automatic.settled.bound === null || !isInstant(user)),
    earlySignal: 'attempts with the old value have not been zero for N when somebody asks for revocation',
    dashboardShows: 'nothing: open connections go on working, error rates stay flat',
    actuallyBroken: 'the next handshake, run or restart of whoever is stale',
    containment: 'accept the old value again, before anything is restarted',
    exposed: 'this plan revokes early on purpose: the old value stays refused, restart whoever is stale',
    single: 'restart whoever is stale; setting the old value again is a second outage of everybody',
    durableFix: 'revoke on the gates only, each signed',
    prevention: 'the gates below; no revocation by calendar',
  },
  {
    name: 'partial adoption',
    hits: ({ users }) => users.filter((user) => user.needsAction || user.deciding.refresh.mode !== 'per-call'),
    earlySignal: 'secret_version_loaded differs between instances of one consumer, or between clusters',
    dashboardShows: 'a healthy average: the busy instances have moved',
    actuallyBroken: 'the instances and paths that kept the old value, quiet until they reconnect',
    containment: 'stop the rollout; keep both values accepted; restart only whoever is stale',
    exposed: 'restart whoever is stale; the old value stays refused',
    single: 'restart whoever is stale: the old value is refused already',
    durableFix: 'one refresh mechanism, which validates, swaps and drains',
    prevention: 'count adoption by instances, consumers and paths, and let the smallest decide',
  },
  {
    name: 'late revocation after exposure',
    hits: ({ users }) => users,
    earlySignal: 'the old value is still accepted after its last consumer has settled',
    dashboardShows: 'all green: everybody has moved',
    actuallyBroken: 'the purpose: whoever copied the old value can still use it',
    containment:
      'run this runbook with --mode compromise: name the presenters that are expected, revoke, accept the outage',
    durableFix: 'a date and an owner for the revocation, in the same plan as the publication',
    prevention: 'the rotation is done when phase 5 is signed, not when the store changed',
  },
  {
    name: 'forgotten job',
    hits: (subject) => subject.users.filter((user) => isRare(user) || outlastsWindow(subject, user)),
    earlySignal: 'jobs_last_success_seconds does not move although the schedule fired',
    dashboardShows: 'nothing until its next run, hours or months later',
    actuallyBroken: 'a run with the old value, or a sleeper that wakes up with it',
    containment: 'run it by hand with the new value; accept the old value again only if it cannot be',
    exposed: 'run it by hand with the new value; the old value stays refused',
    single: 'run it by hand with the new value: the old value is refused already',
    durableFix: 'a credential of its own for each job, issued at its start',
    prevention: 'gate G3: a successful run of each, started after the value arrived; gate G6 for sleepers',
  },
  {
    name: 'shared-credential blast',
    hits: ({ users }) => (users.length > 1 ? users : []),
    earlySignal: 'refused authentications from consumers that were not being changed',
    dashboardShows: 'several consumers fail at once, as if the dependency were down',
    actuallyBroken: 'one value that all of them share',
    containment: 'accept the old value again for all; then move them one after another',
    exposed: 'restart those that do most harm while they are down; the old value stays refused',
    single: 'restart those that do most harm while they are down; setting the old value again is a second outage',
    durableFix: 'one credential per owner and job',
    prevention: 'rings; split advice before the next rotation',
  },
  {
    name: 'generation-first thinking',
    hits: ({ users }) => users.filter((user) => user.accepts || user.needsAction || user.outside),
    earlySignal: 'a new value exists and phase 1 is not signed',
    dashboardShows: 'the store says rotated',
    actuallyBroken: 'nothing yet: nobody accepts or loads what was made; the first who does may be alone',
    containment: 'do not publish; finish phase 1',
    durableFix: 'acceptors first, then publication, then presenters, in one plan',
    prevention: 'phase 1 ends with a login with the new value, before it is published',
  },
];

/** All six, with the consumers each would hit. */
export function failureModesOf(subject: Subject): readonly FailureMode[] {
  const { options, pattern } = subject;
  return ROWS.map(({ hits, exposed, single, ...row }) => {
    const consumers = namesOf(subject, hits(subject));
    const instead = options.mode === 'compromise' ? exposed : pattern.coexist ? undefined : single;
    const containment = instead ?? row.containment;
    return { ...row, containment, possible: consumers.length > 0, consumers };
  });
}

/** Its runs lie as far apart as the window is long: it may not have come by when the window ends. */
function outlastsWindow({ options, credential }: Subject, user: User): boolean {
  const window = options.window ?? secondsOf(credential.overlapWindow.declared);
  const gap = longestGap(user);
  return window !== null && gap !== null && gap >= window;
}

function isInstant({ timing }: User): boolean {
  return timing.automatic.settled.bound === 'PT0S';
}

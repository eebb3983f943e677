/**
 * A change that matters for rotation, and the table of their kinds. Whatever is not in the table is not news. Each kind is a rule of its
 * own for CI: its id is stable.
 */
import type { WireEvidence, WireFinding, WireSeverity } from '../wire/types.ts';

export interface ChangeKind {
  readonly id: string;
  /** Where a change does not decide it by itself. */
  readonly severity: WireSeverity;
  /** What it says, as one sentence. */
  readonly claims: string;
  readonly why: string;
  readonly fix: string;
}

/** The worst first. Ids that a rule of the scan has as well mean the same thing, newly. */
export const CHANGE_KINDS = [
  {
    id: 'dangling-reference',
    severity: 'error',
    claims: 'The change refers to a key or an object that nothing here declares.',
    why: 'The consumer does not start, or starts without the value.',
    fix: 'Correct the name, or add the key.',
  },
  {
    id: 'cross-environment-credential',
    severity: 'error',
    claims: 'The change uses one credential in more than one environment.',
    why: 'What leaks in a test environment opens production, and a rotation for one environment breaks the other.',
    fix: 'Give each environment a credential of its own.',
  },
  {
    id: 'window-shorter-than-convergence',
    severity: 'error',
    claims: 'The change makes the declared overlap window shorter than convergence.',
    why: 'Whoever has not converged when the window closes breaks.',
    fix: 'Lengthen the window, or make the slowest path faster.',
  },
  {
    id: 'new-shared-credential',
    severity: 'warning',
    claims: 'The change makes a credential shared across services, owners or environments.',
    why: 'From now on several parties must have a new value before the old one may die, and a leak at one is a leak at all.',
    fix: 'Give the new consumer an identity of its own while it is still cheap.',
  },
  {
    id: 'refresh-regression',
    severity: 'warning',
    claims: 'The change makes an existing consumer slower, or less able, to take a new value.',
    why: 'The next rotation waits for the slowest consumer, or needs a restart that it did not need before.',
    fix: 'Keep the way it refreshed before, or plan the restart into the runbook.',
  },
  {
    id: 'longer-convergence',
    severity: 'warning',
    claims: 'The change makes the whole credential converge later, or no longer by itself.',
    why: 'The old value must stay valid for longer, which is also how long a leaked one stays useful.',
    fix: 'See which consumer is the slowest, and speed that one up.',
  },
  {
    id: 'widened-scope',
    severity: 'warning',
    claims: 'The change lets a credential reach more than before.',
    why: 'A leak of the same value now does more harm.',
    fix: 'Narrow the privilege, or use a second credential for the new purpose.',
  },
  {
    id: 'copied-credential',
    severity: 'warning',
    claims: 'The change writes the value of a credential down once more.',
    why: 'Rotating one copy leaves the others with the old value, and nobody is told.',
    fix: 'Keep one carrier and fill the others from it.',
  },
  {
    id: 'removed-owner',
    severity: 'warning',
    claims: 'The change leaves a consumer without an owner.',
    why: 'Nobody can be asked when the credential must be rotated.',
    fix: 'Name the owner in CODEOWNERS, catalog-info.yaml, a label or keyturn.yaml.',
  },
  {
    id: 'new-consumer',
    severity: 'note',
    claims: 'The change adds a consumer to an existing credential.',
    why: 'One more that must have a new value before the old one may die.',
    fix: 'Check that it takes a new value by itself, and that its owner knows.',
  },
  {
    id: 'new-credential',
    severity: 'note',
    claims: 'The change introduces a credential.',
    why: 'From now on it has to be rotated, and somebody has to own it.',
    fix: 'Name its owner and decide how it is rotated before it is needed.',
  },
  {
    id: 'unused-carrier',
    severity: 'note',
    claims: 'The change leaves a carrier behind that nothing here uses any more.',
    why: 'It still holds the value and must be counted at a leak.',
    fix: 'Remove it once nobody outside this repository and branch uses it.',
  },
  {
    id: 'unresolved-access',
    severity: 'note',
    claims: 'The change adds a reference to a credential that could not be followed.',
    why: 'A consumer may be missing from every figure here.',
    fix: 'Write the name out, or declare the consumer in keyturn.yaml.',
  },
] as const satisfies readonly ChangeKind[];

export type ChangeId = (typeof CHANGE_KINDS)[number]['id'];

/** One change as it was seen; several that say the same of different credentials are told as one. */
export interface Seen {
  readonly rule: ChangeId;
  readonly severity?: WireSeverity;
  readonly credential: string | null;
  readonly consumer: string | null;
  /** The sentence, given the names of the credentials it is about. */
  says(names: string): string;
  readonly place: WireEvidence;
  readonly related?: readonly WireEvidence[];
}

/** What one sentence says of one or several credentials. */
export interface Change {
  readonly rule: ChangeId;
  readonly severity: WireSeverity;
  readonly message: string;
  /** Ids on the later side, sorted. */
  readonly credentials: readonly string[];
  readonly consumer: string | null;
  readonly place: WireEvidence;
  /** The same, one for each credential: what CI counts and remembers. */
  readonly findings: readonly WireFinding[];
}

/** A figure before and after; null where there was none. */
export interface Shift<T> {
  readonly before: T | null;
  readonly after: T | null;
}

/** What became of one credential that a change touches. */
export interface CredentialShift {
  readonly id: string;
  readonly name: string;
  readonly scope: Shift<number>;
  readonly rollout: Shift<number>;
  readonly consumers: Shift<number>;
  /** The settled bound, automatic, as ISO 8601; null also where there is no bound. */
  readonly settled: Shift<string>;
  /** Other repositories whose part is in the radii after; the other figures are of this one alone. */
  readonly elsewhere: readonly string[];
}

export interface Review {
  readonly before: { readonly root: string; readonly commit: string | null };
  readonly after: { readonly root: string; readonly commit: string | null };
  /** The worst first. Empty: nothing about rotation changed for the worse. */
  readonly changes: readonly Change[];
  /** Credentials that the changes are about, highest rollout radius first. */
  readonly credentials: readonly CredentialShift[];
  /** What became better, one clause each. */
  readonly improvements: readonly string[];
}

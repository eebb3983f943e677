/**
 * What must be shown before the old value may die (design, section 9). Evidence only: time that has passed is never a gate,
 * it only says how much silence counts as evidence.
 */
import { plural, sayIso, sayTotal } from '../explain/words.ts';
import { compareText } from '../model/place.ts';
import type { Gate, Silence } from './plan.ts';
import { isScheduled, namesOf, ownerOf, type Subject, type User, unusedEvidence } from './subject.ts';

type Make = (subject: Subject, silence: Silence) => Gate | null;

/** In this order; each gate names the consumers it speaks of. */
const GATES: readonly Make[] = [
  versionGate,
  silenceGate,
  jobsGate,
  drainedGate,
  outsideGate,
  dormantGate,
  failuresGate,
];

/** The gates that this graph needs. */
export function gatesOf(subject: Subject, silence: Silence): readonly Gate[] {
  return GATES.flatMap((make) => make(subject, silence) ?? []);
}

function versionGate(subject: Subject): Gate | null {
  const awake = subject.users.filter(({ consumer, outside }) => !consumer.dormant && !outside);
  if (awake.length === 0) return null;
  const clusters = [...new Set(awake.flatMap(({ consumer }) => consumer.cluster ?? []))].sort(compareText);
  const claims =
    clusters.length > 0
      ? `Every region reports the new version: ${clusters.join(', ')}`
      : 'Every instance reports the new version';
  return gate(
    'G1',
    'loaded',
    claims,
    'secret_version_loaded by cluster and app; where nothing reports it, the age of each pod against the arrival of the value (inferred: good for those that read at start only)',
    `${sayTotal(awake.map(({ consumer }) => consumer))} of ${plural(awake.length, 'consumer')}: all of them, counted by instances, by consumers and by paths; the smallest share counts`,
    owners(awake),
    'adopted',
    awake,
  );
}

function silenceGate(subject: Subject, silence: Silence): Gate | null {
  if (refusedAlready(subject)) return explainedGate(subject, silence);
  const n = silence.n === null ? 'N (not derivable here: no term is known)' : `N = ${sayIso(silence.n)}`;
  const uncovered =
    silence.uncovered.length > 0
      ? `; N says nothing about ${silence.uncovered.join(', ')}: each is signed for by name`
      : '';
  const row =
    unusedEvidence(subject) ??
    `the authentication log of ${subject.accepts}; what it can tell of old and new is not known`;
  return gate(
    'G2',
    'silence',
    'Nobody has presented the old value for N, although it was still accepted',
    row,
    `0 attempts with the old value, successful or not, over ${n}, counted from the last step of adoption${uncovered}`,
    `whoever runs ${subject.accepts}`,
    'adopted',
    subject.users,
  );
}

/** The old value is dead when the gates are looked at. */
function refusedAlready({ pattern, options }: Subject): boolean {
  return !pattern.coexist || options.mode === 'compromise';
}

function explainedGate(subject: Subject, silence: Silence): Gate {
  const n = silence.n === null ? 'a time that is not derivable here' : `N = ${sayIso(silence.n)}`;
  return gate(
    'G2',
    'silence',
    'Every attempt with the old value since the change is explained, and they have stopped',
    `refused authentications at ${subject.accepts}, sorted: expected and stale, should have moved, not ours`,
    `0 attempts left without a name, and none at all over ${n}`,
    `whoever runs ${subject.accepts}`,
    'adopted',
    subject.users,
  );
}

function jobsGate(subject: Subject): Gate | null {
  const jobs = subject.users.filter((user) => isScheduled(user) && !user.consumer.dormant);
  if (jobs.length === 0) return null;
  return gate(
    'G3',
    'confirmed',
    `Every job has succeeded since: ${namesOf(subject, jobs).join(', ')}`,
    'jobs_last_success_seconds, or the history of its runs',
    '1 successful run of each that started after the value arrived; a run that started before does not count',
    owners(jobs),
    'confirmed',
    jobs,
  );
}

function drainedGate(subject: Subject): Gate | null {
  const session = subject.dependency?.sessionClass ?? null;
  if (session === 'per-request') return null;
  const artefacts = session === 'artefacts';
  return gate(
    'G4',
    'settled',
    artefacts ? 'Everything made with the old value has expired' : 'The sessions opened with the old value are gone',
    artefacts
      ? 'the longest life of a token, cookie or signed URL made with it, from the last one that was made'
      : `the sessions that ${subject.accepts} lists with their start; connection_pool_age_seconds_p99`,
    artefacts
      ? '0 artefacts left that are still valid'
      : `0 sessions older than the adoption of their consumer${session === null ? ' (what a revocation does to sessions is not known)' : ''}`,
    `whoever runs ${subject.accepts}`,
    'settled',
    subject.users,
  );
}

function outsideGate(subject: Subject): Gate | null {
  const outside = subject.users.filter((user) => user.outside);
  if (outside.length === 0) return null;
  return gate(
    'G5',
    'confirmed',
    `Those nobody here controls have changed it: ${namesOf(subject, outside).join(', ')}`,
    'their written confirmation, and one use of the new value seen at the dependency after it',
    `${outside.length} of ${outside.length} confirmed`,
    owners(outside),
    'confirmed',
    outside,
  );
}

function dormantGate(subject: Subject): Gate | null {
  const dormant = subject.users.filter(({ consumer }) => consumer.dormant);
  if (dormant.length === 0) return null;
  return gate(
    'G6',
    'delivered',
    `What sleeps cannot wake with the old value: ${namesOf(subject, dormant).join(', ')}`,
    'the carrier it will read holds the new value, or its owner signs that it stays off',
    `${dormant.length} of ${dormant.length}`,
    owners(dormant),
    'adopted',
    dormant,
  );
}

function failuresGate(subject: Subject): Gate {
  return gate(
    'G7',
    'confirmed',
    'The new value works: nobody fails with it',
    'config_reload_failures_total and refused authentications with the new value',
    '0 since the last step of adoption',
    owners(subject.users),
    'confirmed',
    subject.users,
  );
}

function gate(
  id: string,
  opensOn: Gate['opensOn'],
  claims: string,
  evidence: string,
  threshold: string,
  signs: string,
  milestone: Gate['milestone'],
  users: readonly User[],
): Gate {
  return {
    id,
    opensOn,
    claims,
    evidence,
    threshold,
    signs,
    milestone,
    consumers: users.map(({ consumer }) => consumer.id),
  };
}

/** Everybody who answers for one of them, each once. */
export function owners(users: readonly User[]): string {
  return [...new Set(users.map(ownerOf))].sort(compareText).join(', ');
}

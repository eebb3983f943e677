/** The incident card: one screen for 2:13 a.m. (design, section 1): who is stale, is the old value still accepted, what to do first. */
import { escapeShell } from '../explain/escape.ts';
import { sayIso } from '../explain/words.ts';
import { kubectl } from './commands.ts';
import type { Plan, Silence } from './plan.ts';
import { isRare, namesOf, type Subject, type User } from './subject.ts';

const MOST = 8;

/** Rows of the card. */
export function incidentOf(subject: Subject, silence: Silence): Plan['incident'] {
  const { accepts, pattern, users, credential, options } = subject;
  const stuck = users.filter(({ needsAction }) => needsAction);
  const first = stuck[0] ?? users[0];
  return [
    {
      name: 'Most likely stale',
      says: few(subject, stuck.length > 0 ? stuck : users.filter((user) => user.deciding.refresh.mode !== 'per-call')),
    },
    { name: 'Stale and silent', says: few(subject, users.filter(isRare)) },
    {
      name: 'Is the old value still accepted?',
      says: pattern.coexist
        ? `Ask ${accepts}: authenticate once with the old value from a safe place. ${options.mode === 'compromise' ? 'After phase 3: no' : 'Before phase 5: yes'}`
        : `No, from the change on (${accepts} takes one value)`,
    },
    {
      name: 'Refused at the dependency?',
      says: refused(subject),
    },
    {
      name: 'Old value known to others?',
      says: 'Exposure: do not accept it again. Restart whoever is stale, take the outage (--mode compromise)',
    },
    { name: 'Fastest that reduces harm', says: fastest(subject, first) },
    {
      name: 'Do not',
      says: 'restart everybody at once (handshakes), roll back the store and call it done (consumers keep what they loaded), generate a third value',
    },
    {
      name: 'Worst wait',
      says: silence.n === null ? 'not derivable' : `silence counts as evidence only after N = ${sayIso(silence.n)}`,
    },
    {
      name: 'Call',
      says: credential.owners.length > 0 ? credential.owners.join(', ') : 'nobody is named as owner of the credential',
    },
  ];
}

function refused({ options, pattern }: Subject): string {
  if (options.mode === 'compromise')
    return 'Somebody is stale, or it is not ours. Never accept the old value again: restart whoever is stale';
  if (!pattern.coexist)
    return 'Availability: somebody is stale, and the old value is refused for good: restart whoever is stale';
  return 'Availability: somebody is stale. Accept the old value again if it is not known to others, then restart whoever is stale';
}

function few(subject: Subject, users: readonly User[]): string {
  if (users.length === 0) return 'nobody';
  const names = namesOf(subject, users);
  return names.length > MOST
    ? `${names.slice(0, MOST).join(', ')} and ${names.length - MOST} more (consumer table)`
    : names.join(', ');
}

function fastest({ options, users }: Subject, user: User | undefined): string {
  const cluster = users.find(
    ({ consumer }) => consumer.id.startsWith('consumer:k8s:') && consumer.objectKind === 'Deployment',
  );
  const named = user?.consumer.objectKind === 'Deployment' ? user : cluster;
  const phase = options.mode === 'compromise' ? 4 : 3;
  if (named === undefined) return `the action of the stale consumer in phase ${phase}`;
  const restart = `${kubectl(named.consumer, options.drill)} rollout restart deployment/${named === user ? escapeShell(named.consumer.name) : 'NAME'}`;
  return `restart the stale ones only (their commands are in phase ${phase}), such as ${restart}`;
}

/** The summary card: verdict, four properties, three figures, toil. Counts first; nothing that was not measured. */
import { plural, sayTimes, sayTotal } from '../explain/words.ts';
import { REFRESH_MODES } from '../wire/words.ts';
import type { Phase, Plan } from './plan.ts';
import { ASSUMED_MINUTES } from './steps.ts';
import { namesOf, type Subject } from './subject.ts';

const WORD = { 'zero-downtime': 'ZERO-DOWNTIME', partial: 'PARTIAL', cutover: 'CUTOVER' } as const;

/** The verdict. Where what accepts the credential is not known, the worst case is planned, and said. */
export function verdictOf({ credential: { revocation }, assumed, accepts, options }: Subject): Plan['verdict'] {
  if (options.mode === 'compromise') {
    const why = 'containment: the old value is revoked before its consumers have moved, and an outage is accepted';
    return { word: 'CUTOVER', failing: [why, ...revocation.missing] };
  }
  if (assumed || revocation.verdict === null) {
    const why = `assumed, because nothing shows that ${accepts} takes old and new value side by side`;
    return { word: 'CUTOVER', failing: [why, ...revocation.missing] };
  }
  return { word: WORD[revocation.verdict], failing: revocation.missing };
}

/** A coordinated restart is enough (design, section 8). A leak is contained, not rotated simply. */
export function isSimple({ credential, assumed, options }: Subject): boolean {
  return options.mode === 'routine' && !assumed && credential.pattern.lowRisk === true;
}

/** Privilege, distribution, refresh, revocation friction. */
export function propertiesOf(subject: Subject): Plan['properties'] {
  const { credential, users, dependency, pattern } = subject;
  const reach =
    credential.scopeRadius.factors.find(({ name }) => name.startsWith('privilege'))?.value ?? 'not measured';
  const count = (of: (user: (typeof users)[number]) => string | null) =>
    new Set(users.flatMap((user) => of(user) ?? [])).size;
  const clusters = count(({ consumer }) => consumer.cluster);
  const owners = count(({ consumer }) => consumer.owner);
  const unowned = users.filter(({ consumer }) => consumer.owner === null).length;
  const modes = REFRESH_MODES.flatMap((mode) => {
    const found = users.filter(({ deciding }) => deciding.refresh.mode === mode).length;
    return found > 0 ? [`${found} ${mode}`] : [];
  });
  const mechanisms = new Set(users.flatMap(({ paths }) => paths.map(({ refresh }) => refresh.mechanism ?? 'none')))
    .size;
  const blind = users.filter(({ outside }) => outside).length;
  return [
    {
      name: 'Privilege',
      says: `${reach}; scope radius ${credential.scopeRadius.score} of 100, ${credential.scopeRadius.band}`,
    },
    {
      name: 'Distribution',
      says: `${plural(users.length, 'consumer')}, ${sayTotal(users.map(({ consumer }) => consumer))}, ${clusters > 0 ? plural(clusters, 'cluster') : 'no cluster named'}, ${ownersOf(owners, unowned)}, ${plural(credential.carriers.length, 'carrier')}; rollout radius ${credential.rolloutRadius.score} of 100, ${credential.rolloutRadius.band}`,
    },
    { name: 'Refresh', says: `${modes.join(', ')}; ${plural(mechanisms, 'mechanism')}` },
    {
      name: 'Revocation friction',
      says: `${subject.assumed ? 'acceptance not known' : pattern.id}, ${dependency?.slots ? plural(dependency.slots, 'slot') : 'slots without a known limit'}, sessions ${dependency?.sessionClass ?? 'not known'}; ${plural(users.filter(({ needsAction }) => needsAction).length, 'consumer')} to act on, ${blind} outside anybody's sight here`,
    },
  ];
}

function ownersOf(owners: number, unowned: number): string {
  if (owners === 0) return `no owner named for any of them`;
  return `${plural(owners, 'owner')}${unowned > 0 ? ` and ${unowned} unowned` : ''}`;
}

/** Automatic, with actions, never without an action. */
export function figuresOf(subject: Subject): Plan['figures'] {
  const { automatic, withActions, neverWithoutAction } = subject.credential.convergence;
  const never = subject.users.filter(({ consumer }) => neverWithoutAction.includes(consumer.id));
  return [
    { name: 'Automatic', says: `settled: ${sayTimes(automatic.settled)}` },
    { name: 'With the actions below', says: `settled: ${sayTimes(withActions.settled)}` },
    { name: 'Never without an action', says: never.length === 0 ? 'nobody' : namesOf(subject, never).join(', ') },
  ];
}

/** What it costs people: declared durations, else an assumption that is named. */
export function toilOf(phases: readonly Phase[], gates: number): Plan['toil'] {
  const manual = phases
    .flatMap(({ groups }) => groups.flatMap(({ steps }) => steps))
    .filter(({ minutes }) => minutes !== null);
  const declared = manual.filter(({ takes }) => takes !== null);
  const guessed = manual.length - declared.length;
  const sum = (steps: typeof manual) => steps.reduce((total, { minutes }) => total + (minutes ?? 0), 0);
  const each = `${ASSUMED_MINUTES} minutes each (assumed)`;
  const said =
    declared.length === 0
      ? each
      : `${Math.round(sum(declared))} declared for ${plural(declared.length, 'step')}, the other ${guessed + gates} at ${each}`;
  const personMinutes = Math.round(sum(manual) + gates * ASSUMED_MINUTES);
  return {
    steps: manual.length + gates,
    personMinutes,
    says: `${plural(manual.length, 'manual step')} and ${plural(gates, 'gate')} to sign, about ${personMinutes} person-minutes: ${said}`,
  };
}

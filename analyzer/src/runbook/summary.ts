/** The summary card: verdict, four properties, three figures, toil, and the window. Counts first; nothing that was not measured. */
import { plural, sayIso, sayTimes } from '../explain/words.ts';
import { formatDuration } from '../model/duration.ts';
import { compareText } from '../model/place.ts';
import { REFRESH_MODES } from '../wire/words.ts';
import { instancesIn } from './adoption.ts';
import type { Phase, Plan } from './plan.ts';
import { ASSUMED_MINUTES } from './steps.ts';
import { namesOf, type Subject, secondsOf } from './subject.ts';

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

/** Low risk (design, section 8): a coordinated restart is enough. */
export function isSimple({ credential, users, pattern, assumed }: Subject): boolean {
  return (
    !assumed &&
    pattern.id !== 'wrapping-key' &&
    credential.rolloutRadius.score < 25 &&
    users.length <= 2 &&
    credential.environments.length <= 1 &&
    !users.some(({ outside }) => outside) &&
    !POWERFUL.has(privilegeOf({ credential }))
  );
}

const POWERFUL: ReadonlySet<string> = new Set(['superuser', 'admin', 'sign', 'decrypt']);

/** `read-write`: the first half of the factor `privilege × reach`. */
function privilegeOf({ credential }: Pick<Subject, 'credential'>): string {
  const factor = credential.scopeRadius.factors.find(({ name }) => name.startsWith('privilege'));
  return String(factor?.value ?? 'unknown').split(' × ')[0] ?? 'unknown';
}

/** Privilege, distribution, refresh, revocation friction. */
export function propertiesOf(subject: Subject): Plan['properties'] {
  const { credential, users, dependency, pattern } = subject;
  const reach =
    credential.scopeRadius.factors.find(({ name }) => name.startsWith('privilege'))?.value ?? 'not measured';
  const count = (of: (user: (typeof users)[number]) => string | null) =>
    new Set(users.flatMap((user) => of(user) ?? [])).size;
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
      says: `${plural(users.length, 'consumer')}, ${instancesIn(users)} instances, ${plural(
        count(({ consumer }) => consumer.cluster),
        'cluster',
      )}, ${plural(
        count(({ consumer }) => consumer.owner),
        'owner',
      )}${unowned > 0 ? ` and ${unowned} unowned` : ''}, ${plural(credential.carriers.length, 'carrier')}; rollout radius ${credential.rolloutRadius.score} of 100, ${credential.rolloutRadius.band}`,
    },
    { name: 'Refresh', says: `${modes.join(', ')}; ${plural(mechanisms, 'mechanism')}` },
    {
      name: 'Revocation friction',
      says: `${subject.assumed ? 'acceptance not known' : pattern.id}, ${dependency?.slots ? plural(dependency.slots, 'slot') : 'slots without a known limit'}, sessions ${dependency?.sessionClass ?? 'not known'}; ${plural(users.filter(({ needsAction }) => needsAction).length, 'consumer')} to act on, ${blind} outside anybody's sight here`,
    },
  ];
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
  const personMinutes = Math.round(sum(manual) + gates * ASSUMED_MINUTES);
  return {
    steps: manual.length + gates,
    personMinutes,
    says: `${plural(manual.length, 'manual step')} and ${plural(gates, 'gate')} to sign, about ${personMinutes} person-minutes: ${Math.round(sum(declared))} declared for ${plural(declared.length, 'step')}, the other ${guessed + gates} at ${ASSUMED_MINUTES} minutes each (assumed)`,
  };
}

/** Whether a window is long enough, and who is stranded by it. */
export function windowOf(subject: Subject): Plan['window'] {
  const { credential, users, options, pattern } = subject;
  if (!pattern.coexist) return { says: 'no overlap window: one value is valid at a time', stranded: [] };
  const { minimum, declared } = credential.overlapWindow;
  const least =
    minimum === null
      ? 'no overlap window can be stated: somebody never settles, or how is not known'
      : `the overlap window must be at least ${sayIso(minimum)}`;
  const proposed = options.window ?? secondsOf(declared);
  if (proposed === null) return { says: least, stranded: [] };
  const from = options.window === null ? 'declared' : 'proposed';
  const late = users.filter(({ timing }) => {
    const bound = secondsOf(timing.withActions.settled.bound);
    return bound === null || bound >= proposed;
  });
  const names = namesOf(subject, late).toSorted(compareText);
  const judged = late.length > 0 ? 'fiction: it strands' : 'longer than every path';
  return { says: `${least}; the ${from} window of ${sayIso(formatDuration(proposed))} is ${judged}`, stranded: names };
}

/** The eight questions a senior asks before a rotation, answered from the inventory or marked unanswered. Never a guess. */
import { plural, sayIso, sayTimes } from '../explain/words.ts';
import { REFRESH_MODES } from '../wire/words.ts';
import type { Question, Silence } from './plan.ts';
import { nameOf, namesOf, type Subject, secondsOf, unusedEvidence } from './subject.ts';

type Answer = (subject: Subject, silence: Silence) => Omit<Question, 'asks'>;

const QUESTIONS: ReadonlyArray<{ readonly asks: string; readonly answer: Answer }> = [
  { asks: 'Who presents it, and who accepts it?', answer: whoPresents },
  { asks: 'How does each consumer take a new value?', answer: howTaken },
  { asks: 'Which path is the slowest, and how slow is it?', answer: slowest },
  { asks: 'What is dormant and comes back with the old value?', answer: dormant },
  { asks: 'Who is unowned?', answer: unowned },
  { asks: 'Does what accepts it take both values at once?', answer: acceptsBoth },
  { asks: 'How do we know that the old value is unused?', answer: unused },
  { asks: 'How do we roll back, and until when?', answer: rollback },
];

/** All eight. */
export function questionsOf(subject: Subject, silence: Silence): readonly Question[] {
  return QUESTIONS.map(({ asks, answer }) => ({ asks, ...answer(subject, silence) }));
}

function answered(answer: string, open: string | null = null): Omit<Question, 'asks'> {
  return { answer, open };
}

function unanswered(open: string): Omit<Question, 'asks'> {
  return { answer: null, open };
}

function whoPresents(subject: Subject): Omit<Question, 'asks'> {
  const presents = subject.users.filter(({ paths }) => paths.some(({ role }) => role !== 'accepts'));
  const accepts = subject.users.filter((user) => user.accepts);
  const holders = accepts.length > 0 ? `; it is held to verify by ${namesOf(subject, accepts).join(', ')}` : '';
  const unresolved = subject.view.inventory.coverage.unresolved.length;
  const open =
    unresolved > 0
      ? `${plural(unresolved, 'reference')} of this repository could not be resolved, and other repositories were not read`
      : 'other repositories were not read';
  return answered(
    `${plural(presents.length, 'consumer')} here: ${namesOf(subject, presents).join(', ')}${holders}`,
    open,
  );
}

function howTaken(subject: Subject): Omit<Question, 'asks'> {
  const modes = REFRESH_MODES.flatMap((mode) => {
    const users = subject.users.filter(({ deciding }) => deciding.refresh.mode === mode);
    return users.length > 0 ? [`${mode}: ${namesOf(subject, users).join(', ')}`] : [];
  });
  const vague = subject.users.filter(({ deciding }) => deciding.refresh.mode === 'unknown');
  if (vague.length === subject.users.length)
    return unanswered(`not established for ${namesOf(subject, vague).join(', ')}`);
  return answered(
    modes.join('; '),
    vague.length > 0 ? `not established for ${namesOf(subject, vague).join(', ')}` : null,
  );
}

function slowest(subject: Subject): Omit<Question, 'asks'> {
  const { slowest: id, withActions, neverWithoutAction } = subject.credential.convergence;
  const user = subject.users.find(({ consumer }) => consumer.id === id);
  const { settled } = withActions;
  const never = subject.users.filter(({ consumer }) => neverWithoutAction.includes(consumer.id));
  const tail = never.length > 0 ? `never without an action: ${namesOf(subject, never).join(', ')}` : null;
  if (user === undefined && settled.bound === null) return unanswered(sayTimes(settled));
  const bound = user?.timing.withActions.settled ?? settled;
  const who = user === undefined ? 'all of it' : `the slowest with a bound is ${nameOf(subject, user)}`;
  const whole = settled.bound === null ? `the whole has none: ${sayTimes(settled)}` : null;
  const when = secondsOf(bound.bound) === 0 ? 'settled at once' : `settled by ${sayTimes(bound)}`;
  return answered(`${who}: ${when}`, [tail, whole].filter((part) => part !== null).join('; ') || null);
}

function dormant(subject: Subject): Omit<Question, 'asks'> {
  const asleep = subject.users.filter(({ consumer }) => consumer.dormant);
  return answered(asleep.length === 0 ? 'nothing that was read' : namesOf(subject, asleep).join(', '));
}

function unowned(subject: Subject): Omit<Question, 'asks'> {
  const alone = subject.users.filter(({ consumer }) => consumer.owner === null);
  if (alone.length === 0) return answered('nobody: every consumer has an owner');
  return unanswered(`nobody is named for ${namesOf(subject, alone).join(', ')}: find a person before phase 1 ends`);
}

function acceptsBoth({ dependency, accepts, pattern, assumed }: Subject): Omit<Question, 'asks'> {
  if (assumed || dependency === null)
    return unanswered('what accepts it is not known: declare dependency.acceptance in keyturn.yaml');
  const slots = dependency.slots === null ? 'no limit of slots known' : plural(dependency.slots, 'slot');
  return answered(
    `${pattern.coexist ? 'yes' : 'no'}: ${accepts} (${pattern.id}, ${slots})`,
    'whether a leftover value fills a slot now: only the running dependency tells',
  );
}

function unused(subject: Subject, silence: Silence): Omit<Question, 'asks'> {
  const evidence = unusedEvidence(subject);
  const uncovered = silence.uncovered.length > 0 ? `no silence speaks for ${silence.uncovered.join(', ')}` : null;
  if (evidence === null) {
    const why = `what can be told of old and new at ${subject.accepts} is not in the fact tables for this pattern`;
    return unanswered([why, uncovered].filter((part) => part !== null).join('; '));
  }
  const n = silence.n === null ? 'N is not derivable' : `over N = ${sayIso(silence.n)}`;
  return answered(`${evidence} (${n})`, uncovered);
}

function rollback({ pattern }: Subject): Omit<Question, 'asks'> {
  if (!pattern.coexist) return answered('only with a second outage: the change has already refused the old value');
  return answered(
    'accept the old value again and write its version at the origin; possible until it is deleted in phase 5',
    'who has already taken the new value keeps it: rolling back acceptance is not rolling back consumer state',
  );
}

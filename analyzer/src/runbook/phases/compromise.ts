/** Containment: the same phases in another order. The outage is accepted, and there is no way back to the old value. */
import { actingOn, actionStep, contactSteps } from '../adoption.ts';
import { type Draft, type DraftPhase, kindSteps, step, ungrouped, way } from '../steps.ts';
import { namesOf, type Subject } from '../subject.ts';
import { adopt, type NextRuns } from './adopt.ts';
import { monitor } from './close.ts';
import { prepare } from './prepare.ts';
import { outages, publish } from './publish.ts';

/** Containment first: the outage is accepted, the old value dies before anybody has converged. */
export function compromised(subject: Subject, runs: NextRuns): readonly DraftPhase[] {
  const prepared = prepare(subject);
  const published = publish(subject);
  const adopted = adopt(subject, runs);
  const presenters = subject.users.filter(({ paths }) => paths.some(({ role }) => role !== 'accepts'));
  const killing = kindSteps(subject, 'revoke');
  return [
    {
      title: 'Phase 1: know who is expected, and keep the evidence',
      notes: [
        `Expected presenters of the old value: ${namesOf(subject, presenters).join(', ')}. Anybody else who presents it is not ours.`,
      ],
      groups: [
        ungrouped([
          step(
            `Copy the authentication log of ${subject.accepts} and the audit log of the store to a place that cannot be changed`,
            { missing: 'since when the value may be known to others: take the earliest' },
          ),
          step('Sort its entries: expected and stale · should have moved · not ours', {
            check: 'the consumer table above is the list of what is expected',
          }),
        ]),
        { title: 'Tell those nobody here controls, without waiting for them', notes: [], steps: contactSteps(subject) },
      ],
      rollback: [way('Nothing has changed yet.')],
    },
    {
      ...prepared,
      title: 'Phase 2: make a new value',
      notes: ['Only what publication needs. Do not wait for anybody.'],
      groups: prepared.groups.slice(1, 3),
    },
    {
      title: 'Phase 3: publish and revoke, back to back',
      notes: [
        `Outage accepted: the old value dies before its consumers have moved.${subject.pattern.coexist ? ' If it is being used by others now, revoke before you publish.' : ''}`,
        ...outages(subject),
      ],
      groups: [...published.groups, { title: 'Revoke now', notes: [], steps: [...killing, ...killSessions(subject)] }],
      rollback: [
        way(
          'None that does not expose again: go forward. Accepting the old value again is a decision of whoever answers for the exposure.',
        ),
      ],
    },
    {
      ...adopted,
      rollback: [
        way('None to the old value: it is refused, and others may know it. A restart that fails goes forward.'),
      ],
      title: 'Phase 4: bring everybody back, all at once',
      notes: ['No rings: whoever is not restarted is down. Those who never move by themselves first.'],
      groups: [
        { title: 'Restart now', notes: [], steps: restartAll(subject) },
        ...adopted.groups.filter(({ title }) => title !== null && !title.startsWith('Ring')),
      ],
    },
    {
      ...monitor(subject),
      title: 'Phase 5: close',
      notes: [
        'It is closed on the gates above. An attempt with the old value after the revocation is either a stale consumer of the list or the intruder.',
      ],
      groups: [
        ungrouped([
          step('Have every gate above shown and signed'),
          step('Look for what was made with the old value: tokens, sessions, copies, new principals'),
          step('Rotate what the old value could reach and read'),
        ]),
      ],
    },
  ];
}

function restartAll(subject: Subject): readonly Draft[] {
  return actingOn(subject).map((user) => actionStep(subject, user));
}

function killSessions({ dependency, accepts }: Subject): readonly Draft[] {
  const session = dependency?.sessionClass ?? null;
  if (session === 'per-request' || session === 'killed-client-reconnects' || session === 'killed-no-reconnect')
    return [];
  const says =
    session === 'artefacts'
      ? 'Refuse what was made with the old value before now'
      : `End the sessions at ${accepts} that were opened with the old value: they outlive it`;
  return [step(says, { missing: session === null ? 'what a revocation does to sessions is not known' : null })];
}

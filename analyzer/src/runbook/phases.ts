/**
 * The phases in their order: what must never come before what. Acceptors before presenters, those outside before anything,
 * publication only after the new value has worked once, revocation only behind its gates. Compromise turns the order round and says so.
 */

import { sayReason } from '../explain/reasons.ts';
import { carrierName } from '../explain/view.ts';
import { plural, sayIso } from '../explain/words.ts';
import { compareText } from '../model/place.ts';
import {
  acceptorStep,
  acceptorsOf,
  actingOn,
  actionStep,
  automaticSteps,
  contactSteps,
  outsideSteps,
  rareSteps,
  rings,
} from './adoption.ts';
import { drillPhase } from './drill.ts';
import { type Draft, type DraftGroup, type DraftPhase, kindSteps, step, ungrouped, way } from './steps.ts';
import { nameOf, namesOf, ownerOf, type Subject, secondsOf, type User } from './subject.ts';
import { isSimple } from './summary.ts';
import { syncsOf } from './syncs.ts';

export type NextRuns = ReadonlyMap<string, readonly string[]>;

/** All phases of the mode asked for. */
export function phasesOf(subject: Subject, runs: NextRuns): readonly DraftPhase[] {
  const phases = subject.options.mode === 'compromise' ? compromised(subject, runs) : routine(subject, runs);
  return subject.options.drill ? [...phases, drillPhase(subject)] : phases;
}

function routine(subject: Subject, runs: NextRuns): readonly DraftPhase[] {
  return [prepare(subject), publish(subject), adopt(subject, runs), monitor(subject), revoke(subject)];
}

const CONSUMER_STATE = way(
  'rolling back acceptance is not rolling back consumer state: whoever has loaded the new value keeps it until it is told or restarted again',
);

function prepare(subject: Subject): DraftPhase {
  const { pattern } = subject;
  return {
    title: 'Phase 1: prepare compatibility',
    notes: [acceptorsNote(subject)],
    groups: [
      { title: 'Contact first', notes: [], steps: contactSteps(subject) },
      { title: `What accepts it: ${subject.accepts}`, notes: [], steps: kindSteps(subject, 'prepare') },
      ...(pattern.coexist ? [acceptorsGroup(subject)] : []),
      {
        title: 'Prove it before it is published',
        notes: [],
        steps: pattern.coexist ? kindSteps(subject, 'verify') : [],
      },
    ],
    rollback: [
      way(
        pattern.coexist
          ? `Take the new value away from ${subject.accepts}: nobody uses it yet.`
          : 'Nothing has changed yet: call it off.',
      ),
    ],
  };
}

function acceptorsNote(subject: Subject): string {
  const names = namesOf(subject, acceptorsOf(subject)).join(', ');
  if (names !== '')
    return subject.pattern.coexist
      ? `Acceptors first: ${names} must take the new value before the first presenter uses it.`
      : `Acceptors: ${names}. Giving them the new value is the change, so they wait for phase 2.`;
  return subject.kind?.sided === 'two'
    ? `Whoever verifies it holds it too, and no acceptor was found among the consumers: find them all before phase 2.`
    : `No acceptor is among the consumers: ${subject.accepts} is the only one that must take the new value.`;
}

/** Those who verify; where none was found although the kind has them, finding them is a step. */
function acceptorsGroup(subject: Subject): DraftGroup {
  const acceptors = acceptorsOf(subject);
  const lost = acceptors.length === 0 && subject.kind?.sided === 'two';
  const notes = [
    'Publish the new value to them as the next one first. Where an acceptor reads the same key as the presenters, publishing over it reaches both at once: it needs a key of its own for the next value.',
  ].filter(() => acceptors.length > 0 && subject.pattern.coexist);
  return {
    title: 'Acceptors among the consumers',
    notes,
    steps: lost
      ? [
          step('Give the new value to everybody who verifies it', {
            missing: 'who verifies it: nothing that was read does',
          }),
        ]
      : acceptors.map((user) => acceptorStep(subject, user)),
  };
}

function publish(subject: Subject): DraftPhase {
  const { origin, view, pattern } = subject;
  const where = origin === null ? 'its origin (not known)' : carrierName(view, origin.id);
  const alone = subject.users.filter((user) => !user.needsAction);
  const notes = pattern.coexist
    ? [
        `Publication is t = 0. It proves nothing about anybody who uses it.`,
        ...(alone.length > 0
          ? [`Not staged, only watched, because they take it without being asked: ${plural(alone.length, 'consumer')}.`]
          : []),
      ]
    : ['Publishing is revoking: the outage of every consumer below starts here.', ...outages(subject)];
  return {
    title: pattern.coexist ? 'Phase 2: publish' : 'Phase 2: change and publish at once',
    notes,
    groups: [
      { title: `Origin: ${where}`, notes: [], steps: [...kindSteps(subject, 'publish'), ...frozenStep(subject)] },
      ...syncGroups(subject),
      ...(pattern.coexist ? [] : [acceptorsGroup(subject)]),
      { title: 'Prove it now', notes: [], steps: pattern.coexist ? [] : kindSteps(subject, 'verify') },
    ],
    rollback: [
      ...kindSteps(subject, 'rollback').map(({ does, command }) =>
        way(does === 'Run' ? 'At the dependency:' : does, command),
      ),
      way('Force the same syncs again.'),
      CONSUMER_STATE,
    ],
  };
}

function frozenStep({ origin }: Subject): readonly Draft[] {
  return origin?.frozen ? [step('The origin does not change in place: make it anew', { missing: origin.frozen })] : [];
}

/** Cluster by cluster, so that a bad value is seen in one before it is forced into the next. */
function syncGroups(subject: Subject): readonly DraftGroup[] {
  const syncs = syncsOf(subject);
  const clusters = [...new Set(syncs.map(({ cluster }) => cluster ?? ''))].sort(compareText);
  return clusters.map((cluster, at) => ({
    title: `Force the sync${cluster === '' ? '' : ` in ${cluster}`}`,
    notes:
      at === 0 && clusters.length > 1
        ? ['One cluster first, then look, then the others; each also syncs on its own clock meanwhile.']
        : [],
    steps: syncs
      .filter((sync) => (sync.cluster ?? '') === cluster)
      .map(({ does, command, missing, check, unverified }) => step(does, { command, missing, check, unverified })),
  }));
}

function outages({ credential, users, ...rest }: Subject): readonly string[] {
  const subject = { credential, users, ...rest };
  return users.map((user) => {
    const until = outageEnd(
      user,
      credential.revocation.outages.find(({ consumer }) => consumer === user.consumer.id)?.to ?? null,
    );
    return `Outage of ${nameOf(subject, user)} (${ownerOf(user)}): from the change until ${until}.`;
  });
}

function outageEnd({ timing, needsAction }: User, stated: string | null): string {
  const alone = stated ?? (needsAction ? null : timing.automatic.adopted.bound);
  if (alone !== null) return `${sayIso(alone)} after the change at the latest, by itself`;
  const { bound, reason } = timing.withActions.adopted;
  if (bound !== null) return `${sayIso(bound)} after the change, if its action starts as the value arrives`;
  return `somebody acts; no bound can be stated: ${sayReason(reason)}`;
}

function adopt(subject: Subject, runs: NextRuns): DraftPhase {
  const simple = isSimple(subject);
  const acting = actingOn(subject);
  const staged = simple ? [ungrouped(acting.map((user) => actionStep(subject, user)))] : rings(subject);
  return {
    title:
      simple && acting.length > 0
        ? 'Phase 3: coordinated restart'
        : simple
          ? 'Phase 3: adoption'
          : 'Phase 3: staged adoption',
    notes: simple
      ? [
          acting.length > 0
            ? 'Low risk: restart these together and look; rings and regions would be overkill.'
            : 'Low risk: nobody has to be restarted; look, and more would be overkill.',
        ]
      : [
          'Stop at the first ring that does not do real work with the new value. Both values stay valid meanwhile, so a stop costs nothing.',
        ].filter(() => subject.pattern.coexist),
    groups: [
      { title: 'By themselves', notes: [], steps: automaticSteps(subject) },
      ...staged,
      { title: 'Outside: those nobody here controls', notes: [], steps: outsideSteps(subject) },
      { title: 'Low-frequency and dormant', notes: [], steps: rareSteps(subject, runs) },
    ],
    rollback: [
      way('Stop where you are. Write the old version at the origin again and force the syncs.'),
      way(
        `Restart those who had moved and must go back: ${acting.length > 0 ? namesOf(subject, acting).join(', ') : 'nobody had to be restarted'}.`,
      ),
      CONSUMER_STATE,
    ],
  };
}

function monitor(subject: Subject): DraftPhase {
  return {
    title: 'Phase 4: watch convergence',
    notes: ['Signals and queries are below. A flat error rate proves nothing: open connections hide whoever is stale.'],
    groups: [
      ungrouped([
        step('Look at adoption by instances, by consumers and by paths; the smallest share counts', {
          check: 'signal secret_version_loaded',
        }),
        step(`Look for attempts with the old value at ${subject.accepts}`, {
          check: 'signal db_auth_attempts and the queries below',
        }),
        step('Look for consumers that were told and could not take it', {
          check: 'signal config_reload_failures_total',
        }),
      ]),
    ],
    rollback: [way('Nothing changes in this phase. Adoption that stalls goes back to phase 3, not on to phase 5.')],
  };
}

function revoke(subject: Subject): DraftPhase {
  const { pattern } = subject;
  if (!pattern.coexist) {
    return {
      title: 'Phase 5: close',
      notes: [
        'There is no revocation step: the change was the revocation. It is closed on the gates below, not by the clock.',
      ],
      groups: [
        ungrouped([
          step('Have every gate below shown and signed'),
          step('Switch schedules, queues and lock-outs on again'),
        ]),
      ],
      rollback: [way('The old value is refused already: going back is a second outage of everybody.')],
    };
  }
  const kill = secondsOf(subject.credential.revocation.exposureEnds);
  return {
    title: 'Phase 5: revoke, behind the gates',
    notes: [
      'Every gate below is shown and signed before the first step here. No gate is a timer.',
      `The old value is dead when ${pattern.ends}.`,
      kill === null
        ? 'When exposure ends cannot be stated; it ends no earlier than this phase.'
        : `If every hop works, exposure ends no earlier than ${sayIso(subject.credential.revocation.exposureEnds ?? '')} after publication.`,
    ],
    groups: [ungrouped([step('Check that all gates are signed'), ...kindSteps(subject, 'revoke')])],
    rollback: [
      way(
        'Make the old value valid again at once, as far as what accepts it allows; after deletion it cannot come back.',
      ),
      CONSUMER_STATE,
    ],
  };
}

/** Containment first: the outage is accepted, the old value dies before anybody has converged. */
function compromised(subject: Subject, runs: NextRuns): readonly DraftPhase[] {
  const [prepared, published, adopted, watched, revoked] = routine(subject, runs);
  if (!prepared || !published || !adopted || !watched || !revoked) return [];
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
      ...watched,
      title: 'Phase 5: close',
      notes: [
        'It is closed on the gates below. An attempt with the old value after the revocation is either a stale consumer of the list or the intruder.',
      ],
      groups: [
        ungrouped([
          step('Have every gate below shown and signed'),
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

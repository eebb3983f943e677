/** Phase 2: publication, cluster by cluster. Where one value is valid at a time it is the revocation too, and names every outage. */

import { sayReason } from '../../explain/reasons.ts';
import { carrierName } from '../../explain/view.ts';
import { plural, sayIso } from '../../explain/words.ts';
import { compareText } from '../../model/place.ts';
import { written } from '../origin.ts';
import { type Draft, type DraftGroup, type DraftPhase, kindSteps, step, way } from '../steps.ts';
import { nameOf, namesOf, ownerOf, type Subject, secondsOf, type User } from '../subject.ts';
import { syncsOf } from '../syncs.ts';
import { CONSUMER_STATE } from './consumer-state.ts';
import { acceptorsGroup } from './prepare.ts';

/** Phase 2 of the routine. */
export function publish(subject: Subject): DraftPhase {
  const { origin, view, pattern } = subject;
  const where = origin === null ? 'its origin (not known)' : carrierName(view, origin.id);
  const alone = subject.users.filter((user) => !user.needsAction);
  const told = pattern.coexist
    ? [
        `Publication is t = 0. It proves nothing about anybody who uses it.`,
        ...(alone.length > 0
          ? [`Not staged, only watched, because they take it without being asked: ${plural(alone.length, 'consumer')}.`]
          : []),
      ]
    : ['Publishing is revoking: the outage of every consumer below starts here.', ...outages(subject)];
  const notes = [...told, ...ringless(subject)];
  return {
    title: pattern.coexist ? 'Phase 2: publish' : 'Phase 2: change and publish at once',
    notes,
    groups: [
      {
        title: `Origin: ${where}`,
        notes: [],
        steps: [...written(subject, kindSteps(subject, 'publish')), ...frozenStep(subject)],
      },
      ...syncGroups(subject),
      ...(pattern.coexist ? [] : [acceptorsGroup(subject)]),
      { title: 'Prove it now', notes: [], steps: pattern.coexist ? [] : kindSteps(subject, 'verify') },
    ],
    rollback: [
      ...kindSteps(subject, 'rollback').map(({ does, command }) =>
        way(does === 'Run' ? 'At the dependency:' : does, command),
      ),
      ...(syncsOf(subject).length > 0 ? [way('Force the same syncs again.')] : []),
      CONSUMER_STATE,
    ],
  };
}

/** An annotation whose controller nobody saw: if it runs after all, it restarts before the first ring. */
function ringless(subject: Subject): readonly string[] {
  const intended = subject.users.filter(({ paths }) => paths.some(({ refresh }) => refresh.intent === true));
  if (intended.length === 0) return [];
  return [
    `If the controller of their restart annotation runs after all, the arrival of the value restarts all of these at once, before any ring: ${namesOf(subject, intended).join(', ')}. Look before you publish; if it runs, pause it or take the annotation away first.`,
  ];
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

/** One sentence a consumer: from when until when it is down if the old value dies at publication. */
export function outages({ credential, users, ...rest }: Subject): readonly string[] {
  const subject = { credential, users, ...rest };
  return users.map((user) => {
    const until = outageEnd(
      user,
      credential.revocation.outages.find(({ consumer }) => consumer === user.consumer.id)?.to ?? null,
    );
    const name = `Outage of ${nameOf(subject, user)} (${ownerOf(user)})`;
    return until === null
      ? `${name}: none that lasts, it takes the new value at once.`
      : `${name}: from the change until ${until}.`;
  });
}

/** null: at once. */
function outageEnd({ timing, needsAction }: User, stated: string | null): string | null {
  const alone = stated ?? (needsAction ? null : timing.automatic.adopted.bound);
  if (alone !== null)
    return secondsOf(alone) === 0 ? null : `${sayIso(alone)} after the change at the latest, by itself`;
  const { bound, reason } = timing.withActions.adopted;
  if (bound !== null) return `${sayIso(bound)} after the change, if its action starts as the value arrives`;
  return `somebody acts; no bound can be stated: ${sayReason(reason)}`;
}

/**
 * Who must be restarted or rebuilt, ring by ring: what hurts least first, never more at once than the dependency should bear.
 */
import { plural } from '../explain/words.ts';
import { compareText } from '../model/place.ts';
import { actingOn, actionStep, instancesIn } from './adoption.ts';
import type { Draft, DraftGroup } from './steps.ts';
import { nameOf, type Subject, type User } from './subject.ts';

/** Share of all instances that one ring may re-open at once, where the limit of the dependency is not in the inventory. */
const RING_SHARE = 0.1;

/**
 * Who must be restarted or rebuilt, in rings: canary of max(1 instance, 1 %) → the canary's region → one ring of services →
 * the rest.
 */
export function rings(subject: Subject): readonly DraftGroup[] {
  const acting = actingOn(subject).toSorted(gentlest);
  const [canary, ...rest] = acting;
  if (canary === undefined) return [];
  const all = instancesIn(subject.users);
  const size = Math.max(1, Math.ceil(all * RING_SHARE));
  const near = rest.filter(({ consumer }) => consumer.cluster === canary.consumer.cluster);
  const far = rest.filter(({ consumer }) => consumer.cluster !== canary.consumer.cluster);
  const [ring, last] = upTo(far, size);
  const atOnce = `at most ${plural(size, 'instance')} at once: 10 % of all ${all} re-open their connections together (assumed; the connection limit of ${subject.accepts} is not in the inventory)`;
  return [
    { title: 'canary', notes: canaryNote(subject, canary, all), steps: [canaryStep(subject, canary, all)] },
    group(subject, canary.consumer.cluster === null ? 'the others' : `the rest of ${canary.consumer.cluster}`, near, [
      atOnce,
    ]),
    group(subject, 'one ring of services elsewhere', ring, [atOnce]),
    group(subject, 'the rest', last, [atOnce]),
  ]
    .filter(({ steps }) => steps.length > 0)
    .map((ring, at) => ({ ...ring, title: `Ring ${at + 1}: ${ring.title}` }));
}

function canaryNote(subject: Subject, canary: User, all: number): readonly string[] {
  const share = canaryShare(all);
  const instances = instancesIn([canary]);
  const first =
    instances > share
      ? `start with ${plural(share, 'instance')} of it (max of 1 instance and 1 % of ${all}), the others after it works`
      : `${plural(instances, 'instance')}: it is the smallest that needs an action`;
  return [
    first,
    `go on only when ${nameOf(subject, canary)} has done real work with the new value, not merely started`,
  ];
}

/** A Deployment can be stopped half-way: restart, pause, look, resume. */
function canaryStep(subject: Subject, canary: User, all: number): Draft {
  const whole = actionStep(subject, canary);
  const [restart, status] = whole.command?.split('\n') ?? [];
  const share = canaryShare(all);
  if (canary.consumer.objectKind !== 'Deployment' || restart === undefined || status === undefined) return whole;
  if (instancesIn([canary]) <= share) return whole;
  const pause = restart.replace('rollout restart', 'rollout pause');
  const resume = restart.replace('rollout restart', 'rollout resume');
  const held = `${pause}   # once this many new pods run: ${share}`;
  return { ...whole, command: [restart, held, `${resume}   # after real work was done`, status].join('\n') };
}

/** Instances of the canary: max of 1 and 1 % (design, section 9). */
function canaryShare(all: number): number {
  return Math.max(1, Math.ceil(all / 100));
}

function group(subject: Subject, title: string, users: readonly User[], notes: readonly string[]): DraftGroup {
  return { title, notes, steps: users.map((user) => actionStep(subject, user)) };
}

/** What hurts least first: outside production, then few instances, then by name. */
function gentlest(a: User, b: User): number {
  return (
    Number(a.consumer.environment === null || a.consumer.environment === 'production') -
      Number(b.consumer.environment === null || b.consumer.environment === 'production') ||
    instancesIn([a]) - instancesIn([b]) ||
    compareText(a.consumer.id, b.consumer.id)
  );
}

/** The first users whose instances fit into a ring, at least one; and the others. */
function upTo(users: readonly User[], size: number): readonly [readonly User[], readonly User[]] {
  let instances = 0;
  const end = users.findIndex((user) => {
    instances += instancesIn([user]);
    return instances > size;
  });
  const cut = end < 0 ? users.length : Math.max(1, end);
  return [users.slice(0, cut), users.slice(cut)];
}

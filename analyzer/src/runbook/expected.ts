/**
 * What the inventory predicts of one consumer, in forms that evidence can be held against later. Copies and sorts; judges
 * nothing, so that a runbook and its gates can never disagree about a figure.
 */
import { sayDelay } from '../explain/words.ts';
import { formatDuration } from '../model/duration.ts';
import type { WireDelay, WirePath } from '../wire/types.ts';
import type { Delivered, Expected, ExpectedHop } from './plan.ts';
import { termOf } from './silence.ts';
import { isScheduled, type Subject, type User } from './subject.ts';

/** The expectation of one consumer. */
export function expectedOf(subject: Subject, user: User): Expected {
  const { consumer, timing } = user;
  const { silent } = termOf(subject, user);
  return {
    cluster: consumer.cluster,
    namespace: consumer.namespace,
    application: consumer.application,
    instances: { min: consumer.instances.min, max: consumer.instances.max },
    scheduled: isScheduled(user),
    outside: user.outside,
    dormant: consumer.dormant,
    delivered: user.paths.flatMap((path) => deliveredBy(subject, path)),
    automatic: timing.automatic,
    withActions: timing.withActions,
    silent: silent === null ? null : formatDuration(silent),
    hops: user.deciding.delays.map(hopOf),
  };
}

function deliveredBy({ view }: Subject, { carriers }: WirePath): readonly Delivered[] {
  const carrier = view.carriers.get(carriers.at(-1) ?? '');
  if (carrier === undefined) return [];
  const { type, cluster, namespace, name } = carrier;
  return [{ type, cluster, namespace, name, direct: carriers.length === 1 }];
}

function hopOf(delay: WireDelay): ExpectedHop {
  const { hop, kind, min, max, because } = delay;
  return { hop, kind, min, max, row: because.find(({ row }) => row !== null)?.row ?? null, says: sayDelay(delay) };
}

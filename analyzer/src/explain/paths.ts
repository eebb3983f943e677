/** Section: every propagation path, with every hop and where its delay comes from. */
import type { WireConsumer, WireCredential, WirePath } from '../wire/types.ts';
import { type Line, reason, reasoned, type Section, statement } from './explanation.ts';
import { milestoneLines } from './milestones.ts';
import { carrierName, consumerName, consumersOf, pathsOf, type View } from './view.ts';
import { plural, REFRESH_SENTENCE, sayDelay, sayDelivery, sayInstances } from './words.ts';

/** The least cooperative path first. */
export function explainPaths(view: View, credential: WireCredential): Section {
  const paths = pathsOf(view, credential);
  const consumers = plural(consumersOf(view, credential).length, 'consumer');
  return {
    title: `${plural(paths.length, 'path')} to ${consumers}`,
    lines: paths.flatMap((path) => explainPath(view, path)),
  };
}

function explainPath(view: View, path: WirePath): readonly Line[] {
  const name = consumerName(view, path.consumer);
  return [
    statement(sayRoute(view, path)),
    ...consumerLines(view.consumers.get(path.consumer)),
    ...reasoned(`${sayDelivery(path.delivery)}; ${path.role} it`, path.because, 1),
    ...reasoned(
      `${path.refresh.mode}: ${name} ${REFRESH_SENTENCE[path.refresh.mode]}${intent(path)}`,
      path.refresh.because,
      1,
    ),
    ...path.delays.flatMap((delay) => reasoned(sayDelay(delay), delay.because, 1)),
    ...milestoneLines(path, 1),
  ];
}

function sayRoute(view: View, path: WirePath): string {
  const chain = path.carriers.map((carrier) => carrierName(view, carrier));
  const container = path.container === null ? '' : ` (container ${path.container})`;
  return `${[...chain, consumerName(view, path.consumer)].join(' → ')}${container}`;
}

function intent(path: WirePath): string {
  return path.refresh.intent ? ', if the controller for it runs: it was not seen' : '';
}

function consumerLines(consumer: WireConsumer | undefined): readonly Line[] {
  if (consumer === undefined) return [];
  const parts = [
    consumer.objectKind ? `${consumer.kind} (${consumer.objectKind})` : consumer.kind,
    `${sayInstances(consumer.instances)}${consumer.instances.declared ? '' : ', not declared'}`,
    consumer.owner === null ? 'no owner named' : `owned by ${consumer.owner}`,
    consumer.environment,
    schedules(consumer),
    consumer.dormant
      ? `dormant: ${consumer.dormantReason ?? 'not running now'}; it comes back with the old value`
      : null,
  ];
  return [
    statement(parts.filter((part) => part !== null).join('; '), 1),
    ...consumer.because.map((evidence) => reason(evidence, 2)),
    ...reasoned(OBSERVED[consumer.observability], consumer.observabilityBecause ?? [], 1),
  ];
}

/** Whether anybody can see that it uses a new value. */
const OBSERVED: Readonly<Record<WireConsumer['observability'], string>> = {
  direct: 'something shows which value it uses',
  inferred: 'which value it uses can be inferred',
  none: 'nothing shows which value it uses',
};

function schedules(consumer: WireConsumer): string | null {
  const all = consumer.schedules ?? (consumer.schedule === null ? [] : [{ cron: consumer.schedule, timeZone: null }]);
  if (all.length === 0) return null;
  return `runs at ${all.map(({ cron, timeZone }) => (timeZone === null ? cron : `${cron} (${timeZone})`)).join(' and ')}`;
}

/** What restarts a consumer when one of its carriers changes, and whether the controller that would do it is in the estate. */

import type { ControllerRow, Knowledge } from '../knowledge/tables.ts';
import type { Configuration } from '../model/configuration.ts';
import { declared, type Evidence, seen } from '../model/evidence.ts';
import type { RestartTriggerFact } from '../model/fact.ts';
import type { PropagationPath, RestartTrigger } from '../model/graph.ts';
import { type Address, carrierId, objectId } from './address.ts';
import type { LinkedConsumer } from './consumers.ts';
import { consumerKey } from './deliveries.ts';
import type { Placed, PlacedFacts } from './place.ts';
import type { Resolver } from './resolve.ts';

/** Links triggers to the carriers delivered to their consumer, or to the ones they name. */
export function linkTriggers(
  facts: PlacedFacts,
  consumers: ReadonlyMap<string, LinkedConsumer>,
  paths: readonly PropagationPath[],
  addresses: ReadonlyMap<string, Address>,
  resolver: Resolver,
  knowledge: Knowledge,
  configuration: Configuration,
): readonly RestartTrigger[] {
  const references = new Map<string, Set<string>>();
  for (const path of paths) {
    const set = references.get(path.consumer) ?? new Set<string>();
    references.set(path.consumer, set.add(path.carriers.at(-1) ?? path.carriers[0]));
  }
  const controllers = findControllers(facts, knowledge, configuration);
  return facts['restart-trigger'].flatMap((trigger): RestartTrigger[] => {
    const consumer = consumers.get(consumerKey(trigger.fact.consumer, trigger.place))?.node;
    const needs = knowledge.refresh.get(trigger.fact.row)?.needsController ?? null;
    const delivered = references.get(consumer?.id ?? '');
    if (!consumer || !delivered) return [];
    const watches = watched(
      trigger,
      delivered,
      addresses,
      resolver,
      knowledge.refresh.get(trigger.fact.row)?.watches ?? null,
    );
    const controller = needs === null ? null : controllers(needs, consumer.cluster);
    return [
      {
        consumer: consumer.id,
        row: trigger.fact.row,
        watches,
        controllerSeen: needs === null ? null : controller !== null,
        because: [
          seen(trigger.fact.at, `restart on change (${trigger.fact.row})`),
          ...(controller ? [controller] : []),
        ],
      },
    ];
  });
}

/** Delivered carriers that the trigger watches, less those it leaves out; an object stands for all of its keys. */
function watched(
  { fact, place }: Placed<RestartTriggerFact>,
  delivered: ReadonlySet<string>,
  addresses: ReadonlyMap<string, Address>,
  resolver: Resolver,
  watches: string | null,
): ReadonlySet<string> {
  const isKubernetes = watches === 'kubernetes-secret' || watches === 'config-map' || watches === 'rendered-manifest';
  const objects = (refs: RestartTriggerFact['except']) =>
    new Set(refs.map((ref) => objectId(resolver.resolve(ref, place).address)));
  const named = fact.watches === 'references' ? null : objects(fact.watches);
  const except = objects(fact.except);
  return new Set(
    [...delivered].filter((carrier) => {
      const address = addresses.get(carrier);
      if (!address || (isKubernetes && address.type !== 'kubernetes-secret' && address.type !== 'config-map'))
        return false;
      return (named === null || named.has(objectId(address))) && !except.has(objectId(address));
    }),
  );
}

/** Finds evidence that a controller runs: declared for the cluster, or its image in a workload of the estate. */
function findControllers(
  facts: PlacedFacts,
  knowledge: Knowledge,
  configuration: Configuration,
): (id: string, cluster: string | null) => Evidence | null {
  const rows = new Map(knowledge.controllers.map((row) => [row.id, row]));
  const images = facts.consumer.flatMap(({ fact, place }) =>
    fact.images.map((use) => ({ ...use, cluster: place.cluster?.name ?? null })),
  );
  return (id, cluster) => {
    const said = configuration.clusters.find(
      (entry) =>
        (cluster === null || entry.name === cluster) &&
        entry.controllers.some((name) => id === name || id.split('-').includes(name)),
    );
    if (said) return declared(said.at, `${id} runs in ${said.name}`);
    const row = rows.get(id);
    const found = row
      ? images.find(
          (use) => (cluster === null || use.cluster === null || use.cluster === cluster) && isImageOf(row, use.image),
        )
      : undefined;
    return found ? seen(found.at, `${id} is deployed here`) : null;
  };
}

function isImageOf(row: ControllerRow, image: string): boolean {
  const name = image
    .replace(/@.*$/, '')
    .replace(/:[^/]*$/, '')
    .toLowerCase();
  if (image.startsWith('chart:')) return row.charts.includes(image.slice('chart:'.length));
  return row.images.some((known) => name === known.toLowerCase() || name.endsWith(`/${known.toLowerCase()}`));
}

/** Carrier ids of addresses, for looking back. */
export function addressesById(addresses: Iterable<Address>): ReadonlyMap<string, Address> {
  return new Map([...addresses].map((address) => [carrierId(address), address]));
}

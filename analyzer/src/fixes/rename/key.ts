/**
 * Renames a key of a Kubernetes Secret or ConfigMap: where it is declared or filled, and every reference to it. Refuses where the
 * key is made by somebody else, or becomes a file name that code opens.
 */
import type { Carrier, Graph, PropagationPath } from '../../model/graph.ts';
import type { Edit } from '../contract.ts';
import { closure, type Places, Refusal, samePlace, textPlaces } from './places.ts';
import { readsOf } from './variable.ts';

const OURS: ReadonlySet<string> = new Set(['kubernetes-secret', 'config-map']);

export function isRenamed({ type, key }: Carrier, name: string): boolean {
  return OURS.has(type) && key === name;
}

/** The same key as other overlays, releases and references see it. */
export function carriersOfKey(graph: Graph, start: readonly Carrier[], name: string): readonly Carrier[] {
  const all = [...graph.carriers.values()].filter((carrier) => isRenamed(carrier, name));
  const deliveries = (id: string) =>
    graph.paths.filter(({ carriers }) => carriers.at(-1) === id).map(({ delivery }) => delivery.at);
  return closure(
    start,
    all,
    (a, b) =>
      samePlace(a.declaredAt, b.declaredAt) ||
      (a.name === b.name &&
        deliveries(a.id).some((place) => deliveries(b.id).some((other) => samePlace(place, other)))),
  );
}

export function renameKey(
  graph: Graph,
  carriers: readonly Carrier[],
  name: string,
  next: string,
  places: Places,
): readonly Edit[] {
  for (const carrier of carriers) {
    const sibling = [...graph.carriers.values()].find((other) => other.key === next && isSameObject(carrier, other));
    if (sibling) throw new Refusal(`${carrier.name} has a key ${next} already`);
    renameOrigin(graph, carrier, name, places);
    for (const path of graph.paths) if (path.carriers.at(-1) === carrier.id) renameDelivery(graph, path, name, places);
  }
  return places.edits();
}

function isSameObject(a: Carrier, b: Carrier): boolean {
  return a.type === b.type && a.name === b.name && a.namespace === b.namespace && a.cluster === b.cluster;
}

function renameOrigin({ derivations }: Graph, carrier: Carrier, name: string, places: Places): void {
  const filled = derivations.filter(({ to }) => to === carrier.id);
  if (!carrier.declaredAt && filled.length === 0)
    throw new Refusal(`${carrier.name} is declared nowhere in what was read`);
  const made = `the key ${name} of ${carrier.name} is made by what fills it`;
  if (carrier.declaredAt) places.note(carrier.declaredAt, 'key', made);
  for (const { because } of filled)
    for (const place of textPlaces(because).slice(0, 1)) places.note(place, 'key', made);
  for (const { from, because } of derivations)
    if (from === carrier.id)
      for (const place of textPlaces(because).slice(0, 1))
        places.note(place, 'key', `${name} is passed on here in a way that cannot be edited`);
}

/** Forms that name the key; others hand over the whole object. */
function renameDelivery(graph: Graph, path: PropagationPath, name: string, places: Places): void {
  const consumer = graph.consumers.get(path.consumer)?.name ?? path.consumer;
  const { form, at } = path.delivery;
  if (form === 'env-from') {
    const reads = readsOf(path, name);
    if (reads.length === 0)
      throw new Refusal(`${consumer} gets ${name} as a variable, and no code that reads it was found`);
    for (const place of reads) places.note(place, 'read', `${name} is read here in a way that cannot be edited`);
    return;
  }
  const asFile = form === 'volume' || form === 'csi';
  const why = asFile
    ? `${consumer} gets ${name} as a file of that name, and whoever opens it cannot be followed`
    : `${consumer} refers to ${name} here in a way that cannot be edited`;
  places.note(at, 'key', why);
}

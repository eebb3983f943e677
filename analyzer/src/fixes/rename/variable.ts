/**
 * Renames an environment variable: where it is delivered, where code reads it, where an env file sets it. Refuses where somebody
 * reads it whom no file shows, because that reader would find nothing.
 */
import type { Graph, PropagationPath } from '../../model/graph.ts';
import type { Edit } from '../contract.ts';
import { closure, type Places, Refusal, samePlace, textPlaces } from './places.ts';

/** Paths of the variable that hang together with `start`: read in one place, or delivered in one. */
export function pathsOfVariable(
  graph: Graph,
  start: readonly PropagationPath[],
  name: string,
): readonly PropagationPath[] {
  const named = graph.paths.filter((path) => path.delivery.variable === name);
  return closure(
    start,
    named,
    (a, b) => samePlace(a.delivery.at, b.delivery.at) || shareRead(a, b, name) || shareFile(graph, a, b, name),
  );
}

export function renameVariable(
  graph: Graph,
  paths: readonly PropagationPath[],
  name: string,
  next: string,
  places: Places,
): readonly Edit[] {
  for (const path of paths) {
    const consumer = graph.consumers.get(path.consumer)?.name ?? path.consumer;
    if (graph.paths.some((other) => other.consumer === path.consumer && other.delivery.variable === next))
      throw new Refusal(`${consumer} has a variable ${next} already`);
    const reads = readsOf(path, name);
    if (reads.length === 0)
      throw new Refusal(`no code that reads ${name} was found for ${consumer}: a library or an image may`);
    if (path.delivery.form === 'env-from')
      throw new Refusal(`${consumer} gets every key under its own name: rename the key ${name}`);
    for (const place of reads) places.note(place, 'read', `${name} is read here in a way that cannot be edited`);
    const carrier = graph.carriers.get(path.carriers.at(-1) ?? '');
    const setHere = carrier?.type === 'env-file' && carrier.key === name ? carrier.declaredAt : null;
    if (setHere) places.note(setHere, 'variable', `${name} is set here in a way that cannot be edited`);
    if (path.delivery.form !== 'env-file' || !setHere)
      places.note(path.delivery.at, 'variable', `${name} is handed over here in a way that cannot be edited`);
  }
  return places.edits();
}

/** Places in code that read the variable on this path. */
export function readsOf({ reads = [] }: PropagationPath, name: string) {
  return reads
    .filter(({ source }) => source.kind === 'env' && source.name === name)
    .flatMap(({ because }) => textPlaces(because).slice(0, 1));
}

function shareRead(a: PropagationPath, b: PropagationPath, name: string): boolean {
  const others = readsOf(b, name);
  return readsOf(a, name).some((place) => others.some((other) => samePlace(place, other)));
}

/** Both get it from the same line of an env file. */
function shareFile({ carriers }: Graph, a: PropagationPath, b: PropagationPath, name: string): boolean {
  const [one, other] = [a, b].map((path) => carriers.get(path.carriers.at(-1) ?? ''));
  return one?.type === 'env-file' && one.key === name && one.id === other?.id;
}

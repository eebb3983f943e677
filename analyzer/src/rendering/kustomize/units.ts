/** Built objects become units. One document may become several (a base taken in twice), so each gets an id of its own. */
import type { UnitContext } from '../../model/fact.ts';
import type { Unit } from '../../syntax/unit.ts';
import type { Resource } from './resource.ts';

export interface Built {
  readonly resource: Resource;
  readonly context: UnitContext;
  /** Who renders it, for the id: the overlay folder, the Flux Kustomization. */
  readonly by: string;
}

/** A unit for each object. `inputs`: every file of the root. */
export function unitsOf(built: readonly Built[], inputs: readonly string[]): readonly Unit[] {
  const met = new Map<string, number>();
  return built.map(({ resource, context, by }) => {
    const number = resource.number === 0 ? '' : `#${resource.number}`;
    const id = `${resource.file}${number}@${by}`;
    const times = (met.get(id) ?? 0) + 1;
    met.set(id, times);
    return {
      id: times === 1 ? id : `${id}~${times}`,
      syntax: 'yaml',
      file: resource.file,
      inputs,
      context,
      content: resource.tree,
      notes: [],
    };
  });
}

/** How many instances count: the most a consumer may have; where nothing limits it, at least one, and said so elsewhere. */
import type { Consumer } from '../model/graph.ts';

export function instancesOf({ instances }: Consumer): number {
  return instances.max ?? Math.max(1, instances.min);
}

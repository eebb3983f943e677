/** Groups of consumers that share a delivered carrier, directly or through others: who is apart there is apart already. */
import type { PropagationPath } from '../model/graph.ts';

/** The group of each consumer, named after one of its carriers; two groups have no delivered carrier in common. */
export function communitiesOf(paths: readonly PropagationPath[]): ReadonlyMap<string, string> {
  const above = new Map<string, string>();
  const rootOf = (node: string): string => {
    let root = node;
    for (let next = above.get(root); next !== undefined; next = above.get(root)) root = next;
    return root;
  };
  for (const { carriers, consumer } of paths) {
    const [of, to] = [rootOf(`consumer ${consumer}`), rootOf(`carrier ${carriers.at(-1) ?? carriers[0]}`)];
    if (of !== to) above.set(of, to);
  }
  return new Map(paths.map(({ consumer }) => [consumer, rootOf(`consumer ${consumer}`)]));
}

/** Parts of one credential that reach a consumer in different ways: for a while it holds a new part and an old one. */
import type { Graph, PropagationPath } from '../model/graph.ts';
import { groupBy } from '../model/group.ts';
import type { Layers } from '../model/inventory.ts';
import { compareText } from '../model/place.ts';
import { type Claim, defineRule } from './contract.ts';
import { carrierName, credentialName, nameFew, referenceOf, usesOf } from './reference.ts';

export default defineRule({
  id: 'torn-credential',
  severity: 'warning',
  claims: 'Parts that rotate together are delivered to one process in ways that refresh apart.',
  why: 'Between the two arrivals the process presents a new part with an old one, and neither the old credential nor the new one.',
  fix: 'Deliver all parts from one carrier in one way.',
  check({ graph, refresh }) {
    const copies = new Set(graph.copies.flatMap(({ carriers }) => carriers));
    return usesOf(graph).flatMap(({ consumer, paths: all }): Claim[] => {
      const [{ credential }] = all;
      // Slots are values in turn, not parts: one may well arrive before the other.
      if ((graph.credentials.get(credential)?.slots ?? 1) > 1) return [];
      // Copies are the same part written twice: a finding of their own.
      const paths = all.filter(({ carriers: [origin] }) => !copies.has(origin));
      const torn = [...groupBy(paths, ({ container }) => container).values()].find((own) =>
        isTorn(own, graph, refresh),
      );
      const [path, ...others] = torn ?? [];
      if (!torn || !path) return [];
      const sources = nameFew(
        torn.map(({ carriers: [origin, ...more] }) => {
          const id = more.at(-1) ?? origin;
          const delivered = graph.carriers.get(id);
          return delivered ? carrierName(delivered) : id;
        }),
      );
      const modes = nameFew(torn.map((own) => refresh.get(own.id)?.mode ?? 'unknown'));
      return [
        {
          message: `${consumer.name} gets the parts of ${credentialName(graph, credential)} apart: ${sources} (${modes}).`,
          place: referenceOf(path, consumer, 'one part'),
          related: others.map((other) => referenceOf(other, consumer, 'another part')),
          credential,
          consumer: consumer.id,
        },
      ];
    });
  },
});

/** Different origins are different parts; one part that arrives twice is not torn. */
function isTorn(paths: readonly PropagationPath[], graph: Graph, refresh: Layers['refresh']): boolean {
  const parts = groupBy(paths, ({ carriers: [origin] }) => origin);
  const ways = [...parts.values()].map((own) => own.map((path) => wayOf(path, graph, refresh)).sort(compareText));
  return new Set(ways.map((way) => JSON.stringify([...new Set(way)]))).size > 1;
}

/** How a part arrives: the mode, and what is filled as a whole on the way. A change in a file arrives with its neighbours. */
function wayOf({ id, carriers, derivations }: PropagationPath, graph: Graph, refresh: Layers['refresh']): string {
  const mode = refresh.get(id)?.mode ?? 'unknown';
  const delivered = derivations.length === 0 ? undefined : graph.carriers.get(carriers.at(-1) ?? carriers[0]);
  if (!delivered) return mode;
  const { type, cluster, namespace, name } = delivered;
  return JSON.stringify([mode, type, cluster, namespace, name]);
}

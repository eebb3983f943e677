/** A hop that passes no change on: created once, interval zero, immutable. A pinned version has a rule of its own. */
import type { Evidence } from '../model/evidence.ts';
import type { Graph, PropagationPath } from '../model/graph.ts';
import { groupBy } from '../model/group.ts';
import { type Claim, defineRule } from './contract.ts';
import { carrierName, credentialName, nameFew, referenceOf, usesOf } from './reference.ts';

export default defineRule({
  id: 'never-refreshes',
  severity: 'warning',
  claims: 'A carrier on the way never takes a new value by itself.',
  why: 'The store shows the new value and everything behind this hop keeps the old one, however often it is restarted.',
  fix: 'Let the hop refresh on an interval; where it must stay frozen, replace the object as a step of the rotation.',
  owasp: 'NHI7:2025 Long-Lived Secrets',
  check({ graph }) {
    const stuck = graph.paths.flatMap((path) => frozenHops(path, graph).map((hop) => ({ hop, path })));
    const once = groupBy(stuck, ({ hop, path }) => `${path.credential} ${hop.id}`);
    return [...once.values()].flatMap((same): Claim[] => {
      const [first] = same;
      if (!first) return [];
      const { hop, path } = first;
      const uses = usesOf(
        graph,
        same.map(({ path: own }) => own),
      );
      const who = nameFew(uses.map(({ consumer }) => consumer.name));
      return [
        {
          message: `${hop.name} never takes a new value of ${credentialName(graph, path.credential)} (${hop.says}): the old one stays with ${who}.`,
          place: hop.place,
          related: uses.map(({ consumer, paths: [use] }) => referenceOf(use, consumer, `${consumer.name} reads it`)),
          credential: path.credential,
        },
      ];
    });
  },
});

interface FrozenHop {
  readonly id: string;
  readonly name: string;
  readonly says: string;
  readonly place: Evidence;
}

function frozenHops({ derivations, carriers }: PropagationPath, graph: Graph): readonly FrozenHop[] {
  const name = (id: string) => {
    const carrier = graph.carriers.get(id);
    return carrier ? carrierName(carrier) : id;
  };
  return [
    ...derivations.flatMap(({ to, frozen, because: [place] }): FrozenHop[] =>
      frozen === null || isPin(frozen) ? [] : [{ id: to, name: name(to), says: frozen, place }],
    ),
    ...carriers.flatMap((id): FrozenHop[] => {
      const frozen = graph.carriers.get(id)?.frozen;
      return frozen ? [{ id, name: name(id), says: frozen.says, place: frozen.because[0] }] : [];
    }),
  ];
}

/** As readers word it: `pinned version`, `pinned to …`. */
function isPin(frozen: string): boolean {
  return /^pinned\b/i.test(frozen);
}

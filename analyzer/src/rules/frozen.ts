/** Hops of a path that pass no change on, with the place that says so, and which of them are pins. It claims nothing. */
import type { Evidence } from '../model/evidence.ts';
import type { Graph, PropagationPath } from '../model/graph.ts';
import { groupBy } from '../model/group.ts';
import type { Claim } from './contract.ts';
import { carrierName, credentialName, nameFew, referenceOf, usesOf } from './reference.ts';

export interface FrozenHop {
  /** Carrier that keeps its value. */
  readonly id: string;
  readonly name: string;
  readonly says: string;
  readonly place: Evidence;
  /** Held at one version, as readers word it: `pinned version`, `pinned to …`. */
  readonly pinned: boolean;
}

/** Frozen hops with the paths behind each: one credential and carrier at a time. */
export interface StuckPaths {
  readonly hop: FrozenHop;
  readonly paths: readonly [PropagationPath, ...PropagationPath[]];
}

/** Each (credential, frozen carrier) once, in the order of the graph's paths. */
export function stuckPaths(graph: Graph): readonly StuckPaths[] {
  const stuck = graph.paths.flatMap((path) => frozenHops(path, graph).map((hop) => ({ hop, path })));
  const once = groupBy(stuck, ({ hop, path }) => JSON.stringify([path.credential, hop.id, hop.pinned]));
  return [...once.values()].flatMap(([first, ...rest]) =>
    first ? [{ hop: first.hop, paths: [first.path, ...rest.map(({ path }) => path)] as const }] : [],
  );
}

/** The claim about one of them, with everybody who stays behind as related places. */
export function claimStuck({ hop, paths }: StuckPaths, graph: Graph, says: (names: StuckNames) => string): Claim {
  const uses = usesOf(graph, paths);
  const [{ credential }] = paths;
  const who = nameFew(uses.map(({ consumer }) => consumer.name));
  return {
    message: says({ carrier: hop.name, credential: credentialName(graph, credential), why: hop.says, who }),
    place: hop.place,
    related: uses.map(({ consumer, paths: [use] }) => referenceOf(use, consumer, `${consumer.name} reads it`)),
    credential,
  };
}

interface StuckNames {
  readonly carrier: string;
  readonly credential: string;
  readonly why: string;
  readonly who: string;
}

function frozenHops({ derivations, carriers }: PropagationPath, graph: Graph): readonly FrozenHop[] {
  const hop = (id: string, says: string, place: Evidence): FrozenHop => {
    const carrier = graph.carriers.get(id);
    return { id, name: carrier ? carrierName(carrier) : id, says, place, pinned: /^pinned\b/i.test(says) };
  };
  return [
    ...derivations.flatMap(({ to, frozen, because: [place] }) => (frozen === null ? [] : [hop(to, frozen, place)])),
    ...carriers.flatMap((id) => {
      const frozen = graph.carriers.get(id)?.frozen;
      return frozen ? [hop(id, frozen.says, frozen.because[0])] : [];
    }),
  ];
}

/**
 * One credential with everything its figures are made of, apart from the estate: small enough to be measured again for every change that
 * is tried. It measures with the stages themselves and knows no formula of its own.
 */
import { delaysOf } from '../convergence/delays.ts';
import { type Estate, routeOf, surveyEstate } from '../convergence/estate.ts';
import { noBound } from '../convergence/latest.ts';
import { rotationOf } from '../convergence/rotation.ts';
import type { Knowledge } from '../knowledge/tables.ts';
import type { Configuration } from '../model/configuration.ts';
import type { Credential, Graph } from '../model/graph.ts';
import { groupBy } from '../model/group.ts';
import type { Layers } from '../model/inventory.ts';
import { compareText } from '../model/place.ts';
import type { Convergence, PathTiming } from '../model/timing.ts';
import { measureRadii } from '../radius/measure.ts';
import { decideRefresh } from '../refresh/decide.ts';
import { type Standing, standingOf } from './standing.ts';

export interface Part {
  readonly credential: Credential;
  /** Holds this credential alone, with its paths and users. */
  readonly graph: Graph;
  readonly configuration: Configuration;
  readonly knowledge: Knowledge;
}

/** How a credential stands: how its rotation goes by itself, and both radii. */
export interface Figures extends Standing {
  readonly scope: number;
  readonly rollout: number;
}

/** Cuts credentials out of the layers, one at a time; the layers are indexed once. */
export function cutParts({ graph, configuration }: Layers, knowledge: Knowledge): (credential: Credential) => Part {
  const paths = groupBy(graph.paths, ({ credential }) => credential);
  const connections = groupBy(graph.connections, ({ consumer }) => consumer);
  const triggers = groupBy(graph.triggers, ({ consumer }) => consumer);
  return (credential) => {
    const own = paths.get(credential.id) ?? [];
    const users = [...new Set(own.map(({ consumer }) => consumer))].sort(compareText);
    return {
      credential,
      configuration,
      knowledge,
      graph: {
        ...graph,
        credentials: new Map([[credential.id, credential]]),
        consumers: new Map(users.flatMap((id) => graph.consumers.get(id) ?? []).map((one) => [one.id, one])),
        paths: own,
        connections: users.flatMap((id) => connections.get(id) ?? []),
        triggers: users.flatMap((id) => triggers.get(id) ?? []),
      },
    };
  };
}

/** The part with these paths only: whoever has none of them left is no user, whatever lies on none of them no carrier. */
export function keepPaths(part: Part, paths: Graph['paths']): Part {
  const { graph, credential } = part;
  const users = new Set(paths.map(({ consumer }) => consumer));
  const held = new Set(paths.flatMap(({ carriers }) => carriers));
  const own = { ...credential, carriers: credential.carriers.filter((id) => held.has(id)) };
  return {
    ...part,
    credential: own,
    graph: {
      ...graph,
      credentials: new Map([[own.id, own]]),
      consumers: new Map([...graph.consumers].filter(([id]) => users.has(id))),
      paths,
      connections: graph.connections.filter(({ consumer }) => users.has(consumer)),
      triggers: graph.triggers.filter(({ consumer }) => users.has(consumer)),
    },
  };
}

/** Measured anew on the delays of every path; what only the output needs, chances and milestones of each consumer, is left out. */
export function figuresOf(
  { credential, graph, configuration, knowledge }: Part,
  refresh: Layers['refresh'] = decideRefresh(graph, knowledge),
): Figures {
  const timing = delaysOnly(surveyEstate(graph, refresh, knowledge, configuration));
  const radii = measureRadii(graph, refresh, NOT_CONVERGED, knowledge, configuration, timing).get(credential.id);
  return {
    ...standingOf(rotationOf(graph, timing, credential)),
    scope: radii?.scope.score ?? 0,
    rollout: radii?.rollout.score ?? 0,
  };
}

/** Radii tell rare runs by the gaps of a path's schedule, so that no milestone is needed. */
const NOT_CONVERGED: ReadonlyMap<string, Convergence> = new Map();
const NOT_MEASURED = noBound('not-measured', null);
const TYPICAL = { adopted: NOT_MEASURED, settled: NOT_MEASURED, confirmed: NOT_MEASURED };

function delaysOnly(estate: Estate): ReadonlyMap<string, PathTiming> {
  return new Map(
    estate.graph.paths.flatMap((path): [string, PathTiming][] => {
      const route = routeOf(estate, path);
      return route ? [[path.id, { path: path.id, delays: delaysOf(estate, route), typical: TYPICAL }]] : [];
    }),
  );
}

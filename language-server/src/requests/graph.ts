/** `keyturn/graph`: one credential as nodes in layers and edges with words, and the same as sentences. */
import {
  carrierName,
  compareText,
  isHole,
  pathsOf,
  sayDelivery,
  sayInstances,
  sayIso,
  type WireCredential,
  type WirePath,
} from '../../../analyzer/src/index.ts';
import type { Context } from '../context.ts';
import type { CredentialParams, Graph, GraphEdge, GraphNode, Unanswered } from '../protocol.ts';
import type { Snapshot } from '../snapshot.ts';
import { credentialSummary, firstLocation } from '../summaries.ts';
import { type Named, namedCredential } from './of-credential.ts';

export function graph(context: Context, params: CredentialParams): Graph | Unanswered {
  const named = namedCredential(context, params);
  if ('unanswered' in named) return named;
  const { folder, snapshot, credential } = named;
  const paths = pathsOf(snapshot.view, credential);
  const nodes = [
    ...carrierNodes(context, named, paths),
    ...consumerNodes(context, named, paths),
    ...dependencyNode(context, named, paths),
  ];
  const edges = [
    ...derivationEdges(context, named),
    ...deliveryEdges(context, named, paths),
    ...sessionEdges(named, paths),
  ];
  return {
    credential: credentialSummary(context, folder, snapshot, credential),
    nodes: nodes.sort((a, b) => a.layer - b.layer || compareText(a.label, b.label) || compareText(a.id, b.id)),
    edges,
    text: sentences(nodes, edges),
  };
}

/** How far each carrier stands from the origin, over every path and derivation. */
function layersOf({ wire }: Snapshot, credential: WireCredential): ReadonlyMap<string, number> {
  const own = new Set(credential.carriers);
  const layers = new Map(credential.carriers.map((id) => [id, 0]));
  const derivations = wire.derivations.filter(({ from, to }) => own.has(from) && own.has(to) && from !== to);
  // A chain is no longer than there are carriers; a ring ends there too.
  for (let round = 0; round < own.size; round++) {
    let moved = false;
    for (const { from, to } of derivations) {
      const behind = Math.min(own.size, (layers.get(from) ?? 0) + 1);
      if (behind <= (layers.get(to) ?? 0)) continue;
      layers.set(to, behind);
      moved = true;
    }
    if (!moved) break;
  }
  return layers;
}

function carrierNodes(
  context: Context,
  { folder, snapshot, credential }: Named,
  paths: readonly WirePath[],
): readonly GraphNode[] {
  const layers = layersOf(snapshot, credential);
  const ids = [...new Set([...credential.carriers, ...paths.flatMap(({ carriers }) => carriers)])];
  return ids.flatMap((id): GraphNode[] => {
    const carrier = snapshot.view.carriers.get(id);
    if (!carrier) return [];
    return [
      {
        ...PLAIN,
        id,
        layer: layers.get(id) ?? 0,
        type: 'carrier',
        kind: carrier.type,
        label: carrierName(snapshot.view, id),
        detail: [carrier.cluster, carrier.namespace].filter((part) => part !== null).join('/'),
        environment: carrier.environment,
        hole: isHole(carrier),
        location: firstLocation(context, folder, carrier.because),
      },
    ];
  });
}

function consumerNodes(context: Context, named: Named, paths: readonly WirePath[]): readonly GraphNode[] {
  const { folder, snapshot, credential } = named;
  const layer = 1 + Math.max(0, ...layersOf(snapshot, credential).values());
  const stuck = new Set(credential.convergence.neverWithoutAction);
  return [...new Set(paths.map(({ consumer }) => consumer))].flatMap((id): GraphNode[] => {
    const consumer = snapshot.view.consumers.get(id);
    if (!consumer) return [];
    const { kind, environment, owner, dormant } = consumer;
    return [
      {
        ...PLAIN,
        id,
        layer,
        type: 'consumer',
        kind,
        label: consumer.name,
        detail: sayInstances(consumer.instances),
        environment,
        owner,
        refresh: paths.find((path) => path.consumer === id)?.refresh.mode ?? null,
        stuck: stuck.has(id),
        dormant,
        location: firstLocation(context, folder, consumer.because),
      },
    ];
  });
}

function dependencyNode(
  context: Context,
  { folder, snapshot, credential }: Named,
  paths: readonly WirePath[],
): readonly GraphNode[] {
  const dependency = snapshot.wire.dependencies.find(({ id }) => id === credential.dependency);
  if (!dependency) return [];
  const layer = 2 + Math.max(0, ...layersOf(snapshot, credential).values());
  const { id, name, kind, acceptance } = dependency;
  const location = firstLocation(context, folder, dependency.because ?? []);
  const shown = {
    ...PLAIN,
    id,
    layer,
    type: 'dependency',
    kind: kind ?? 'unknown',
    label: name,
    detail: acceptance ?? '',
    location,
  } as const;
  return paths.length > 0 ? [shown] : [];
}

const PLAIN = { environment: null, owner: null, refresh: null, stuck: false, dormant: false, hole: false } as const;

function derivationEdges(context: Context, { folder, snapshot, credential }: Named): readonly GraphEdge[] {
  const own = new Set(credential.carriers);
  return snapshot.wire.derivations
    .filter(({ from, to }) => own.has(from) && own.has(to))
    .map(({ from, to, by, delay, because }) => ({
      from,
      to,
      type: 'derivation',
      label: delay === null ? by : `${by}, every ${sayIso(delay)}`,
      refresh: null,
      location: firstLocation(context, folder, because),
    }));
}

function deliveryEdges(context: Context, { folder }: Named, paths: readonly WirePath[]): readonly GraphEdge[] {
  const edges = paths.map(
    (path): GraphEdge => ({
      from: path.carriers.at(-1) ?? '',
      to: path.consumer,
      type: 'delivery',
      label: sayDelivery(path.delivery),
      refresh: path.refresh.mode,
      location: firstLocation(context, folder, path.because),
    }),
  );
  return [...new Map(edges.map((edge) => [`${edge.from}\0${edge.to}\0${edge.label}`, edge])).values()];
}

function sessionEdges({ credential }: Named, paths: readonly WirePath[]): readonly GraphEdge[] {
  const { dependency } = credential;
  if (dependency === null) return [];
  const consumers = [...new Set(paths.map(({ consumer }) => consumer))];
  return consumers.map((from) => ({
    from,
    to: dependency,
    type: 'session',
    label: 'presents it',
    refresh: null,
    location: null,
  }));
}

function sentences(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): readonly string[] {
  const labels = new Map(nodes.map(({ id, label }) => [id, label]));
  const say = (id: string) => labels.get(id) ?? id;
  const VERB = { derivation: 'fills', delivery: 'is handed to', session: 'presents it to' } as const;
  return edges.map(({ from, to, type, label, refresh }) => {
    const how = type === 'session' ? '' : ` (${label}${refresh === null ? '' : `; ${refresh}`})`;
    return `${say(from)} ${VERB[type]} ${say(to)}${how}`;
  });
}

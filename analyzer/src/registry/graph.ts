/**
 * An inventory as nodes and edges, for every format that draws or stores a graph: what holds a credential, what fills what, who gets it, what
 * accepts it. Must not word or escape anything: that is the format's business.
 */
import { carrierName, credentialLabel, pathsOf, type View } from '../explain/view.ts';
import type { WireCredential, WireRefreshMode } from '../wire/types.ts';
import { hardestFirst } from './summary.ts';

export type NodeType = 'credential' | 'carrier' | 'consumer' | 'dependency';

export interface GraphNode {
  readonly id: string;
  readonly type: NodeType;
  readonly name: string;
  /** Kind of the credential, consumer or dependency, type of the carrier. */
  readonly kind: string | null;
  readonly cluster: string | null;
  readonly namespace: string | null;
  readonly environment: string | null;
  readonly owner: string | null;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly type: 'holds' | 'fills' | 'delivers' | 'presents' | 'accepts';
  /** How: the kind of derivation, the form of delivery, the acceptance. */
  readonly by: string | null;
  /** Of a delivery. */
  readonly refresh: WireRefreshMode | null;
}

const NOWHERE = { cluster: null, namespace: null, environment: null, owner: null };

/** Every node that something names, each once, in the order of the inventory. */
export function* nodesOf({ inventory, ...view }: View): Iterable<GraphNode> {
  for (const credential of inventory.credentials) {
    const name = credentialLabel({ inventory, ...view }, credential);
    yield { ...NOWHERE, id: credential.id, type: 'credential', name, kind: credential.kind };
  }
  for (const { id, type, cluster, namespace, environment } of inventory.carriers)
    yield {
      id,
      type: 'carrier',
      name: carrierName({ inventory, ...view }, id),
      kind: type,
      cluster,
      namespace,
      environment,
      owner: null,
    };
  for (const { id, name, kind, cluster, namespace, environment, owner } of inventory.consumers)
    yield { id, type: 'consumer', name, kind, cluster, namespace, environment, owner };
  for (const { id, name, kind } of inventory.dependencies) yield { ...NOWHERE, id, type: 'dependency', name, kind };
}

/** The edges of every credential, each once, the hardest to rotate first. */
export function* edgesOf(view: View): Iterable<GraphEdge> {
  const filled = fillingsOf(view);
  const told = new Set<string>();
  for (const credential of hardestFirst(view.inventory)) {
    for (const edge of edgesOfOne(view, credential, filled)) {
      const key = JSON.stringify(edge);
      if (!told.has(key)) yield edge;
      told.add(key);
    }
  }
}

type Fillings = ReadonlyMap<string, readonly GraphEdge[]>;

/** By the carrier that is filled. */
function fillingsOf({ inventory }: View): Fillings {
  const fillings = new Map<string, GraphEdge[]>();
  for (const { from, to, by } of inventory.derivations) {
    const edge: GraphEdge = { from, to, type: 'fills', by, refresh: null };
    fillings.set(to, [...(fillings.get(to) ?? []), edge]);
  }
  return fillings;
}

function* edgesOfOne(view: View, credential: WireCredential, filled: Fillings): Iterable<GraphEdge> {
  const own = new Set(credential.carriers);
  for (const carrier of credential.carriers) {
    const edges = (filled.get(carrier) ?? []).filter(({ from }) => own.has(from));
    if (edges.length === 0) yield { from: credential.id, to: carrier, type: 'holds', by: null, refresh: null };
    yield* edges;
  }
  for (const { carriers, consumer, delivery, refresh, role, dependency } of pathsOf(view, credential)) {
    const from = carriers.at(-1) ?? credential.id;
    yield { from, to: consumer, type: 'delivers', by: delivery.form, refresh: refresh.mode };
    const type = role === 'accepts' ? 'accepts' : 'presents';
    if (dependency !== null) yield { from: consumer, to: dependency, type, by: null, refresh: null };
  }
}

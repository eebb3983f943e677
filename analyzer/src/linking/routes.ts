/**
 * All ways a value takes from an origin to the carrier that is delivered. A loop of derivations ends where it closes; a carrier that
 * very many ways reach keeps the first of them and says so.
 */
import { type Address, carrierId, isWhole, objectId, withKey } from './address.ts';
import type { Edge, Flow } from './flow.ts';

export interface Route {
  /** Origin first, the delivered carrier last. */
  readonly addresses: readonly [Address, ...Address[]];
  readonly edges: readonly Edge[];
}

/** More ways than a person would follow for one carrier. */
const MOST_ROUTES = 64;

export interface Routes {
  readonly routes: readonly Route[];
  /** Some were left out. */
  readonly cut: boolean;
}

/** Ways to `address`, by origin. A whole object with known keys is all of its keys. */
export function routesTo(address: Address, flow: Flow): Routes {
  const routes = keysOf(address, flow).flatMap((key) => walk(key, flow, new Set()));
  return { routes: routes.slice(0, MOST_ROUTES), cut: routes.length > MOST_ROUTES };
}

function keysOf(address: Address, flow: Flow): readonly Address[] {
  if (!isWhole(address)) return [address];
  const keys = [...(flow.objects.get(objectId(address))?.keys ?? [])].sort();
  return keys.length > 0 ? keys.map((key) => withKey(address, key)) : [address];
}

function walk(address: Address, flow: Flow, passed: ReadonlySet<string>): readonly Route[] {
  const id = carrierId(address);
  const edges = (flow.incoming.get(id) ?? []).filter(
    ({ from }) => !passed.has(carrierId(from)) && carrierId(from) !== id,
  );
  if (edges.length === 0) return [{ addresses: [address], edges: [] }];
  const further = new Set(passed).add(id);
  const routes: Route[] = [];
  for (const edge of edges) {
    for (const origin of keysOf(edge.from, flow)) {
      for (const route of walk(origin, flow, further)) {
        if (routes.length > MOST_ROUTES) return routes;
        routes.push({ addresses: [...route.addresses, address], edges: [...route.edges, edge] });
      }
    }
  }
  return routes;
}

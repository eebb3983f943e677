/** Every way a credential may reach a consumer, before origins are joined into credentials; what is no credential stays out. */

import type { Knowledge } from '../knowledge/tables.ts';
import { type Evidence, seen } from '../model/evidence.ts';
import type { Unresolved } from '../model/graph.ts';
import { groupBy } from '../model/group.ts';
import { type Address, addressId, carrierId, compareAddresses, objectId, SECRET_CONTAINERS } from './address.ts';
import type { Candidate } from './candidate.ts';
import type { ResolvedDelivery } from './deliveries.ts';
import { type Flow, sayAddress } from './flow.ts';
import { type Halves, pairHalves } from './halves.ts';
import type { Origin } from './members.ts';
import { type Route, routesTo } from './routes.ts';
import { judgeChain, type Secrecy } from './secrecy.ts';

export interface Candidates {
  readonly candidates: readonly Candidate[];
  /** Sorted by id; used or not. */
  readonly origins: readonly Origin[];
  /** Origin id → every carrier that holds it. */
  readonly holders: ReadonlyMap<string, readonly Address[]>;
  /** Origins that are the two halves of one key pair. */
  readonly pairs: Halves['pairs'];
  readonly unresolved: readonly Unresolved[];
}

/** Follows every delivery back, and every carrier nobody uses. */
export function findCandidates(deliveries: readonly ResolvedDelivery[], flow: Flow, knowledge: Knowledge): Candidates {
  const candidates: Candidate[] = [];
  const publics: Candidate[] = [];
  const unresolved: Unresolved[] = [];
  const origins = new Map<string, Origin>();
  const holders = new Map<string, Map<string, Address>>();
  const filled = new Set([...flow.incoming.values()].flat().map(({ to }) => objectId(to)));
  const isFilled = (address: Address) => filled.has(objectId(address));

  function hold(route: Route, at: Origin['at']): void {
    const [address] = route.addresses;
    const id = addressId(address);
    const known = origins.get(id);
    if (!known) origins.set(id, { address, declarations: flow.declarations.get(carrierId(address)) ?? [], at });
    const held = holders.get(id) ?? new Map<string, Address>();
    holders.set(id, held);
    for (const carrier of route.addresses) held.set(addressId(carrier), carrier);
  }

  for (const delivery of deliveries) {
    const { fact, address } = delivery;
    const { routes, cut } = routesTo(address, flow);
    if (cut) unresolved.push({ what: `${sayAddress(address)}: more ways fill it than were followed`, at: fact.at });
    const judged = routes.map((route) => ({
      route,
      ...judgeChain(
        { addresses: route.addresses, variable: fact.variable, value: fact.value, at: fact.at },
        flow.declarations,
        knowledge,
        isFilled,
      ),
    }));
    for (const { route, because } of [...judged.filter(({ secret }) => secret), ...onlyParts(judged)]) {
      candidates.push({ delivery, route, because, publicHalf: false });
      hold(route, fact.at);
    }
    publics.push(
      ...judged
        .filter(({ publicHalf }) => publicHalf)
        .map(({ route, because }) => ({ delivery, route, because, publicHalf: true })),
    );
  }
  for (const address of [...flow.addresses.values()].sort(compareAddresses)) {
    const at = flow.declarations.get(carrierId(address))?.[0]?.at ?? firstPlace(flow, address);
    if (!at) continue;
    for (const route of routesTo(address, flow).routes) {
      if (
        judgeChain(
          { addresses: route.addresses, variable: null, value: null, at },
          flow.declarations,
          knowledge,
          isFilled,
        ).secret
      )
        hold(route, at);
    }
  }
  const halves = pairHalves(publics, candidates, [...origins.values()]);
  for (const { route, delivery } of halves.candidates) hold(route, delivery.fact.at);
  return {
    candidates: [...candidates, ...halves.candidates],
    pairs: halves.pairs,
    origins: [...origins.values()].sort((a, b) => compareAddresses(a.address, b.address)),
    holders: new Map([...holders].map(([id, held]) => [id, [...held.values()].sort(compareAddresses)])),
    unresolved,
  };
}

interface Judged extends Secrecy {
  readonly route: Route;
}

/**
 * A document kept in a place made for secrets, none of whose parts is a credential by its name (`users: {{ .USER_0 }}`): the parts are
 * all that is known of what it hides, so they stand for it.
 */
function onlyParts(judged: readonly Judged[]): readonly Judged[] {
  const keys = groupBy(judged, ({ route }) => addressId(route.addresses.at(-1) ?? route.addresses[0]));
  return [...keys.values()].flatMap((same) =>
    same.some(({ secret }) => secret)
      ? []
      : same.filter(({ route: { edges, addresses } }) => {
          const delivered = addresses.at(-1);
          return delivered && SECRET_CONTAINERS.has(delivered.type) && edges.at(-1)?.embedded === 'document';
        }),
  );
}

function firstPlace(flow: Flow, address: Address): Origin['at'] | null {
  const evidence = flow.incoming.get(carrierId(address))?.[0]?.derivation.because[0];
  return evidence?.from === 'text' ? evidence.span : null;
}

/** Evidence for the delivered end of a path. */
export function deliveredBecause({ fact, because }: ResolvedDelivery, address: Address): readonly Evidence[] {
  const into = fact.variable ? ` as ${fact.variable}` : fact.path ? ` at ${fact.path}` : '';
  return [seen(fact.at, `delivers ${sayAddress(address)}${into}`), ...because];
}

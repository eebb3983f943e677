/**
 * The delays between carriers: every derivation from the origin to the delivered carrier. A carrier that never changes
 * in place stops the path here, whoever reads it.
 */
import type { Seconds } from '../model/duration.ts';
import type { Because } from '../model/evidence.ts';
import type { Derivation } from '../model/graph.ts';
import type { Delay, DrawnPer, Hop, Law } from '../model/timing.ts';
import { type Estate, objectOf, type Route } from './estate.ts';
import { hopOfRow, type RowHop } from './rows.ts';

/**
 * Stages of fact rows as hops of a path; what is not listed is a store's sync, and Git is told from other stores by
 * who syncs it.
 */
const HOP_OF_STAGE: ReadonlyMap<string, Hop> = new Map([
  ['node-sync', 'node-sync'],
  ['app-reload', 'app-reload'],
  ['lease', 'lease'],
]);
const READS_GIT = /^(Argo CD|Flux (kustomize|source)-controller)$/;

/**
 * Derivations that are one text with their origin, or are read anew with every start: the value is there as soon as
 * the origin changes.
 */
const AT_ONCE = new Set([
  'interpolation',
  'secret-reference',
  'connection-string',
  'template',
  'alias',
  'declared',
  'call',
  'compose-secret',
  'compose-config',
  'env-file',
]);

/** From the origin to the delivered carrier, in order. */
export function carrierDelays(estate: Estate, route: Route): readonly Delay[] {
  const { carriers, derivations } = route.path;
  const origin = frozenCarrier(estate, carriers[0]);
  const hops = derivations.map(
    (derivation) =>
      frozenDerivation(derivation) ??
      frozenCarrier(estate, derivation.to) ??
      derivationDelay(estate, route, derivation),
  );
  return origin ? [origin, ...hops] : hops;
}

function frozenDerivation({ frozen, to, because }: Derivation): Delay | null {
  return frozen === null ? null : stopped(to, frozen, because);
}

function frozenCarrier({ graph }: Estate, id: string): Delay | null {
  const frozen = graph.carriers.get(id)?.frozen;
  return frozen ? stopped(id, frozen.says, frozen.because) : null;
}

function stopped(carrier: string, reason: string, because: Because): Delay {
  const draw = `frozen:carrier:${carrier}`;
  return { hop: 'store-sync', law: { kind: 'never', reason }, per: 'carrier', draw, trigger: 'event', because };
}

function derivationDelay(estate: Estate, route: Route, { row, interval, by, to, because }: Derivation): Delay {
  const object = objectOf(estate.graph.carriers.get(to), to);
  const found = hopOfRow(estate, row, { interval, because });
  if (found) return place(route, hopOf(found), found, object);
  const draw = `store-sync:carrier:${object}`;
  return { hop: 'store-sync', law: withoutRow(by, interval), per: 'carrier', draw, trigger: 'own-clock', because };
}

function hopOf({ row }: RowHop): Hop {
  return READS_GIT.test(row.technology) ? 'git-reconcile' : (HOP_OF_STAGE.get(row.stage) ?? 'store-sync');
}

function withoutRow(by: string, interval: Seconds | null): Law {
  if (interval !== null && interval > 0) return { kind: 'uniform', min: 0, max: interval };
  return AT_ONCE.has(by) ? { kind: 'fixed', at: 0 } : { kind: 'unknown', reason: 'delay-unknown' };
}

/**
 * A row's hop at its place on the path. Two delays with one draw are one draw; an instance's own draws carry the
 * consumer, and what of it they belong to: the kubelet syncs a pod's volumes together, programs read each on their
 * own.
 */
export function place(route: Route, hop: Hop, found: RowHop, object: string): Delay {
  const { consumer, path } = route;
  const program = `${consumer.id}:${path.container ?? ''}`;
  const places: Readonly<Record<DrawnPer, string>> = {
    carrier: object,
    cluster: `${consumer.cluster ?? ''}:${found.row.id}`,
    node: consumer.id,
    consumer: consumer.id,
    instance: hop === 'node-sync' ? consumer.id : `${program}:${object}`,
    connection: program,
  };
  const { law, per, trigger, because } = found;
  return { hop, law, per, draw: `${hop}:${per}:${places[per]}`, trigger, because };
}

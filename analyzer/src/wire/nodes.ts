/** The nodes and edges of the graph as the wire format writes them; what belongs to a credential is in `credential.ts`. */
import type { Carrier, Consumer, Dependency, Derivation, Signal } from '../model/graph.ts';
import type { Observability } from '../model/observability.ts';
import { compareText } from '../model/place.ts';
import type { ConsumerTiming, Milestones } from '../model/timing.ts';
import { becauseToWire } from './evidence.ts';
import { laterOf, milestonesToWire, secondsToWire, UNMEASURED } from './times.ts';
import type { WireCarrier, WireConsumer, WireDependency, WireDerivation } from './types.ts';

export function carrierToWire(carrier: Carrier): WireCarrier {
  return {
    id: carrier.id,
    type: carrier.type,
    name: carrier.name,
    cluster: carrier.cluster,
    namespace: carrier.namespace,
    key: carrier.key,
    environment: carrier.environment,
    because: becauseToWire(carrier.because),
    declared: carrier.declaredAt !== null,
    frozen: carrier.frozen?.says ?? null,
  };
}

export function derivationToWire(derivation: Derivation): WireDerivation {
  const { from, to, by, row, frozen } = derivation;
  const delay = secondsToWire(derivation.interval);
  return { from, to, by, delay, because: becauseToWire(derivation.because), row, frozen };
}

/** `acceptsNewFrom` and `acceptsOldUntil` are null: files do not tell, only a running dependency does. */
export function dependencyToWire(dependency: Dependency): WireDependency {
  const { id, name, kind, acceptance, slots, sessionClass, behind } = dependency;
  const because = becauseToWire(dependency.because);
  return {
    id,
    name,
    kind,
    acceptance,
    slots,
    sessionClass,
    acceptsNewFrom: null,
    acceptsOldUntil: null,
    behind,
    because,
    sided: dependency.sided,
    connectionLimit: dependency.connectionLimit,
  };
}

/** What shows that a consumer uses a new value; undefined: nobody looked. */
export interface Shown {
  readonly observability: Observability | undefined;
  readonly signals: readonly Signal[];
}

const UNSEEN: Shown = { observability: undefined, signals: [] };

/** `timings`: one for each credential of the consumer. */
export function consumerToWire(
  consumer: Consumer,
  timings: readonly ConsumerTiming[],
  { observability, signals }: Shown = UNSEEN,
): WireConsumer {
  return {
    id: consumer.id,
    name: consumer.name,
    kind: consumer.kind,
    application: consumer.application,
    cluster: consumer.cluster,
    namespace: consumer.namespace,
    environment: consumer.environment,
    owner: consumer.owner,
    instances: {
      min: consumer.instances.min,
      max: consumer.instances.max,
      declared: consumer.instances.declared,
    },
    connections: consumer.connections,
    convergence: convergenceOf(timings),
    schedule: consumer.schedules[0]?.cron ?? null,
    dormant: consumer.dormant !== null,
    observability: observability?.level ?? 'none',
    because: becauseToWire(consumer.because),
    objectKind: consumer.objectKind,
    schedules: consumer.schedules.map(({ cron, timeZone, concurrency, row }) => ({ cron, timeZone, concurrency, row })),
    dormantReason: consumer.dormant,
    run: secondsToWire(consumer.overrides.run?.value ?? null),
    freshProcess: consumer.freshProcess,
    ...(observability?.because.length ? { observabilityBecause: becauseToWire(observability.because) } : {}),
    ...(signals.length === 0 ? {} : { signals: signals.map(signalToWire) }),
  };
}

function signalToWire({ name, because }: Signal) {
  return { name, because: becauseToWire(because) };
}

function convergenceOf(timings: readonly ConsumerTiming[]): WireConsumer['convergence'] {
  const sorted = timings.toSorted((a, b) => compareText(a.credential, b.credential));
  return {
    automatic: milestonesToWire(latest(sorted.map((timing) => timing.automatic))),
    withActions: milestonesToWire(latest(sorted.map((timing) => timing.withActions))),
    credentials: sorted.map((timing) => ({
      credential: timing.credential,
      automatic: milestonesToWire(timing.automatic),
      withActions: milestonesToWire(timing.withActions),
      neverWithoutAction: timing.neverWithoutAction,
    })),
  };
}

function latest(milestones: readonly Milestones[]): Milestones {
  const [first = UNMEASURED, ...rest] = milestones;
  return rest.reduce(laterOf, first);
}

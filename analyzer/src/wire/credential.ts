/** A credential with all that the layers say about it, as the wire format writes it. */
import type { Credential, Dependency } from '../model/graph.ts';
import type { Inventory } from '../model/inventory.ts';
import { compareText } from '../model/place.ts';
import type { Radius } from '../model/radius.ts';
import type { ConsumerTiming, Convergence } from '../model/timing.ts';
import type { Difficulty } from '../model/vocabulary.ts';
import { becauseToWire } from './evidence.ts';
import { milestonesToWire, secondsToWire, UNMEASURED } from './times.ts';
import type { WireAction, WireCredential, WireRadius, WireRevocation } from './types.ts';

const NO_RADIUS: Radius = { score: 0, band: 'contained', factors: [] };
const NO_REVOCATION: Convergence['revocation'] = {
  availability: null,
  exposureEnds: null,
  outages: [],
  verdict: null,
  missing: [],
};

/** What is concluded from all layers together. */
export interface Judged {
  readonly difficulty: Difficulty;
  /** The best split; null: none is worth it, or nobody asked. */
  readonly split: WireCredential['split'];
}

/** One credential. */
export function credentialToWire(credential: Credential, inventory: Inventory, judged: Judged): WireCredential {
  const { id, name, kind, dependency, carriers, slots } = credential;
  const radii = inventory.radii.get(id);
  const convergence = inventory.convergence.get(id);
  return {
    id,
    name,
    kind,
    dependency,
    carriers,
    owners: credential.owners.toSorted(compareText),
    environments: credential.environments.toSorted(compareText),
    slots,
    scopeRadius: radiusToWire(radii?.scope ?? NO_RADIUS),
    rolloutRadius: radiusToWire(radii?.rollout ?? NO_RADIUS),
    convergence: {
      automatic: milestonesToWire(convergence?.automatic ?? UNMEASURED),
      withActions: milestonesToWire(convergence?.withActions ?? UNMEASURED),
      slowest: convergence?.slowest ?? null,
      neverWithoutAction: (convergence?.neverWithoutAction ?? []).toSorted(compareText),
      numericError: convergence?.numericError ?? 0,
    },
    actions: actionsOf(convergence?.consumers ?? []),
    revocation: revocationToWire(convergence?.revocation ?? NO_REVOCATION),
    mayFetch: inventory.graph.mayFetch
      .filter((entry) => entry.credential === id)
      .map(({ who, because }) => ({ who, because: becauseToWire(because) }))
      .toSorted((a, b) => compareText(a.who, b.who)),
    overlapWindow: {
      minimum: secondsToWire(convergence?.overlapMinimum ?? null),
      declared: secondsToWire(credential.overlapWindow?.value ?? null),
    },
    pattern: patternOf(dependency === null ? undefined : inventory.graph.dependencies.get(dependency)),
    split: judged.split,
    difficulty: judged.difficulty,
    because: becauseToWire([...credential.because, ...credential.kindBecause]),
  };
}

function radiusToWire(radius: Radius): WireRadius {
  const factors = radius.factors.map(({ name, value, points, max, because }) => ({
    name,
    value,
    points,
    max,
    because: becauseToWire(because),
  }));
  return { score: radius.score, band: radius.band, factors };
}

function actionsOf(consumers: readonly ConsumerTiming[]): readonly WireAction[] {
  return consumers
    .flatMap(({ consumer, action }): readonly WireAction[] => {
      if (action === null) return [];
      const { does, parallel, contact } = action;
      const takes = secondsToWire(action.takes);
      return [{ consumer, does, takes, parallel, because: becauseToWire(action.because), contact }];
    })
    .toSorted((a, b) => compareText(a.consumer, b.consumer));
}

function revocationToWire(revocation: Convergence['revocation']): WireRevocation {
  return {
    availability: secondsToWire(revocation.availability),
    exposureEnds: secondsToWire(revocation.exposureEnds),
    outages: revocation.outages
      .map(({ consumer, from, to }) => ({ consumer, from: secondsToWire(from) ?? 'PT0S', to: secondsToWire(to) }))
      .toSorted((a, b) => compareText(a.consumer, b.consumer) || compareText(a.from, b.from)),
    verdict: revocation.verdict,
    missing: revocation.missing,
  };
}

/** The pattern is what the dependency allows; nothing is recommended where nobody knows what accepts the credential. */
function patternOf(dependency: Dependency | undefined): WireCredential['pattern'] {
  if (dependency === undefined || dependency.acceptance === null) return { recommended: null, why: [] };
  return { recommended: dependency.acceptance, why: [`${dependency.name} accepts it as ${dependency.acceptance}`] };
}

/** A credential with all that the layers say about it, as the wire format writes it. */
import { formatDuration, type Seconds } from '../model/duration.ts';
import type { Credential, Dependency } from '../model/graph.ts';
import type { Inventory } from '../model/inventory.ts';
import { compareText } from '../model/place.ts';
import type { Radius } from '../model/radius.ts';
import type { ConsumerTiming, Convergence } from '../model/timing.ts';
import { dayAfter, type Upkeep } from '../model/upkeep.ts';
import type { Difficulty } from '../model/vocabulary.ts';
import { becauseToWire } from './evidence.ts';
import { milestonesToWire, secondsToWire, UNMEASURED } from './times.ts';
import type { WireAction, WireCredential, WireFigures, WireImprovement, WireRadius, WireRevocation } from './types.ts';

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
  /** Undefined: nobody asked, and the pattern is what the dependency allows. */
  readonly pattern: WireCredential['pattern'] | undefined;
  readonly improvements: readonly Improvement[] | undefined;
}

/** A change with its figures, as the advice measures it. */
export interface Improvement {
  readonly does: string;
  readonly costs: WireImprovement['costs'];
  readonly consumers: readonly string[];
  readonly before: Figures;
  readonly after: Figures;
}

interface Figures extends Omit<WireFigures, 'settled'> {
  readonly settled: Seconds;
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
    pattern:
      judged.pattern ?? patternOf(dependency === null ? undefined : inventory.graph.dependencies.get(dependency)),
    split: judged.split,
    difficulty: judged.difficulty,
    ...(judged.improvements ? { improvements: judged.improvements.map(improvementToWire) } : {}),
    because: becauseToWire([...credential.because, ...credential.kindBecause]),
    ...(credential.lastRotated === null ? {} : { lastRotated: credential.lastRotated }),
    ...(credential.cadence === null ? {} : { cadence: formatDuration(credential.cadence) }),
    ...upkeepToWire(credential, inventory.upkeep.get(id)),
  };
}

function improvementToWire({ does, costs, consumers, before, after }: Improvement): WireImprovement {
  return { does, costs, consumers, before: figuresToWire(before), after: figuresToWire(after) };
}

function figuresToWire({ stuck, unknown, settled, scope, rollout }: Figures): WireFigures {
  return { stuck, unknown, settled: formatDuration(settled), scope, rollout };
}

/** The day it is due is a sum of what is declared, not a look at a clock. */
function upkeepToWire(credential: Credential, upkeep: Upkeep | undefined): Pick<WireCredential, 'upkeep'> {
  if (!upkeep) return {};
  const { minutes, assumed, recommended, costs } = upkeep;
  const cadence = credential.cadence ?? recommended;
  const { lastRotated } = credential;
  return {
    upkeep: {
      minutes,
      assumed,
      recommended: secondsToWire(recommended),
      due: lastRotated === null || cadence === null ? null : dayAfter(lastRotated, cadence),
      costs: costs.map((cost) => ({ cadence: formatDuration(cost.cadence), minutesAYear: cost.minutesAYear })),
    },
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

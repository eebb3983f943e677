/**
 * What is missing before each credential can be rotated boringly, as a table of claims, and the figures once it is there.
 * Figures come from the inventory alone; where it holds none, there is none.
 */
import { nextStep } from '../explain/next-step.ts';
import { credentialLabel, isHole, type View, viewOf } from '../explain/view.ts';
import { compareText } from '../model/place.ts';
import type { WireCredential, WireDifficulty, WireInventory } from '../wire/types.ts';
import { DIFFICULTIES } from '../wire/words.ts';
import { type User, usersOf } from './subject.ts';

export interface Figures {
  readonly scope: number;
  readonly rollout: number;
  /** ISO, settled; null: no bound. */
  readonly bound: string | null;
}

export interface Readiness {
  readonly credential: string;
  readonly name: string;
  readonly difficulty: WireDifficulty;
  /** Empty: it can be rotated boringly. */
  readonly missing: readonly string[];
  readonly nextStep: string;
  /** By itself, today. */
  readonly now: Figures;
  /** What is assumed to be done; null: nothing that changes a figure here. */
  readonly after: (Figures & { readonly once: string }) | null;
  /** A simple coordinated restart is enough. */
  readonly lowRisk: boolean;
  readonly cadence: Cadence;
}

/** ISO durations and days; null: not declared, or not known. */
export interface Cadence {
  readonly declared: string | null;
  readonly recommended: string | null;
  readonly lastRotated: string | null;
  readonly due: string | null;
  /** Its day has come; false where no day was given to judge by. */
  readonly overdue: boolean;
  /** Of handwork on its consumers, at the declared cadence, else at the recommended one. */
  readonly minutesAYear: number | null;
}

interface Case {
  readonly view: View;
  readonly credential: WireCredential;
  readonly users: readonly User[];
}

type Claim = (of: Case) => string | null;

/** One line each; the order is that of the phases it would stop. */
const CLAIMS: readonly Claim[] = [
  ({ users }) => (users.length === 0 ? 'a consumer: none is known here' : null),
  ({ users }) =>
    about(
      'an owner of',
      users.filter(({ consumer }) => consumer.owner === null),
    ),
  ({ credential }) => (credential.kind === null ? 'the kind of the credential' : null),
  ({ credential, users }) =>
    credential.revocation.verdict === null && users.length > 0
      ? 'what accepts it, and whether old and new value coexist'
      : null,
  ({ credential }) =>
    credential.revocation.verdict === 'cutover' ? 'a second valid value: every rotation is an outage' : null,
  ({ users }) =>
    about(
      'how a new value is taken by',
      users.filter(({ deciding }) => deciding.refresh.mode === 'unknown'),
    ),
  ({ users }) =>
    about(
      'a way to take a new value without an action for',
      users.filter(({ timing }) => timing.neverWithoutAction),
    ),
  ({ users }) =>
    about(
      'a bound for',
      users.filter(({ timing }) => timing.withActions.settled.bound === null),
    ),
  ({ users }) =>
    about(
      'a contact for',
      users.filter(({ outside, action }) => outside && !action?.contact),
    ),
  ({ users }) =>
    about(
      'a plan for what sleeps:',
      users.filter(({ consumer }) => consumer.dormant),
    ),
  ({ view, credential }) => {
    const holes = credential.carriers.flatMap((id) => view.carriers.get(id) ?? []).filter(isHole);
    return holes.length > 0 ? `the place where ${holes.map(({ name }) => name).join(', ')} is declared` : null;
  },
];

const SHOWN = 5;

function about(what: string, users: readonly User[]): string | null {
  if (users.length === 0) return null;
  const names = [...new Set(users.map(({ consumer }) => consumer.name))].sort(compareText);
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  return `${what} ${names.slice(0, SHOWN).join(', ')}${more}`;
}

/** Every credential, the hardest first. `today`: the day by which a rotation is overdue; null: none is. */
export function readinessOf(inventory: WireInventory, today: string | null = null): readonly Readiness[] {
  const view = viewOf(inventory);
  return inventory.credentials
    .map((credential) => oneOf(view, credential, today))
    .sort(
      (a, b) =>
        DIFFICULTIES.indexOf(b.difficulty) - DIFFICULTIES.indexOf(a.difficulty) ||
        b.missing.length - a.missing.length ||
        compareText(a.credential, b.credential),
    );
}

function oneOf(view: View, credential: WireCredential, today: string | null): Readiness {
  const users = usersOf(view, credential);
  const now = {
    scope: credential.scopeRadius.score,
    rollout: credential.rolloutRadius.score,
    bound: credential.convergence.automatic.settled.bound,
  };
  return {
    credential: credential.id,
    name: credentialLabel(view, credential),
    difficulty: credential.difficulty,
    missing: CLAIMS.flatMap((claim) => claim({ view, credential, users }) ?? []),
    lowRisk: credential.pattern.lowRisk ?? false,
    cadence: cadenceOf(credential, today),
    nextStep: nextStep(view, credential),
    now,
    after: afterwards(credential, users, now),
  };
}

function cadenceOf({ upkeep, cadence, lastRotated }: WireCredential, today: string | null): Cadence {
  const followed = cadence ?? upkeep?.recommended ?? null;
  const due = upkeep?.due ?? null;
  return {
    declared: cadence ?? null,
    recommended: upkeep?.recommended ?? null,
    lastRotated: lastRotated ?? null,
    due,
    // Days in this form compare as texts.
    overdue: due !== null && today !== null && due <= today,
    minutesAYear: upkeep?.costs.find((cost) => cost.cadence === followed)?.minutesAYear ?? null,
  };
}

/** The factor of those who do not take a new value by themselves. */
const UNCOOPERATIVE = 'uncooperative';

/** Measured by the advice where the inventory holds any; what is left is a sum of its factors. */
function afterwards(
  { split, convergence, rolloutRadius, improvements }: WireCredential,
  users: readonly User[],
  now: Figures,
): Readiness['after'] {
  if (split !== null) {
    const once = `it is split by ${split.axis} into ${split.parts}; the worst part`;
    return { ...now, scope: split.worst.scope, rollout: split.worst.rollout, once };
  }
  const [cheapest] = improvements ?? [];
  if (cheapest) {
    const { scope, rollout, stuck, unknown, settled } = cheapest.after;
    return {
      scope,
      rollout,
      bound: stuck + unknown > 0 ? null : settled,
      once: `the cheapest change is made (${cheapest.does})`,
    };
  }
  const acting = users.filter(({ needsAction }) => needsAction);
  if (acting.length === 0) return null;
  const points = rolloutRadius.factors.find(({ name }) => name === UNCOOPERATIVE)?.points ?? 0;
  const rollout = Math.round((now.rollout - points) * 10) / 10;
  const bound = convergence.automatic.settled.conditionalBound;
  return {
    scope: now.scope,
    rollout,
    bound,
    once:
      acting.length === 1
        ? '1 consumer no longer waits for an action'
        : `${acting.length} consumers no longer wait for an action`,
  };
}

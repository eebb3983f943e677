/**
 * Which rotation pattern fits a credential (design, section 8): one table, the first row that holds decides and says why. What a
 * pattern buys, hides and breaks first is told in `explain/`; what must be true for it is for the conditions to judge.
 */
import type { KindRow, Knowledge } from '../knowledge/tables.ts';
import type { Credential, Dependency } from '../model/graph.ts';
import type { Layers } from '../model/inventory.ts';
import type { Acceptance } from '../model/vocabulary.ts';
import { isLowRisk } from '../radius/difficulty.ts';

export interface Pattern {
  /** null: nobody knows what accepts the credential. */
  readonly recommended: Acceptance | null;
  readonly why: readonly string[];
  /** What else would do, the better first. */
  readonly alternatives: readonly Acceptance[];
  /** A coordinated restart is enough, more would be overkill. */
  readonly lowRisk: boolean;
}

interface Case {
  readonly credential: Credential;
  readonly dependency: Dependency;
  readonly acceptance: Acceptance;
  readonly kind: KindRow | null;
  readonly consumers: number;
  /** Values valid at once, as the dependency or the names show; null: no limit is known. */
  readonly slots: number | null;
}

interface Row {
  readonly holds: (of: Case) => boolean;
  readonly pattern: Acceptance;
  readonly why: (of: Case) => string;
}

const is = (...acceptances: readonly Acceptance[]) => {
  const among: ReadonlySet<Acceptance> = new Set(acceptances);
  return ({ acceptance }: Case) => among.has(acceptance);
};

const ROWS: readonly Row[] = [
  {
    holds: ({ acceptance, kind }) => acceptance === 'wrapping-key' || kind?.recommendedPattern === 'wrapping-key',
    pattern: 'wrapping-key',
    why: () =>
      'a wrapping key is a different problem: what it wrapped has to be wrapped again before it may die, and no restart does that',
  },
  { holds: is('lease'), pattern: 'lease', why: () => 'a broker issues it: each consumer gets its own, with an end' },
  {
    holds: is('key-ring'),
    pattern: 'key-ring',
    why: ({ dependency }) =>
      dependency.sided === 'two'
        ? 'whoever verifies holds it too, and can hold a list: verifiers get the new key first'
        : 'whoever verifies can hold a list of keys',
  },
  {
    holds: (of) => is('dual-valid')(of) && (of.slots === null || of.slots > 1),
    pattern: 'dual-valid',
    why: ({ slots }) => (slots === null ? 'several values are valid at once' : `${slots} values are valid at once`),
  },
  {
    holds: (of) => is('cutover')(of) && of.credential.slots > 1,
    pattern: 'dual-valid',
    why: ({ credential }) =>
      `its names show ${credential.slots} values in use at once, which whoever verifies must read`,
  },
  {
    holds: is('identity-replacement'),
    pattern: 'identity-replacement',
    why: () => 'one identity has one value: a second identity makes the overlap',
  },
  {
    holds: () => true,
    pattern: 'cutover',
    why: ({ consumers }) =>
      consumers > 1
        ? `one value is valid at a time: all ${consumers} consumers are cut off at the change`
        : 'one value is valid at a time: the change is the revocation',
  },
];

/** The pattern of every credential, by id. */
export function advisePatterns(layers: Layers, knowledge: Knowledge): ReadonlyMap<string, Pattern> {
  return new Map(
    [...layers.graph.credentials.values()].map((credential): [string, Pattern] => [
      credential.id,
      patternOf(layers, credential, knowledge),
    ]),
  );
}

function patternOf({ graph, convergence, radii }: Layers, credential: Credential, knowledge: Knowledge): Pattern {
  const dependency = graph.dependencies.get(credential.dependency ?? '');
  const timings = convergence.get(credential.id);
  const kind = knowledge.kinds.get(credential.kind ?? '') ?? null;
  if (!dependency?.acceptance) return { recommended: null, why: [], alternatives: [], lowRisk: false };
  const of: Case = {
    credential,
    dependency,
    acceptance: dependency.acceptance,
    kind,
    consumers: timings?.consumers.length ?? 0,
    slots: dependency.slots === null ? null : Math.max(dependency.slots, credential.slots),
  };
  const row = ROWS.find(({ holds }) => holds(of));
  const recommended = row?.pattern ?? of.acceptance;
  const better = kind && recommended === 'cutover' ? [kind.recommendedPattern] : [];
  const others = [...new Set([...better, ...(kind?.alternatives ?? [])])].filter((one) => one !== recommended);
  return {
    recommended,
    why: [`${dependency.name} accepts it as ${of.acceptance}`, ...(row ? [row.why(of)] : [])],
    // Nobody trades an overlap for an outage.
    alternatives: others.filter((one) => one !== 'cutover'),
    lowRisk: recommended !== 'wrapping-key' && isLowRisk(credential, graph, timings, radii.get(credential.id)),
  };
}

/**
 * The plan of one rotation as data: what Markdown, HTML and JSON are made from, so that no format knows more than another.
 * Texts are plain; whoever shows them escapes. Commands hold placeholders only, never a value.
 */
import type { Acceptance } from '../model/vocabulary.ts';
import type { WireConfidence, WireDelay, WireDependency, WireMilestones, WireRefreshMode } from '../wire/types.ts';

export type VerdictWord = 'ZERO-DOWNTIME' | 'PARTIAL' | 'CUTOVER';

export interface Step {
  /** `2.1`: phase and position. */
  readonly id: string;
  readonly does: string;
  /** Placeholders and names only; null: nothing to type, or not known. */
  readonly command: string | null;
  /** What must be known before the step can be done; null: nothing. */
  readonly missing: string | null;
  /** How to see that it worked. */
  readonly check: string | null;
  /** Who does it; null: whoever rotates. */
  readonly who: string | null;
  /** ISO duration that somebody declared; null: nobody did. */
  readonly takes: string | null;
  /** What a person spends on it, in minutes; null: nobody acts. */
  readonly minutes: number | null;
  /** Row of the kinds table it comes from. */
  readonly row: string | null;
  /** The row has low confidence. */
  readonly unverified: boolean;
}

export interface Group {
  /** A ring or a cluster; null: the phase has only one group. */
  readonly title: string | null;
  readonly notes: readonly string[];
  readonly steps: readonly Step[];
}

/** One thing to do to get back; a command where one is known. */
export interface WayBack {
  readonly says: string;
  readonly command: string | null;
}

export interface Phase {
  readonly title: string;
  readonly notes: readonly string[];
  readonly groups: readonly Group[];
  /** How to get back from here, and what that does not undo. */
  readonly rollback: readonly WayBack[];
}

/** A carrier from which a consumer gets the value; `direct`: the origin, nothing fills it. */
export interface Delivered {
  readonly type: string;
  readonly cluster: string | null;
  readonly namespace: string | null;
  readonly name: string;
  readonly direct: boolean;
}

/** One hop as it was assumed; `row`: of the fact tables, null where it is written or declared here. */
export interface ExpectedHop {
  readonly hop: WireDelay['hop'];
  readonly kind: WireDelay['kind'];
  readonly min: string | null;
  readonly max: string | null;
  readonly row: string | null;
  readonly says: string;
}

/** What evidence is later held against (`keyturn gate`, `keyturn backtest`). Durations are ISO 8601, after publication. */
export interface Expected {
  readonly cluster: string | null;
  readonly namespace: string | null;
  readonly application: string | null;
  readonly instances: { readonly min: number; readonly max: number | null };
  readonly scheduled: boolean;
  /** Nobody who rotates controls it. */
  readonly outside: boolean;
  readonly dormant: boolean;
  readonly delivered: readonly Delivered[];
  readonly automatic: WireMilestones;
  readonly withActions: WireMilestones;
  /** How long it may be silent although it holds the old value: its term of N; null: it cannot be stated. */
  readonly silent: string | null;
  readonly hops: readonly ExpectedHop[];
}

export interface PlannedConsumer {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly mode: WireRefreshMode;
  readonly confidence: WireConfidence;
  readonly role: 'presents' | 'accepts' | 'both';
  /** null: nobody is named. */
  readonly owner: string | null;
  readonly instances: string;
  /** `manifests/feed.yaml:33`; null: a documented default alone. */
  readonly place: string | null;
  /** Fact rows that the verdict rests on. */
  readonly rows: readonly string[];
  readonly adopted: string;
  readonly settled: string;
  readonly needsAction: boolean;
  readonly observability: 'direct' | 'inferred' | 'none';
  readonly seenBy: string;
  readonly attributable: 'yes' | 'no' | 'not established';
  readonly expected: Expected;
}

export interface SilenceTerm {
  readonly consumer: string;
  /** ISO; null: it cannot be stated. */
  readonly silent: string | null;
  readonly says: string;
}

/** N: how long the old value may go unseen although somebody still holds it. */
export interface Silence {
  /** ISO; null: no term is known. */
  readonly n: string | null;
  readonly terms: readonly SilenceTerm[];
  /** Consumers that no silence can speak for: they sign. */
  readonly uncovered: readonly string[];
}

/** What opens a gate: a milestone of all its consumers, or the absence of attempts with the old value. */
export type Opens = 'delivered' | 'loaded' | 'settled' | 'confirmed' | 'silence';

export interface Gate {
  readonly id: string;
  readonly opensOn: Opens;
  readonly claims: string;
  readonly evidence: string;
  readonly threshold: string;
  readonly signs: string;
  readonly milestone: 'adopted' | 'settled' | 'confirmed';
  /** Ids of the consumers it speaks of. */
  readonly consumers: readonly string[];
}

export interface Signal {
  readonly name: string;
  readonly asks: string;
  /** `exists at file:line`, or that none was found. */
  readonly state: string;
  readonly query: string;
  readonly snippet: string;
}

export interface Query {
  readonly at: string;
  readonly asks: string;
  readonly text: string;
  readonly unverified: boolean;
}

export interface RareConsumer {
  readonly id: string;
  readonly name: string;
  readonly why: string;
  readonly longestWait: string;
  /** ISO moments; empty: no start was given, or none can be worked out. */
  readonly nextRuns: readonly string[];
  readonly owner: string | null;
}

export interface FailureMode {
  readonly name: string;
  readonly possible: boolean;
  readonly consumers: readonly string[];
  readonly earlySignal: string;
  readonly dashboardShows: string;
  readonly actuallyBroken: string;
  readonly containment: string;
  readonly durableFix: string;
  readonly prevention: string;
}

export interface Question {
  readonly asks: string;
  /** null: unanswered. */
  readonly answer: string | null;
  /** Why it is unanswered, or what the answer leaves open. */
  readonly open: string | null;
}

export interface SignOff {
  readonly owner: string;
  readonly signsFor: readonly string[];
}

export interface Bar {
  readonly section: string;
  readonly label: string;
  /** Seconds after publication. */
  readonly from: number;
  readonly to: number;
}

export interface Placeholder {
  readonly name: string;
  /** Known from the inventory; null: fill it in. */
  readonly is: string | null;
  readonly says: string;
}

export interface Fact {
  readonly about: string;
  readonly says: string;
}

/** The overlap window that is proposed or declared, held against the slowest credible path. */
export interface Window {
  readonly says: string;
  /** Names of those it strands, with the actions of the plan taken. */
  readonly stranded: readonly string[];
  /** The first sentence somebody must read; null: it strands nobody, or none was proposed. */
  readonly fiction: string | null;
  /** Whom it strands and how surely, by themselves. */
  readonly chances: readonly string[];
}

export interface Plan {
  readonly runbookVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly credential: {
    readonly id: string;
    readonly name: string;
    readonly kind: string | null;
    readonly accepts: string;
    /** What revoking does to sessions; null: not known. */
    readonly sessions: WireDependency['sessionClass'];
  };
  readonly mode: 'routine' | 'compromise';
  readonly drill: boolean;
  /** ISO moment of publication; null: not given. */
  readonly start: string | null;
  readonly verdict: { readonly word: VerdictWord; readonly failing: readonly string[] };
  /** A coordinated restart is enough; more would be overkill. */
  readonly simple: boolean;
  readonly window: Window;
  readonly properties: ReadonlyArray<{ readonly name: string; readonly says: string }>;
  readonly figures: ReadonlyArray<{ readonly name: string; readonly says: string }>;
  readonly toil: { readonly steps: number; readonly personMinutes: number; readonly says: string };
  readonly consumers: readonly PlannedConsumer[];
  readonly pattern: {
    readonly id: Acceptance;
    /** Old and new are accepted side by side; false: publishing is revoking. */
    readonly coexist: boolean;
    readonly does: string;
    readonly why: readonly string[];
    readonly buys: string;
    readonly hides: string;
    readonly failsFirst: string;
    readonly wrongWhen: string;
  };
  readonly placeholders: readonly Placeholder[];
  readonly phases: readonly Phase[];
  readonly signals: readonly Signal[];
  readonly queries: readonly Query[];
  readonly silence: Silence;
  readonly gates: readonly Gate[];
  readonly rare: readonly RareConsumer[];
  readonly failureModes: readonly FailureMode[];
  readonly questions: readonly Question[];
  readonly incident: ReadonlyArray<{ readonly name: string; readonly says: string }>;
  readonly signOffs: readonly SignOff[];
  readonly timeline: readonly Bar[];
  readonly madeFrom: { readonly digest: string; readonly facts: readonly Fact[] };
}

/**
 * The inventory as it is written to JSON, version 1: a contract with CI, exporters and readers of `--from`. Apart from the
 * model on purpose: the model may be renamed any day, these names need version 2.
 *
 * Durations are canonical ISO 8601 text (`PT37M`). Lines and columns count from 1. Optional fields are additions to the
 * first publication of version 1; a reader must do without them.
 */
import type {
  ACCEPTANCES,
  BANDS,
  CONFIDENCES,
  CONSUMER_KINDS,
  DELAY_KINDS,
  DELIVERY_FORMS,
  DIFFICULTIES,
  DRAWN_PER,
  EVIDENCE_SOURCES,
  HOPS,
  IMPROVEMENT_COSTS,
  OBSERVABILITIES,
  REFRESH_MODES,
  ROLES,
  SESSION_CLASSES,
  SEVERITIES,
  TRIGGERS,
  VERDICTS,
} from './words.ts';

export type WireConfidence = (typeof CONFIDENCES)[number];
export type WireSeverity = (typeof SEVERITIES)[number];
export type WireRefreshMode = (typeof REFRESH_MODES)[number];
export type WireAcceptance = (typeof ACCEPTANCES)[number];
export type WireDifficulty = (typeof DIFFICULTIES)[number];

/** One reason. A default has no place but a `row` of the fact tables. */
export interface WireEvidence {
  readonly from: (typeof EVIDENCE_SOURCES)[number];
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
  readonly endColumn: number | null;
  readonly says: string;
  readonly confidence: WireConfidence;
  readonly row: string | null;
  /** The fact row itself has low confidence. */
  readonly unverified?: boolean;
}

/** One milestone; where `bound` is null, `reason` says why and `conditionalBound` holds if that reason is removed. */
export interface WireTimes {
  readonly bound: string | null;
  readonly p50: string | null;
  readonly p99: string | null;
  readonly reason: string | null;
  readonly conditionalBound: string | null;
}

export interface WireMilestones {
  readonly adopted: WireTimes;
  readonly settled: WireTimes;
  readonly confirmed: WireTimes;
}

export interface WireFactor {
  readonly name: string;
  readonly value: number | string;
  readonly points: number;
  readonly max: number;
  readonly because: readonly WireEvidence[];
}

export interface WireRadius {
  readonly score: number;
  readonly band: (typeof BANDS)[number];
  readonly factors: readonly WireFactor[];
}

export interface WireAction {
  readonly consumer: string;
  readonly does: string;
  readonly takes: string | null;
  readonly parallel: 'all' | number;
  readonly because: readonly WireEvidence[];
  readonly contact?: string | null;
}

export interface WireRevocation {
  readonly availability: string | null;
  readonly exposureEnds: string | null;
  readonly outages: ReadonlyArray<{ readonly consumer: string; readonly from: string; readonly to: string | null }>;
  readonly verdict: (typeof VERDICTS)[number] | null;
  readonly missing: readonly string[];
}

export interface WireCredential {
  readonly id: string;
  readonly name: string;
  readonly kind: string | null;
  readonly dependency: string | null;
  readonly carriers: readonly string[];
  readonly owners: readonly string[];
  readonly environments: readonly string[];
  readonly slots: number | null;
  readonly scopeRadius: WireRadius;
  readonly rolloutRadius: WireRadius;
  readonly convergence: {
    readonly automatic: WireMilestones;
    readonly withActions: WireMilestones;
    readonly slowest: string | null;
    readonly neverWithoutAction: readonly string[];
    /** Largest error of the probabilities behind p50 and p99. */
    readonly numericError?: number;
  };
  readonly actions: readonly WireAction[];
  readonly revocation: WireRevocation;
  readonly mayFetch: ReadonlyArray<{ readonly who: string; readonly because: readonly WireEvidence[] }>;
  readonly overlapWindow: { readonly minimum: string | null; readonly declared: string | null };
  readonly pattern: {
    readonly recommended: WireAcceptance | null;
    readonly why: readonly string[];
    /** What else would do, the better first. */
    readonly alternatives?: readonly WireAcceptance[];
    /** A simple coordinated restart is enough; more would be overkill. */
    readonly lowRisk?: boolean;
  };
  readonly split: WireSplit | null;
  /** Changes that would shorten its rotation or shrink a radius, each alone; the cheapest first. */
  readonly improvements?: readonly WireImprovement[];
  readonly difficulty: WireDifficulty;
  /** Why its carriers are one credential, and why it is of its kind. */
  readonly because?: readonly WireEvidence[];
  /** Day of the last rotation, where somebody declared it: `2026-08-01`. */
  readonly lastRotated?: string;
  readonly upkeep?: WireUpkeep;
  /** How often it is to be rotated, where somebody declared it. */
  readonly cadence?: string;
}

export interface WireSplit {
  readonly axis: string;
  readonly parts: number;
  readonly worst: { readonly scope: number; readonly rollout: number };
  /** The largest part first; scores of a credential of its own for each. */
  readonly partition?: ReadonlyArray<{
    readonly name: string;
    readonly consumers: readonly string[];
    readonly scope: number;
    readonly rollout: number;
  }>;
}

export interface WireImprovement {
  readonly does: string;
  readonly costs: (typeof IMPROVEMENT_COSTS)[number];
  /** Those it changes. */
  readonly consumers: readonly string[];
  readonly before: WireFigures;
  /** Of the credential that stays, where some get one of their own. */
  readonly after: WireFigures;
}

/** How a rotation goes by itself, and both radii. */
export interface WireFigures {
  /** Consumers that never settle by themselves. */
  readonly stuck: number;
  /** Consumers of which nobody knows when they settle. */
  readonly unknown: number;
  /** Everybody else has settled. */
  readonly settled: string;
  readonly scope: number;
  readonly rollout: number;
}

/** How often a credential should be rotated, and what that costs people. */
export interface WireUpkeep {
  /** Minutes by hand on its consumers in one rotation; the steps and gates of a runbook come on top. */
  readonly minutes: number;
  /** Of them: minutes nobody declared. */
  readonly assumed: number;
  /** By what its leaked value can reach; null: it is issued anew by itself, or nothing uses it. */
  readonly recommended: string | null;
  /** Day by which it is to be rotated: the last rotation and the declared cadence, else the recommended one. */
  readonly due: string | null;
  readonly costs: ReadonlyArray<{ readonly cadence: string; readonly minutesAYear: number }>;
}

export interface WireDependency {
  readonly id: string;
  readonly name: string;
  readonly kind: string | null;
  readonly acceptance: WireAcceptance | null;
  readonly slots: number | null;
  readonly sessionClass: (typeof SESSION_CLASSES)[number] | null;
  readonly acceptsNewFrom: string | null;
  readonly acceptsOldUntil: string | null;
  readonly behind: string | null;
  readonly because?: readonly WireEvidence[];
  /** `two`: what accepts the credential holds it too. */
  readonly sided?: 'one' | 'two';
  readonly connectionLimit?: number | null;
}

export interface WireCarrier {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly cluster: string | null;
  readonly namespace: string | null;
  readonly key: string | null;
  readonly environment: string | null;
  readonly because: readonly WireEvidence[];
  /** False: referenced here, declared nowhere in what was read. */
  readonly declared?: boolean;
  /** Why a change cannot arrive in place. */
  readonly frozen?: string | null;
}

export interface WireDerivation {
  readonly from: string;
  readonly to: string;
  readonly by: string;
  /** The interval written in the file; null: none written, the delays of the paths say what holds. */
  readonly delay: string | null;
  readonly because: readonly WireEvidence[];
  readonly row?: string | null;
  readonly frozen?: string | null;
}

export interface WireConsumer {
  readonly id: string;
  readonly name: string;
  readonly kind: (typeof CONSUMER_KINDS)[number];
  readonly application: string | null;
  readonly cluster: string | null;
  readonly namespace: string | null;
  readonly environment: string | null;
  readonly owner: string | null;
  readonly instances: { readonly min: number; readonly max: number | null; readonly declared: boolean };
  readonly connections: number | null;
  /** Over all its credentials: each milestone is the latest of them. */
  readonly convergence: {
    readonly automatic: WireMilestones;
    readonly withActions: WireMilestones;
    readonly credentials?: readonly WireConsumerCredential[];
  };
  readonly schedule: string | null;
  readonly dormant: boolean;
  readonly observability: (typeof OBSERVABILITIES)[number];
  readonly because: readonly WireEvidence[];
  /** `Deployment`, `compose-service`, `workflow`… */
  readonly objectKind?: string;
  readonly schedules?: readonly WireSchedule[];
  readonly dormantReason?: string | null;
  /** How long a run lasts, where somebody declared it. */
  readonly run?: string | null;
  /** Each use starts a process of its own. */
  readonly freshProcess?: boolean;
  /** What `observability` was concluded from. */
  readonly observabilityBecause?: readonly WireEvidence[];
  /** Signals of convergence that its code exports (`secret_version_loaded`…). */
  readonly signals?: ReadonlyArray<{ readonly name: string; readonly because: readonly WireEvidence[] }>;
}

export interface WireSchedule {
  readonly cron: string;
  readonly timeZone: string | null;
  readonly concurrency?: 'Allow' | 'Forbid' | 'Replace';
  /** Row of the fact tables that says how punctual it is. */
  readonly row?: string;
}

/** When one consumer is done with one of its credentials. */
export interface WireConsumerCredential {
  readonly credential: string;
  readonly automatic: WireMilestones;
  readonly withActions: WireMilestones;
  readonly neverWithoutAction: boolean;
}

export interface WireDelay {
  readonly hop: (typeof HOPS)[number];
  readonly kind: (typeof DELAY_KINDS)[number];
  readonly min: string | null;
  readonly max: string | null;
  readonly per: (typeof DRAWN_PER)[number];
  readonly trigger: (typeof TRIGGERS)[number];
  readonly because: readonly WireEvidence[];
  /** Why `max` is null. */
  readonly reason?: string | null;
  /** Two delays with the same draw are one draw; of instances and connections it is the prefix. */
  readonly draw?: string;
  /** `schedule` only: how long the gaps between fires last, shortest first, and how often each occurs. */
  readonly gaps?: readonly WireGap[];
  /** `campaign` only: how many waves; each takes `min`, what is left of `max` comes once at the end. */
  readonly waves?: number;
}

export interface WireGap {
  readonly lasts: string;
  readonly times: number;
}

export interface WirePath {
  readonly id: string;
  readonly credential: string;
  readonly carriers: readonly string[];
  readonly consumer: string;
  readonly container: string | null;
  readonly role: (typeof ROLES)[number];
  readonly dependency: string | null;
  readonly delivery: {
    readonly form: (typeof DELIVERY_FORMS)[number];
    readonly variable: string | null;
    readonly path: string | null;
  };
  readonly refresh: {
    readonly mode: WireRefreshMode;
    readonly confidence: WireConfidence;
    readonly because: readonly WireEvidence[];
    /** The fact row or declaration that decides: paths that share it share a refresh mechanism. */
    readonly mechanism?: string;
    /** A restart annotation whose controller nobody has seen. */
    readonly intent?: boolean;
  };
  readonly adopted: WireTimes;
  readonly settled: WireTimes;
  readonly confirmed: WireTimes;
  readonly delays: readonly WireDelay[];
  readonly confidence: WireConfidence;
  readonly because: readonly WireEvidence[];
  /** How long a connection lives while it keeps the old value, where a restart ends all of them and no drain is among the delays. */
  readonly connection?: WireDelay;
}

export interface WireFinding {
  readonly rule: string;
  readonly severity: WireSeverity;
  readonly confidence: WireConfidence;
  readonly message: string;
  readonly place: WireEvidence;
  readonly related: readonly WireEvidence[];
  readonly credential: string | null;
  readonly consumer: string | null;
}

export interface WireCoverage {
  readonly filesRead: number;
  readonly filesSkipped: ReadonlyArray<{ readonly file: string; readonly reason: string }>;
  readonly unresolved: ReadonlyArray<{ readonly what: string; readonly place: WireEvidence }>;
}

export interface WireInventory {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly source: { readonly root: string; readonly commit: string | null };
  readonly credentials: readonly WireCredential[];
  readonly dependencies: readonly WireDependency[];
  readonly carriers: readonly WireCarrier[];
  readonly derivations: readonly WireDerivation[];
  readonly consumers: readonly WireConsumer[];
  readonly paths: readonly WirePath[];
  readonly findings: readonly WireFinding[];
  readonly coverage: WireCoverage;
}

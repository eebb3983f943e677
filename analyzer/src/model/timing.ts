/** The layers of refresh and convergence beside the graph (design, sections 5 and 6). Times are seconds after publication. */

import type { Seconds } from './duration.ts';
import type { Because } from './evidence.ts';
import type { Action } from './graph.ts';
import type { RefreshMode } from './vocabulary.ts';

/** Begins the mechanism of a server that reads its own password once, when it initialises its data. */
export const FIRST_INIT = 'first-init:';

/** How the consumer of one path comes to use a new value. */
export interface PathRefresh {
  readonly mode: RefreshMode;
  readonly because: Because;
  /** The fact row or declaration that decides: paths that share it share a refresh mechanism. */
  readonly mechanism: string;
  /** A restart annotation whose controller nobody has seen: counted uncooperative, bound null with a conditional one beside it. */
  readonly intent: boolean;
  /** Poll only: how often it looks, and the added share of the interval its jitter may take; null: not known. */
  readonly interval: { readonly value: Seconds; readonly jitter: number; readonly because: Because } | null;
}

export const HOPS = [
  'git-reconcile',
  'store-sync',
  'node-sync',
  'app-reload',
  'client-swap',
  'restart',
  'rollout',
  'schedule',
  'lease',
  'action',
  'drain',
] as const;
export type Hop = (typeof HOPS)[number];

/** How long one hop takes. */
export type Law =
  | { readonly kind: 'fixed'; readonly at: Seconds }
  | { readonly kind: 'uniform'; readonly min: Seconds; readonly max: Seconds }
  /** Residual wait of a schedule seen at a random phase: the gaps between its fires over the horizon, longest last. */
  | { readonly kind: 'schedule'; readonly gaps: readonly Seconds[]; readonly bestEffort: boolean }
  /** A rolling campaign: wave k of n ends at k × wave, then one tail (termination grace). */
  | { readonly kind: 'campaign'; readonly waves: number; readonly wave: Seconds; readonly tail: Seconds }
  /** Nobody passes it on without an action. */
  | { readonly kind: 'never'; readonly reason: string }
  /** Ends some day; nothing limits it. */
  | { readonly kind: 'unbounded'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

export const DRAWN_PER = ['carrier', 'cluster', 'node', 'consumer', 'instance', 'connection'] as const;
export type DrawnPer = (typeof DRAWN_PER)[number];

export interface Delay {
  readonly hop: Hop;
  readonly law: Law;
  readonly per: DrawnPer;
  /** Two delays with the same draw are one draw: `store-sync:carrier:k8s:…`. Instance and connection draws are prefixes. */
  readonly draw: string;
  readonly trigger: 'own-clock' | 'event';
  readonly because: Because;
}

/** One milestone; `bound` null with the `reason`, and a `conditionalBound` that holds if the reason is removed. */
export interface Times {
  readonly bound: Seconds | null;
  readonly p50: Seconds | null;
  readonly p99: Seconds | null;
  readonly reason: string | null;
  readonly conditionalBound: Seconds | null;
}

export interface Milestones {
  readonly adopted: Times;
  readonly settled: Times;
  readonly confirmed: Times;
}

export interface PathTiming {
  readonly path: string;
  /** In order; the drain last. */
  readonly delays: readonly Delay[];
  /** One typical instance of this path, automatic. */
  readonly typical: Milestones;
  /** How long one of its connections lives while it presents the old value, where adoption ends all of them and no drain is left. */
  readonly connection?: Delay;
}

export interface ConsumerTiming {
  readonly consumer: string;
  readonly credential: string;
  readonly automatic: Milestones;
  readonly withActions: Milestones;
  /** The action that `withActions` counts; null: none needed. */
  readonly action: Action | null;
  readonly neverWithoutAction: boolean;
}

export interface Outage {
  readonly consumer: string;
  readonly from: Seconds;
  /** null: until somebody acts. */
  readonly to: Seconds | null;
}

export interface Convergence {
  readonly credential: string;
  readonly automatic: Milestones;
  readonly withActions: Milestones;
  /** The consumer that decides the settled bound; null where none is bounded. */
  readonly slowest: string | null;
  readonly neverWithoutAction: readonly string[];
  readonly consumers: readonly ConsumerTiming[];
  readonly overlapMinimum: Seconds | null;
  readonly revocation: {
    /** When the old value may die without an outage; null: no such moment, or not known. */
    readonly availability: Seconds | null;
    readonly exposureEnds: Seconds | null;
    readonly outages: readonly Outage[];
    readonly verdict: 'zero-downtime' | 'partial' | 'cutover' | null;
    readonly missing: readonly string[];
  };
  /** Largest error of the probabilities behind p50 and p99. */
  readonly numericError: number;
}

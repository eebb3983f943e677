/**
 * The secret dependency graph (design, sections 2 and 4): nodes, the derivations between carriers, and the propagation
 * paths that every later stage judges. Immutable. Refresh, delays and radii are layers beside it, never fields in it.
 */

import type { Seconds } from './duration.ts';
import type { Because, Evidence } from './evidence.ts';
import type { CodeSource, Instances, Lifecycle, ReadMoment, ReloadStages, Schedule, SignalName } from './fact.ts';
import type { Span } from './place.ts';
import type {
  Acceptance,
  CarrierType,
  ConsumerKind,
  DeliveryForm,
  Privilege,
  Reach,
  RefreshMode,
  Role,
  SessionClass,
} from './vocabulary.ts';

/** A place that holds or can serve the value of a credential. */
export interface Carrier {
  readonly id: string;
  readonly type: CarrierType;
  /** As a person says it: `orders-db`, `prod/orders/db`, `.env`. */
  readonly name: string;
  readonly key: string | null;
  readonly cluster: string | null;
  readonly namespace: string | null;
  readonly environment: string | null;
  /** Where it is declared; null: referenced, never declared (a hole). */
  readonly declaredAt: Span | null;
  /** The object around it is declared even if this key is not: a key-level hole. */
  readonly objectDeclaredAt: Span | null;
  /** Why a change cannot arrive in place; null: it can. */
  readonly frozen: Reason | null;
  /** The real value stands in a readable file here. */
  readonly plaintextAt: Span | null;
  readonly because: Because;
}

export interface Reason {
  readonly says: string;
  readonly because: Because;
}

export interface Derivation {
  readonly from: string;
  readonly to: string;
  readonly by: string;
  readonly row: string | null;
  readonly interval: Seconds | null;
  readonly frozen: string | null;
  readonly because: Because;
}

/** What is rotated as one thing. */
export interface Credential {
  readonly id: string;
  readonly name: string;
  /** Row of the kinds table; null: not recognised. */
  readonly kind: string | null;
  readonly kindBecause: readonly Evidence[];
  /** Every carrier that holds it, origin first, then by id. */
  readonly carriers: readonly string[];
  readonly environments: readonly string[];
  readonly owners: readonly string[];
  readonly dependency: string | null;
  /** Values valid at once that names show (current/next); 1 where names show one. */
  readonly slots: number;
  readonly privilege: { readonly value: Privilege; readonly because: Because };
  readonly reach: { readonly value: Reach; readonly because: Because };
  readonly overlapWindow: { readonly value: Seconds; readonly because: Because } | null;
  readonly lastRotated: string | null;
  readonly cadence: Seconds | null;
  readonly because: Because;
}

/** What accepts the credential. */
export interface Dependency {
  readonly id: string;
  readonly name: string;
  /** database, cache, saas-api…: `dependency_kind` of the kinds table. */
  readonly kind: string | null;
  readonly acceptance: Acceptance | null;
  readonly slots: number | null;
  readonly sessionClass: SessionClass | null;
  readonly sided: 'one' | 'two';
  /** Life of what was made with the old value; 'declared': the application sets it and nobody told us. */
  readonly artefactLife: Seconds | 'declared' | null;
  readonly behind: string | null;
  readonly connectionLimit: number | null;
  readonly because: Because;
}

/** How a person or a program makes a consumer take the new value when it never does so by itself. */
export interface Action {
  readonly does: string;
  /** null: nobody said how long it takes. */
  readonly takes: Seconds | null;
  readonly parallel: 'all' | number;
  readonly contact: string | null;
  readonly because: Because;
}

/** Whatever holds or presents the credential. */
export interface Consumer {
  readonly id: string;
  /** As rendered. */
  readonly name: string;
  readonly kind: ConsumerKind;
  /** Object kind of the technology: `Deployment`, `compose-service`, `workflow`, `declared`. */
  readonly objectKind: string;
  readonly application: string | null;
  readonly cluster: string | null;
  readonly namespace: string | null;
  readonly environment: string | null;
  readonly owner: string | null;
  readonly instances: Instances;
  /** Connections one instance holds; null: not known, counted as one. */
  readonly connections: number | null;
  readonly schedules: readonly Schedule[];
  readonly dormant: string | null;
  readonly freshProcess: boolean;
  readonly lifecycle: Lifecycle | null;
  readonly overrides: ConsumerOverrides;
  readonly at: Span;
  readonly because: Because;
}

/** What `keyturn.yaml` says about a consumer's behaviour, each with its evidence; absent: nothing said. */
export interface ConsumerOverrides {
  readonly refresh?: { readonly mode: RefreshMode; readonly because: Because };
  readonly interval?: { readonly value: Seconds; readonly because: Because };
  /** Added share of the interval, from 0. */
  readonly jitter?: { readonly value: number; readonly because: Because };
  readonly startup?: { readonly value: Seconds; readonly because: Because };
  readonly run?: { readonly value: Seconds; readonly because: Because };
  readonly action?: Action;
}

export interface Delivery {
  readonly form: DeliveryForm;
  readonly variable: string | null;
  readonly path: string | null;
  /** Row of the fact tables that says how this form refreshes. */
  readonly row: string | null;
  readonly optional: boolean;
  readonly at: Span;
}

/** Code of the consumer reads what the path delivers. */
export interface CodeRead {
  readonly source: CodeSource;
  readonly moment: ReadMoment;
  readonly interval: Seconds | null;
  readonly stages: ReloadStages;
  /** What the code does with the value; absent: it does not tell. */
  readonly role?: Role;
  /** A person declared what the call does; absent: the code tells. */
  readonly declared?: { readonly technology: string; readonly mode: RefreshMode };
  readonly because: Because;
}

/** The chain origin carrier → … → carrier → consumer: the subject of every verdict. */
export interface PropagationPath {
  readonly id: string;
  readonly credential: string;
  /** Origin first, the delivered one last; never empty. */
  readonly carriers: readonly [string, ...string[]];
  /** The derivation between each carrier and the next: one fewer than `carriers`. */
  readonly derivations: readonly Derivation[];
  readonly consumer: string;
  readonly container: string | null;
  readonly role: Role;
  readonly dependency: string | null;
  readonly delivery: Delivery;
  /** Reads found in the consumer's code; absent: its code was not found, or does not name it. */
  readonly reads?: readonly CodeRead[];
  readonly because: Because;
}

/** Something that restarts a consumer when one of its carriers changes. */
export interface RestartTrigger {
  readonly consumer: string;
  readonly row: string;
  /** Ids of the carriers whose change fires it. */
  readonly watches: ReadonlySet<string>;
  /** The controller it needs is in the estate or declared; null: the row needs none. */
  readonly controllerSeen: boolean | null;
  readonly because: Because;
}

/** A reference to something nobody declares here. */
export interface Hole {
  readonly carrier: string;
  readonly referencedAt: Span;
  /** Keys of the same object that differ by a slip of the finger. */
  readonly nearest: string | null;
  readonly optional: boolean;
  readonly because: Because;
}

/** Sessions one consumer keeps with a dependency: what decides the drain of its paths. */
export interface Connection {
  readonly consumer: string;
  /** null: with whatever accepts any credential of this consumer's paths in `container`. */
  readonly credential: string | null;
  readonly container: string | null;
  /** Connection row of the fact tables for the client found; null: declared, no client known. */
  readonly row: string | null;
  /** Longest life of a connection as written or declared; null: the row's default, or `endless`. */
  readonly lifetime: Seconds | null;
  /** Written so that nothing ends a connection, whatever the default. */
  readonly endless?: true;
  /** Names itself to the server; absent: the client has no such setting, or nobody looked. */
  readonly attributable?: boolean;
  readonly because: Because;
}

/** Code of a consumer exports a signal of convergence. */
export interface Signal {
  readonly consumer: string;
  readonly name: SignalName;
  readonly because: Because;
}

/** Two carriers with equal values that nothing else joins. */
export interface ValueCopy {
  readonly carriers: readonly [string, string, ...string[]];
  readonly crossesEnvironments: boolean;
  readonly because: Because;
}

/** Who can fetch a credential without being seen to use it (RBAC, store policies). */
export interface MayFetch {
  readonly credential: string;
  readonly who: string;
  readonly because: Because;
}

/** A place where something looks like a credential and could not be followed. */
export interface Unresolved {
  readonly what: string;
  readonly at: Span;
}

export interface Graph {
  readonly credentials: ReadonlyMap<string, Credential>;
  readonly carriers: ReadonlyMap<string, Carrier>;
  readonly derivations: readonly Derivation[];
  readonly consumers: ReadonlyMap<string, Consumer>;
  readonly dependencies: ReadonlyMap<string, Dependency>;
  /** Sorted by id. */
  readonly paths: readonly PropagationPath[];
  readonly connections: readonly Connection[];
  readonly triggers: readonly RestartTrigger[];
  /** Absent: none was found. */
  readonly signals?: readonly Signal[];
  readonly holes: readonly Hole[];
  readonly copies: readonly ValueCopy[];
  readonly mayFetch: readonly MayFetch[];
  readonly unresolved: readonly Unresolved[];
  /** Team → its parent, and pairs declared related: who counts as one owner (design, section 4). */
  readonly teams: Teams;
}

export interface Teams {
  readonly parents: ReadonlyMap<string, string>;
  readonly related: ReadonlyArray<ReadonlySet<string>>;
}

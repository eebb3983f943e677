/**
 * What a reader may say: one statement about one place in one unit. Facts are plain JSON, so that they can be cached,
 * sent between workers and compared. No field can hold a secret value: the shape of a value is told by `ValueSeen`, and
 * equality of values travels as `valueAt`, a place the session looks at itself.
 */
import type { AccessFact } from './access-fact.ts';
import type {
  BuildFact,
  ConnectionFact,
  EntryFact,
  ImportFact,
  PackageFact,
  ReadFact,
  RecipeFact,
  SignalFact,
} from './code-fact.ts';
import type { Seconds } from './duration.ts';
import type { Span } from './place.ts';
import type { CarrierRef, ConsumerRef, ImageUse, Instances, Lifecycle, Schedule, ValueSeen } from './reference.ts';
import type { ConsumerKind, DeliveryForm, Role } from './vocabulary.ts';

export type {
  AccessBindingFact,
  AccessFact,
  AccessGrantFact,
  AccessRole,
  AccessSubject,
  ReadingVerb,
} from './access-fact.ts';
export { READING_VERBS } from './access-fact.ts';
export type {
  BuildFact,
  CodeSource,
  ConnectionFact,
  EntryFact,
  ImportFact,
  PackageFact,
  ReadElsewhere,
  ReadFact,
  ReadMoment,
  RecipeFact,
  ReloadStages,
  SignalFact,
  SignalName,
} from './code-fact.ts';
export { READ_MOMENTS, SIGNALS } from './code-fact.ts';
export type { CarrierRef, ConsumerRef, ImageUse, Instances, Lifecycle, Schedule, ValueSeen } from './reference.ts';

/** A consumer is declared here. */
export interface ConsumerFact {
  readonly fact: 'consumer';
  readonly consumer: ConsumerRef;
  readonly kind: ConsumerKind;
  /** What people call the whole: Helm release, `app.kubernetes.io/name`, Compose project. */
  readonly application: string | null;
  readonly instances: Instances;
  readonly schedules: readonly Schedule[];
  /** Why it is not running now (suspended, replicas 0, profile); null: it is running. */
  readonly dormant: string | null;
  /** Each run is a new process started by a schedule, an event or a call. */
  readonly freshProcess: boolean;
  readonly lifecycle: Lifecycle | null;
  readonly images: readonly ImageUse[];
  readonly serviceAccount: string | null;
  /** Owner named by a label or annotation on the object. */
  readonly owner: string | null;
  readonly at: Span;
}

/** A consumer gets a carrier here. */
export interface DeliveryFact {
  readonly fact: 'delivery';
  readonly consumer: ConsumerRef;
  readonly container: string | null;
  readonly from: CarrierRef;
  readonly form: DeliveryForm;
  readonly variable: string | null;
  /** File path or mount path inside the container. */
  readonly path: string | null;
  readonly optional: boolean;
  /** null: not told by this file. */
  readonly role: Role | null;
  /** Row of the fact tables that says how this delivery refreshes; null: none known. */
  readonly row: string | null;
  /** What the delivered text looks like as a whole, when it is written here (`postgres://u:${P}@h/d`). */
  readonly value: ValueSeen | null;
  readonly at: Span;
}

/** A carrier is declared here: a key of a Secret, a line of an env file, a literal. */
export interface CarrierFact {
  readonly fact: 'carrier';
  readonly carrier: CarrierRef;
  readonly value: ValueSeen;
  /** Secret type, for kinds that are told by it; null elsewhere. */
  readonly secretType: string | null;
  /** Never changes in place (`immutable: true`). */
  readonly frozen: string | null;
  /** Labels on the object that make an operator look at it again when it changes; absent: none known. */
  readonly labels?: ReadonlyArray<{ readonly name: string; readonly at: Span }>;
  readonly at: Span;
}

/** One carrier is filled from another here. */
export interface DerivationFact {
  readonly fact: 'derivation';
  readonly from: CarrierRef;
  /** `key: null` with `from.key: null`: every key, name by name. */
  readonly to: CarrierRef;
  /** `external-secret`, `push-secret`, `sealed-secret`, `interpolation`, `sops`… */
  readonly by: string;
  /** Row of the fact tables for its delay; null: none known. */
  readonly row: string | null;
  /** Interval written in the file; null: the row's default. Zero keeps its meaning of the technology (`frozen` says so). */
  readonly interval: Seconds | null;
  /** Why it never passes a change on (CreatedOnce, interval 0, pinned version); null: it does. */
  readonly frozen: string | null;
  /** The value is placed in a longer text; with `connection-string` the two are one credential. */
  readonly embedded: 'whole' | 'connection-string' | 'document';
  /** Where the file leaves several origins open (a template behind several items): the others; linking picks or says unresolved. */
  readonly alternatives: readonly CarrierRef[];
  /** `exact`, or `inferred` where a template had to be interpreted. */
  readonly confidence: 'exact' | 'inferred';
  readonly at: Span;
}

/** A secret store is configured here. */
export interface StoreFact {
  readonly fact: 'store';
  /** `ClusterSecretStore/name` or `SecretStore/name`, as `CarrierRef.scope` names it. */
  readonly store: string;
  readonly namespace: string | null;
  /** `aws-sm`, `gcp-sm`, `vault`, `bitwarden`… */
  readonly provider: string;
  /** Account, project, region, vault or server as written; null: not written. */
  readonly account: string | null;
  readonly at: Span;
}

/** Something restarts a consumer when a carrier changes. */
export interface RestartTriggerFact {
  readonly fact: 'restart-trigger';
  readonly consumer: ConsumerRef;
  /** Restart row of the fact tables; it names the controller needed. */
  readonly row: string;
  /** `references`: every Secret and ConfigMap the workload names; else the carriers listed. */
  readonly watches: 'references' | readonly CarrierRef[];
  /** Excluded by an opt-out annotation. */
  readonly except: readonly CarrierRef[];
  readonly at: Span;
}

/** A ServiceAccount adds pull secrets to the pods that run as it. */
export interface ServiceAccountFact {
  readonly fact: 'service-account';
  readonly namespace: string | null;
  readonly name: string;
  readonly pullSecrets: ReadonlyArray<{ readonly name: string; readonly at: Span }>;
  readonly at: Span;
}

/** Files below a pattern belong to somebody (CODEOWNERS, catalog-info). */
export interface OwnershipFact {
  readonly fact: 'ownership';
  /** CODEOWNERS pattern, or a folder with a trailing slash. */
  readonly pattern: string;
  readonly owner: string;
  /** `codeowners`: the last match wins; `catalog`: the nearest folder wins and beats CODEOWNERS. */
  readonly source: 'codeowners' | 'catalog';
  readonly at: Span;
}

/** One workflow calls another with secrets; the called one's consumers run inside the caller's schedule. */
export interface CallFact {
  readonly fact: 'call';
  readonly caller: ConsumerRef;
  readonly callee: ConsumerRef;
  /** All secrets of the caller (`secrets: inherit`), or the names handed over: callee's name ← caller's. */
  readonly hands: 'inherit' | ReadonlyArray<{ readonly to: string; readonly from: string }>;
  readonly at: Span;
}

/** Bounds on the instances of a consumer, written beside it (an autoscaler); they win over its own count. */
export interface ScalingFact {
  readonly fact: 'scaling';
  readonly consumer: ConsumerRef;
  readonly min: number;
  /** null: not bounded, or not told. */
  readonly max: number | null;
  readonly at: Span;
}

export type Fact =
  | ReadFact
  | ConnectionFact
  | ImportFact
  | PackageFact
  | BuildFact
  | RecipeFact
  | EntryFact
  | ConsumerFact
  | DeliveryFact
  | CarrierFact
  | DerivationFact
  | StoreFact
  | RestartTriggerFact
  | ServiceAccountFact
  | OwnershipFact
  | CallFact
  | ScalingFact
  | SignalFact
  | AccessFact;

/** Something a reader met and could not resolve; it goes to coverage, never away. */
export interface Note {
  /** `unresolved`: a dynamic name or template. `skipped`: a document that could not be read. */
  readonly note: 'unresolved' | 'skipped';
  readonly what: string;
  readonly at: Span;
}

/** Where a unit is deployed, as far as its rendering root tells. */
export interface UnitContext {
  /** File, or rendering root (overlay folder, release) the unit belongs to. */
  readonly root: string;
  /** Namespace that applies to objects without one; null: none known. */
  readonly namespace: string | null;
  /** Environment named by the rendering root (overlay folder, values file); null: none named. */
  readonly environment: string | null;
}

/** All that one unit says. */
export interface UnitFacts {
  readonly unit: string;
  readonly reader: string;
  readonly context: UnitContext;
  readonly facts: readonly Fact[];
  readonly notes: readonly Note[];
}

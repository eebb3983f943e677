/**
 * What a reader may say: one statement about one place in one unit. Facts are plain JSON, so that they can be cached,
 * sent between workers and compared. No field can hold a secret value: the shape of a value is told by `ValueSeen`, and
 * equality of values travels as `valueAt`, a place the session looks at itself.
 */
import type { Seconds } from './duration.ts';
import type { Span } from './place.ts';
import type { CarrierType, ConsumerKind, DeliveryForm, Role } from './vocabulary.ts';

/**
 * A carrier as one file names it, before linking knows where that file is deployed.
 * `scope`: Kubernetes namespace (null: the unit's) · store reference `ClusterSecretStore/name` or `SecretStore/name` ·
 * CI environment · Compose project folder. `name`: object, item path, file path relative to the root. `key`: key, property,
 * variable; null means the whole object.
 */
export interface CarrierRef {
  readonly type: CarrierType;
  readonly scope: string | null;
  readonly name: string;
  readonly key: string | null;
}

/** A consumer as one file names it. `namespace`: Kubernetes namespace (null: the unit's), Compose project folder, null elsewhere. */
export interface ConsumerRef {
  /** Object kind as the technology calls it: `Deployment`, `CronJob`, `compose-service`, `workflow`, `crontab`. */
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
}

/** What a value looks like, told without the value. */
export interface ValueSeen {
  readonly state: 'value' | 'weak-default' | 'placeholder' | 'empty' | 'reference' | 'encrypted' | 'not-here';
  /** `connection-string`: a URL or key=value string with a password part. `document`: a config file. `plain-setting`: a flag, number, host. */
  readonly form: 'plain' | 'connection-string' | 'document' | 'plain-setting' | 'unknown';
  /** Kind of credential that a prefix or URL scheme proves; a row of the kinds table. */
  readonly kind: string | null;
  /** Where the secret part stands; null when there is nothing to compare. */
  readonly valueAt: Span | null;
  /** How the text at `valueAt` is written, so that equal values meet. */
  readonly encoding: 'plain' | 'base64' | 'percent';
  /** Host of a connection string, when it is written out: what accepts the credential. */
  readonly host: string | null;
}

export interface Instances {
  readonly min: number;
  /** null: unbounded or not stated. */
  readonly max: number | null;
  /** Whether a file or a person states the count; false: a default of the technology. */
  readonly declared: boolean;
}

export interface Schedule {
  /** Cron text as written, five fields or a macro. */
  readonly cron: string;
  readonly timeZone: string | null;
  readonly concurrency: 'Allow' | 'Forbid' | 'Replace';
  readonly startingDeadline: Seconds | null;
  /** Schedule row of the fact tables that says how punctual it is. */
  readonly row: string;
  readonly at: Span;
}

/** How instances are replaced, as far as the file says; what it leaves out stays null and is never guessed. */
export interface Lifecycle {
  readonly strategy: 'rolling' | 'recreate' | 'ordered' | 'per-node' | 'on-delete' | 'paused' | 'partition' | 'none';
  /** Number or percentage as written; null: the technology's default. */
  readonly maxSurge: string | null;
  readonly maxUnavailable: string | null;
  /** Bound on start-up: declared, or startupProbe initialDelay + failureThreshold × period. */
  readonly startup: Seconds | null;
  readonly minReady: Seconds;
  readonly grace: Seconds;
  readonly at: Span;
}

export interface ImageUse {
  readonly container: string | null;
  readonly image: string;
  /** Command and arguments written beside the image; absent: the image's own. */
  readonly command?: readonly string[];
  readonly at: Span;
}

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

/** When code takes a value: each language has a decision table from the enclosing construct to one of these (design, section 5). */
export const READ_MOMENTS = [
  'build',
  'import',
  'start-up',
  'construction',
  'memoised',
  'timer',
  'watch',
  'per-call',
  'job',
  'unknown',
] as const;
export type ReadMoment = (typeof READ_MOMENTS)[number];

/** What code asks for: a variable, a file, an item of a store fetched through an SDK. */
export type CodeSource =
  | { readonly kind: 'env'; readonly name: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'store'; readonly carrier: CarrierRef };

/** The four stages of taking a new value (design, section 5); null: this file does not tell. */
export interface ReloadStages {
  readonly observes: boolean | null;
  readonly validates: boolean | null;
  readonly swaps: boolean | null;
  readonly drains: boolean | null;
}

/** Code reads a value here. */
export interface ReadFact {
  readonly fact: 'read';
  readonly source: CodeSource;
  readonly language: string;
  readonly moment: ReadMoment;
  /** Of a timer or a cache; null: not told. */
  readonly interval: Seconds | null;
  readonly stages: ReloadStages;
  readonly role: Role | null;
  /** Library that reads it without being told (`openai`); null: the code names it. */
  readonly implicitBy: string | null;
  /** A default stands in when it is missing. */
  readonly optional: boolean;
  /** Where the read stands. */
  readonly at: Span;
  /** What decides the moment: the handler, the loop, the module. */
  readonly decidedAt: Span;
  /** What decides it, in words: `inside the handler POST`, `at module level`. */
  readonly says: string;
}

/** Code builds a client or a pool here. */
export interface ConnectionFact {
  readonly fact: 'connection';
  readonly language: string;
  /** Connection row of the fact tables for this client. */
  readonly row: string;
  /** Longest life of a connection as written; null: not written. */
  readonly lifetime: Seconds | null;
  /** Written so that nothing ends a connection (0, -1). */
  readonly off: boolean;
  /** The client asks for the credential on each connection (a callback, a provider). */
  readonly asksEachTime: boolean;
  /** What flows into it, as far as this file tells; empty: not told. */
  readonly uses: readonly CodeSource[];
  readonly moment: ReadMoment;
  /** Names itself to the server (`application_name`, `clientName`); null: the client has no such setting. */
  readonly attributable: boolean | null;
  readonly at: Span;
}

/** A file of code imports another; the resolved path or package is for linking to find. */
export interface ImportFact {
  readonly fact: 'import';
  readonly language: string;
  /** As written: `./db`, `@acme/config`, `app.settings`. */
  readonly specifier: string;
  readonly at: Span;
}

/** A folder is one package of code. */
export interface PackageFact {
  readonly fact: 'package';
  readonly language: string;
  readonly name: string;
  /** Relative to the root; `''`: the root itself. */
  readonly folder: string;
  /** It is run, not only imported: a start script, a server framework, a main. */
  readonly application: boolean;
  /** Files it starts from, relative to the root. */
  readonly entries: readonly string[];
  /** Names of packages it depends on. */
  readonly dependencies: readonly string[];
  readonly at: Span;
}

/** An image or a consumer is built from a folder (Compose build, Skaffold, a CI step, a platform's app file). */
export interface BuildFact {
  readonly fact: 'build';
  /** Image name without tag; null: only the consumer is named. */
  readonly image: string | null;
  readonly consumer: ConsumerRef | null;
  /** Folder relative to the root. */
  readonly context: string;
  readonly dockerfile: string | null;
  readonly target: string | null;
  readonly at: Span;
}

/** What a Dockerfile puts into an image and starts. */
export interface RecipeFact {
  readonly fact: 'recipe';
  readonly dockerfile: string;
  readonly target: string | null;
  /** Sources of COPY and ADD from the build context, as written. */
  readonly copies: readonly string[];
  readonly command: readonly string[];
  readonly at: Span;
}

/** A named entry into code that something else starts: a management command, a cron route, a queue task. */
export interface EntryFact {
  readonly fact: 'entry';
  readonly language: string;
  /** As callers name it: `send_digest`, `/api/cron/digest`. */
  readonly name: string;
  readonly schedule: Schedule | null;
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
  | ScalingFact;

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

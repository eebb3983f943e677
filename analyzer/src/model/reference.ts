/**
 * How one file names things before linking knows where that file is deployed, and what can be told of a value without the value.
 */
import type { Seconds } from './duration.ts';
import type { Span } from './place.ts';
import type { CarrierType } from './vocabulary.ts';

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
  /** The item of a store that the text names in place of a value; absent: it names none. */
  readonly refersTo?: CarrierRef;
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

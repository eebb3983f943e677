/**
 * `keyturn.yaml` as the core sees it: what people declare, each entry with its place. Reading and checking the file is the
 * business of `configuration/`; the meaning of every key is in the configuration page. Folder overrides are merged
 * before this: one configuration for one scan, its entries bound to folders by `within`.
 */
import type { Seconds } from './duration.ts';
import type { Span } from './place.ts';
import type { Law } from './timing.ts';
import type { Acceptance, ConsumerKind, Privilege, Reach, RefreshMode, Role } from './vocabulary.ts';

/** What the file is called, wherever it lies. */
export const CONFIGURATION_FILE = 'keyturn.yaml';

/** Every entry carries its place, and the folder of the file it was written in (`''`: the root): it speaks for that folder alone. */
interface Declared {
  readonly at: Span;
  readonly within: string;
}

/** Names a carrier by any of: `store` + `item` (+ `property`), `secret` (+ `namespace`, `key`), `file` (+ `key`), or `id` of a credential or carrier. */
export interface CarrierMatch {
  readonly id: string | null;
  readonly store: string | null;
  readonly item: string | null;
  readonly property: string | null;
  readonly secret: string | null;
  readonly namespace: string | null;
  readonly key: string | null;
  readonly file: string | null;
}

export interface ClusterDeclaration extends Declared {
  readonly name: string;
  readonly environment: string | null;
  readonly region: string | null;
  readonly paths: readonly string[];
  readonly controllers: readonly string[];
  readonly nodes: number | null;
}

export interface DependencyDeclaration {
  readonly name: string;
  readonly behind: string | null;
  readonly acceptance: Acceptance | null;
  readonly slots: number | null;
  readonly connectionLimit: number | null;
}

export interface CredentialDeclaration extends Declared {
  readonly match: CarrierMatch;
  readonly name: string | null;
  readonly aliases: readonly CarrierMatch[];
  readonly kind: string | null;
  readonly dependency: DependencyDeclaration | null;
  readonly privilege: Privilege | null;
  readonly data: 'customer' | 'payment' | 'derived' | 'internal' | null;
  readonly lastRotated: string | null;
  readonly cadence: Seconds | null;
  readonly overlapWindow: Seconds | null;
  readonly reason: string | null;
}

export interface ActionDeclaration extends Declared {
  readonly does: string;
  readonly takes: Seconds | null;
  readonly parallel: 'all' | number;
  readonly contact: string | null;
}

export interface ScheduleDeclaration {
  readonly schedule: string | null;
  readonly timeZone: string | null;
}

/** A consumer no scan can see. */
export interface ConsumerDeclaration extends Declared, ScheduleDeclaration {
  readonly name: string;
  readonly kind: ConsumerKind;
  /** Names of credentials, or ids. */
  readonly uses: readonly string[];
  readonly role: Role | null;
  readonly refresh: RefreshMode | null;
  readonly interval: Seconds | null;
  readonly jitter: number | null;
  readonly instances: number | null;
  readonly connections: number | null;
  readonly connectionLifetime: Seconds | null;
  readonly startup: Seconds | null;
  readonly run: Seconds | null;
  readonly environment: string | null;
  readonly cluster: string | null;
  readonly action: ActionDeclaration | null;
  readonly owner: string | null;
  readonly lastVerified: string | null;
  readonly expires: string | null;
}

/** Corrects or completes a scanned consumer; `consumer` is a glob over `namespace/Kind/name` (or `Kind/name`, or the name). */
export interface OverrideDeclaration extends Declared, ScheduleDeclaration {
  readonly consumer: string;
  readonly refresh: RefreshMode | null;
  readonly interval: Seconds | null;
  readonly jitter: number | null;
  readonly connectionLifetime: Seconds | null;
  readonly connections: number | null;
  readonly startup: Seconds | null;
  readonly instances: number | null;
  readonly run: Seconds | null;
  readonly role: Role | null;
  readonly owner: string | null;
  readonly action: ActionDeclaration | null;
  readonly reason: string | null;
}

export interface OwnerDeclaration extends Declared {
  readonly paths: readonly string[];
  readonly owner: string;
  readonly parent: string | null;
}

export interface DelayDeclaration extends Declared {
  readonly row: string;
  readonly law: Law;
  readonly reason: string | null;
}

export interface IgnoreDeclaration extends Declared {
  readonly rule: string;
  readonly credential: string | null;
  readonly consumer: string | null;
  readonly reason: string;
  readonly expires: string | null;
  /** Written beside what it is about: it speaks of these lines alone. Absent for an entry of `keyturn.yaml`. */
  readonly covers?: Span;
}

/** Own technology as data: a call that fetches, or a custom resource that fills a Secret. */
export interface TechnologyDeclaration extends Declared {
  readonly id: string;
  readonly code: {
    readonly call: string;
    readonly argument: number;
    readonly refresh: RefreshMode;
    readonly interval: Seconds | null;
  } | null;
  readonly resource: {
    readonly kind: string;
    readonly fills: string;
    readonly from: string | null;
    readonly every: string | null;
  } | null;
}

export interface Configuration {
  readonly clusters: readonly ClusterDeclaration[];
  readonly environments: ReadonlyMap<string, { readonly reach: Reach; readonly at: Span }>;
  readonly credentials: readonly CredentialDeclaration[];
  readonly consumers: readonly ConsumerDeclaration[];
  readonly overrides: readonly OverrideDeclaration[];
  readonly owners: readonly OwnerDeclaration[];
  readonly related: readonly (readonly string[])[];
  readonly delays: readonly DelayDeclaration[];
  readonly technologies: readonly TechnologyDeclaration[];
  readonly ignore: readonly IgnoreDeclaration[];
  readonly thresholds: {
    readonly maxRolloutRadius: number | null;
    readonly maxMechanisms: number;
    readonly lowFrequency: Seconds;
  };
  readonly files: { readonly exclude: readonly string[]; readonly maxSize: number };
}

/** What holds when no `keyturn.yaml` says otherwise. */
export const DEFAULT_CONFIGURATION: Configuration = {
  clusters: [],
  environments: new Map(),
  credentials: [],
  consumers: [],
  overrides: [],
  owners: [],
  related: [],
  delays: [],
  technologies: [],
  ignore: [],
  thresholds: { maxRolloutRadius: null, maxMechanisms: 3, lowFrequency: 3600 },
  files: { exclude: [], maxSize: 2 * 1024 * 1024 },
};

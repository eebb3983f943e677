/**
 * The fact tables as the stages see them: documented defaults of technologies, each with its source. Data, never code;
 * an output that uses a row names its id. The YAML files beside this are the tables; `fact-tables.generated.json` is made from them.
 */
import type { Seconds } from '../model/duration.ts';
import type { Acceptance, Privilege, RefreshMode, SessionClass } from '../model/vocabulary.ts';

export type RowConfidence = 'high' | 'medium' | 'low';

/** One hop as the row states it; `max: null` on a `whenSet` of kind uniform: read the value from the scanned file. */
export interface RowDelay {
  readonly kind: 'fixed' | 'uniform' | 'never' | 'unbounded' | 'rollout' | 'schedule' | 'unknown';
  readonly min: Seconds | null;
  readonly max: Seconds | null;
  readonly per: 'carrier' | 'cluster' | 'node' | 'instance' | 'connection';
  readonly trigger: 'own-clock' | 'event';
}

export interface RefreshRow {
  readonly id: string;
  readonly stage:
    | 'store-sync'
    | 'node-sync'
    | 'restart-trigger'
    | 'app-reload'
    | 'lease'
    | 'connection-lifetime'
    | 'schedule';
  readonly technology: string;
  readonly setting: string;
  /** The default in words. */
  readonly default: string;
  readonly delay: RowDelay;
  readonly whenSet: (RowDelay & { readonly refreshMode: RefreshMode | null }) | null;
  readonly refreshMode: RefreshMode | null;
  readonly unit: 's' | 'ms' | 'min' | 'h' | 'duration' | null;
  readonly off: readonly (string | number)[];
  readonly modifies: string | null;
  readonly bestEffort: boolean;
  readonly fraction: number | null;
  readonly jitter: { readonly factor: number | null; readonly add: Seconds | null } | null;
  readonly onPath: boolean;
  readonly watches: string | null;
  readonly needsController: string | null;
  /** The row that holds instead where the Secret has this label. */
  readonly whenLabelled: { readonly label: string; readonly row: string } | null;
  readonly retired: 'by-timer' | 'on-return' | 'on-checkout' | 'never' | 'external' | null;
  readonly takes: 'per-connection' | 'at-construction' | 'unknown' | null;
  readonly freshProcess: boolean | null;
  readonly effect: string;
  readonly source: string;
  readonly confidence: RowConfidence;
}

export interface KindRow {
  readonly id: string;
  readonly name: string;
  readonly dependencyKind: string;
  readonly detect: {
    readonly envNames: readonly string[];
    readonly urlSchemes: readonly string[];
    readonly valuePrefixes: readonly string[];
    readonly secretTypes: readonly string[];
    readonly codeCalls: readonly string[];
  };
  readonly pairsWith: readonly string[];
  readonly overlap: Acceptance;
  readonly maxConcurrent: string;
  readonly slots: number | null;
  readonly sessionClass: SessionClass;
  readonly sided: 'one' | 'two';
  readonly artefactLife: Seconds | 'declared' | null;
  readonly acceptorEnv: readonly string[];
  readonly acceptorReads: 'first-init' | 'every-start' | null;
  readonly revocationEffect: string;
  readonly recommendedPattern: Acceptance;
  readonly alternatives: readonly Acceptance[];
  readonly steps: {
    readonly prepare: readonly string[];
    readonly publish: readonly string[];
    readonly verify: readonly string[];
    readonly revoke: readonly string[];
    readonly rollback: readonly string[];
  };
  readonly evidenceOldUnused: string;
  readonly defaultPrivilege: Privilege;
  readonly source: readonly string[];
  readonly confidence: RowConfidence;
}

/** A controller the estate may deploy, and how it is recognised: by image or chart name. */
export interface ControllerRow {
  /** As `needs_controller` of the refresh rows names it. */
  readonly id: string;
  readonly images: readonly string[];
  readonly charts: readonly string[];
  readonly source: string;
}

/** What a person types to restart a kind of object, or to make what fills a carrier do it now; `{…}` are filled in. */
export interface CommandRow {
  readonly id: string;
  readonly restarts: string | null;
  readonly syncs: string | null;
  readonly command: string | null;
  readonly missing: string | null;
  readonly check: string | null;
  readonly confidence: RowConfidence;
}

/** What a name says about the value behind it (detection notes). */
export interface NameVerdict {
  /** `secret`: its value is one · `identifier`: moves with one (user, id, host, port) · `public`: the public half ·
   *  `plain`: configuration · `pointer`: names a place where the secret is · `unknown`: the name does not tell. */
  readonly is: 'secret' | 'identifier' | 'public' | 'plain' | 'pointer' | 'unknown';
  readonly strength: 'strong' | 'medium';
  /** The row of `names.yaml` that decided. */
  readonly row: string;
}

export interface Knowledge {
  /** By id; throws nowhere: an id the tables lack is undefined. */
  readonly refresh: ReadonlyMap<string, RefreshRow>;
  readonly kinds: ReadonlyMap<string, KindRow>;
  readonly controllers: readonly ControllerRow[];
  judgeName(name: string): NameVerdict;
  /** Kinds whose `env_names` match, the most specific pattern first. */
  kindsOfName(name: string): readonly KindRow[];
}

/**
 * What exported evidence can show of a rotation, as plain statements with a moment: seconds since 1970. No field can hold a
 * secret value: identities are compared where they are read and leave as one of four words.
 */
import type { Seconds } from '../model/duration.ts';

/** Whether a name, key id or version in the evidence is the old one, the new one, both at once, or neither. */
export type Side = 'old' | 'new' | 'either' | 'other';

/** Who something is about, as the evidence names it; null: it does not say. */
export interface Party {
  readonly cluster: string | null;
  readonly namespace: string | null;
  /** Workload, application or client name. */
  readonly name: string | null;
  /** Network address it came from. */
  readonly address: string | null;
}

interface Seen {
  readonly at: Seconds;
  readonly party: Party;
}

/** Instances that report the version they loaded. */
export interface VersionSeen extends Seen {
  readonly is: 'version';
  readonly side: Side;
  readonly instances: number;
}

/** Attempts to authenticate, each sample of a counter as one. */
export interface LoginSeen extends Seen {
  readonly is: 'login';
  readonly side: Side;
  readonly accepted: boolean;
  readonly count: number;
}

/** A session that was open at `at`; `since` null: when it began is not said. */
export interface SessionSeen extends Seen {
  readonly is: 'session';
  readonly side: Side;
  readonly since: Seconds | null;
}

/** A session that ended. */
export interface SessionEnded extends Seen {
  readonly is: 'session-ended';
  readonly side: Side;
}

/** An instance; `at`: when its youngest process that could hold a value started. */
export interface InstanceSeen extends Seen {
  readonly is: 'instance';
  readonly ready: boolean;
}

/** A carrier was filled. */
export interface CarrierFilled {
  readonly is: 'filled';
  readonly at: Seconds;
  readonly cluster: string | null;
  readonly namespace: string | null;
  readonly name: string;
  readonly worked: boolean;
  /** Its content changed then; false: it was looked at then, and may have been filled before. */
  readonly changed: boolean;
}

/** A run of a job that started at `at`; `ended` null: still running, or not said. */
export interface RunSeen extends Seen {
  readonly is: 'run';
  readonly ended: Seconds | null;
  readonly worked: boolean;
}

/** Age of the oldest connections of a pool. */
export interface PoolAge extends Seen {
  readonly is: 'pool-age';
  readonly age: Seconds;
}

/** Reloads that failed between the start of the evidence and `at`. */
export interface ReloadFailures extends Seen {
  readonly is: 'reload-failures';
  readonly count: number;
}

/** Somebody said so in writing. */
export interface Statement extends Seen {
  readonly is: 'statement';
  readonly milestone: 'delivered' | 'loaded' | 'adopted' | 'settled' | 'confirmed';
  readonly by: string;
}

export type Observation =
  | VersionSeen
  | LoginSeen
  | SessionSeen
  | SessionEnded
  | InstanceSeen
  | CarrierFilled
  | RunSeen
  | PoolAge
  | ReloadFailures
  | Statement;

/** What a file speaks for even where it shows nothing: from the first to the last moment it would have shown it. */
export interface Coverage {
  readonly of: 'logins' | 'sessions';
  readonly from: Seconds;
  readonly to: Seconds;
}

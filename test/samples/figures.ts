/** The shape of a sample's `golden.yaml`: the figures the design states, as data. Names are globs over consumer names. */

export interface Expected {
  readonly bound: string | null;
  readonly p50?: string;
  readonly p99?: string;
  /** Tolerance of p50 and p99. */
  readonly within?: string;
}

export interface ExpectedTimes {
  readonly credential: string;
  /** Each of these consumers; neither this nor `only`: the credential as a whole. */
  readonly consumers?: string;
  /** These consumers together, as if the credential had no others. */
  readonly only?: string;
  readonly milestone: 'adopted' | 'settled' | 'confirmed';
  readonly automatic?: Expected;
  readonly withActions?: Expected;
}

export interface ExpectedRadii {
  readonly credential: string;
  /** A line of keyturn.yaml to leave out first. */
  readonly without?: string;
  readonly scope: readonly [number, number];
  readonly scopeBand?: string;
  readonly rollout?: readonly [number, number];
  readonly rolloutBand?: string;
}

export interface ExpectedShares {
  readonly consumer: string;
  /** When the old value dies. */
  readonly at: string;
  readonly within: number;
  readonly staleInstances?: number;
  readonly staleAny?: number;
  readonly oldConnections?: number;
  readonly failingConnections?: number;
  readonly failingInstances?: number;
}

export interface Golden {
  /** Every credential of the sample, with its paths by refresh mode. */
  readonly credentials: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly counts?: ReadonlyArray<{
    readonly consumers?: string;
    readonly kind?: string;
    readonly count: number;
    readonly instances?: number;
  }>;
  readonly times: readonly ExpectedTimes[];
  /** Who never converges without an action, all of them: glob → how many. */
  readonly never: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly radii?: readonly ExpectedRadii[];
  readonly shares?: readonly ExpectedShares[];
  readonly findings?: ReadonlyArray<{ readonly rule: string; readonly credential: string; readonly absent?: boolean }>;
}

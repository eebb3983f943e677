/** The immutable snapshot of everything one scan knows. The wire format is apart from it (`wire/`). */
import type { Configuration } from './configuration.ts';
import type { Coverage } from './coverage.ts';
import type { Finding } from './finding.ts';
import type { Graph } from './graph.ts';
import type { Observability } from './observability.ts';
import type { Radii } from './radius.ts';
import type { Convergence, PathRefresh, PathTiming } from './timing.ts';
import type { Upkeep } from './upkeep.ts';

export interface Source {
  /** Name of the folder or repository; never an absolute path. */
  readonly root: string;
  readonly commit: string | null;
}

/** The graph with its layers: what rules judge. */
export interface Layers {
  readonly configuration: Configuration;
  readonly graph: Graph;
  /** By path id. */
  readonly refresh: ReadonlyMap<string, PathRefresh>;
  /** By path id. */
  readonly timing: ReadonlyMap<string, PathTiming>;
  /** By credential id. */
  readonly convergence: ReadonlyMap<string, Convergence>;
  /** By credential id. */
  readonly radii: ReadonlyMap<string, Radii>;
  /** By consumer id. */
  readonly observability: ReadonlyMap<string, Observability>;
  /** By credential id. */
  readonly upkeep: ReadonlyMap<string, Upkeep>;
  /** The day by which dates are judged, `2026-11-26`; null: none was given, so that nothing dated is claimed. */
  readonly today: string | null;
}

export interface Inventory extends Layers {
  readonly source: Source;
  readonly findings: readonly Finding[];
  readonly coverage: Coverage;
}

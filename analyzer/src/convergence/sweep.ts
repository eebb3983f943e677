/** The old value revoked at one moment after another: what each costs in refusals, and what waiting costs in exposure. */
import type { Seconds } from '../model/duration.ts';
import { excess } from './curve.ts';
import { worksInRuns } from './fails.ts';
import { boundOf } from './latest.ts';
import { strandsOf } from './milestones.ts';
import { byConsumer, type Held, type Rotation } from './rotation.ts';
import { connectionsOf, curveFor, oneInstance } from './standing.ts';
import { whoBreaks } from './who-breaks.ts';

export interface SweepRow {
  /** Revoked this many seconds after publication: for so long the old value, leaked or not, opens something. */
  readonly at: Seconds;
  /** Expected share of instances that are stale. */
  readonly stranded: number;
  readonly strandedInstances: number;
  /** Expected handshakes, calls and runs that are refused before their instance has the new value. */
  readonly failingHandshakes: number;
  /** Expected sum over instances of how long each is stale after the revocation, where time heals it. */
  readonly staleTime: Seconds;
  /** Consumers that stay broken until somebody acts. */
  readonly stuck: number;
  readonly unjudged: number;
}

/** One row for each moment, up to the first from which waiting longer mends nothing. */
export function sweep(rotation: Rotation, moments: readonly Seconds[]): readonly SweepRow[] {
  const consumers = byConsumer(rotation.holdings);
  const healing = consumers.flatMap((held) => staleTimeOf(held) ?? []);
  const rows = moments.map((at) => ({
    ...countsAt(rotation, at),
    staleTime: healing.reduce((sum, of) => sum + of(at), 0),
  }));
  const last = rows.at(-1);
  // From here on waiting longer changes nothing: one such row says so.
  const settled = rows.findIndex((row) => last !== undefined && isAsLate(row, last));
  return rows.slice(0, settled + 1);
}

function isAsLate(row: SweepRow, last: SweepRow): boolean {
  return (
    row.stuck === last.stuck &&
    row.unjudged === last.unjudged &&
    row.strandedInstances - last.strandedInstances < NOTHING &&
    row.failingHandshakes - last.failingHandshakes < NOTHING
  );
}

/** Of an instance, or of a handshake. */
const NOTHING = 1e-6;

function countsAt(rotation: Rotation, at: Seconds): Omit<SweepRow, 'staleTime'> {
  const { breaks, unjudged, unproven, safe } = whoBreaks(rotation, at, null);
  const all = [...breaks, ...unproven, ...safe].reduce((sum, { instances }) => sum + instances, 0);
  const stale = breaks.reduce((sum, one) => sum + (one.stale ?? 0) * one.instances, 0);
  return {
    at,
    stranded: all > 0 ? stale / all : 0,
    strandedInstances: stale,
    failingHandshakes: breaks.reduce(
      (sum, one) =>
        sum + (one.refused ?? 0) * one.instances * (one.fails === 'next-run' ? 1 : connectionsOf(one.consumer)),
      0,
    ),
    stuck: breaks.filter(({ chance, heals }) => chance === 1 && heals === null).length,
    unjudged: unjudged.length,
  };
}

/** How long the instances of a consumer are stale after a moment, in sum; null: for ever, not known, or nothing runs. */
function staleTimeOf(held: Held): ((at: Seconds) => Seconds) | null {
  const { holdings } = held;
  const curve = worksInRuns(held) ? null : curveFor(holdings, 'adopted', oneInstance);
  if (!curve) return null;
  const strands = holdings.flatMap((holding) => strandsOf(holding, 'adopted'));
  const bound = boundOf(strands);
  const instances = strands[0]?.instances ?? 1;
  return (at) => (bound > 0 ? instances * excess(curve, at, bound) : 0);
}

const ROUND: readonly Seconds[] = [
  0, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 43_200, 86_400, 604_800, 2_592_000,
];

/** Round moments up to the first from which nothing changes by itself any more. */
export function sweepMoments(end: Seconds): readonly Seconds[] {
  const last = ROUND.findIndex((moment) => moment >= end);
  return last < 0 ? [...ROUND, end] : ROUND.slice(0, last + 1);
}

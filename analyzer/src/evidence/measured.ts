/** Delays that this rotation showed, between milestones that were seen, and the rows of `keyturn.yaml` they make. */
import type { Seconds } from '../model/duration.ts';
import { groupBy } from '../model/group.ts';
import { compareText } from '../model/place.ts';
import { secondsOf } from './case.ts';
import type { Milestone, Milestones } from './judge.ts';
import { latest } from './moments.ts';
import type { JudgedConsumer, Runbook } from './runbook.ts';

/** Stretches that are measured, and the hops each of them passes. */
const STRETCHES: ReadonlyArray<{ readonly from: Milestone; readonly to: Milestone; readonly hops: readonly string[] }> =
  [
    { from: 'published', to: 'delivered', hops: ['git-reconcile', 'store-sync'] },
    {
      from: 'delivered',
      to: 'loaded',
      hops: ['node-sync', 'app-reload', 'client-swap', 'restart', 'rollout', 'schedule', 'lease'],
    },
    { from: 'adopted', to: 'settled', hops: ['drain'] },
  ];

export interface Measured {
  readonly consumer: string;
  readonly from: Milestone;
  readonly to: Milestone;
  /** At most, and at least: its ends were looked at only now and then. */
  readonly took: Seconds;
  readonly atLeast: Seconds;
  /** The hops it passes, as the plan assumed them. */
  readonly hops: JudgedConsumer['expected']['hops'];
  readonly files: readonly string[];
}

/** Stretches whose both ends were seen, by consumer. */
export function measuredIn({ consumers }: Runbook, judged: ReadonlyMap<string, Milestones>): readonly Measured[] {
  return consumers.flatMap((consumer) => {
    const milestones = judged.get(consumer.id);
    return milestones === undefined ? [] : STRETCHES.flatMap((stretch) => measure(consumer, milestones, stretch));
  });
}

function measure(
  { id, expected }: JudgedConsumer,
  milestones: Milestones,
  { from, to, hops }: (typeof STRETCHES)[number],
): readonly Measured[] {
  const [start, end] = [milestones[from], milestones[to]];
  const usable = [start, end].every(({ verdict, by }) => verdict === 'pass' && by !== 'implied') && end.by === 'seen';
  if (!usable || start.at === null || end.at === null) return [];
  const took = Math.max(0, end.at - (start.earliest ?? start.at));
  const atLeast = Math.max(0, (end.earliest ?? end.at) - start.at);
  const passed = expected.hops.filter(({ hop }) => hops.includes(hop));
  return [
    {
      consumer: id,
      from,
      to,
      took,
      atLeast,
      hops: passed,
      files: [...new Set([...start.files, ...end.files])].sort(compareText),
    },
  ];
}

/** Ends further apart than a minute, or than a tenth of what was measured, leave too much open to replace an assumption. */
function isSharp({ took, atLeast }: Measured): boolean {
  return took - atLeast <= Math.max(60, took / 10);
}

export interface MeasuredRow {
  readonly row: string;
  /** The longest that was measured, at most and at least. */
  readonly max: Seconds;
  readonly atLeast: Seconds;
  readonly assumed: Seconds | null;
  readonly measurements: number;
  readonly files: readonly string[];
}

/** Rows of the fact tables that alone make up a measured stretch: only these a measurement can speak for. Sorted by row. */
export function measuredRows(measured: readonly Measured[]): readonly MeasuredRow[] {
  const alone = measured.filter(isSharp).flatMap((one) => {
    const [only, ...others] = one.hops;
    const row = only !== undefined && others.length === 0 && MEASURABLE.has(only.kind) ? only.row : null;
    return row === null ? [] : [{ row, one }];
  });
  return [...groupBy(alone, ({ row }) => row)]
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([row, ones]) =>
      rowOf(
        row,
        ones.map(({ one }) => one),
      ),
    );
}

/** A schedule or a campaign follows from manifests: what it took once replaces nothing. */
const MEASURABLE: ReadonlySet<string> = new Set(['fixed', 'uniform', 'unknown', 'unbounded', 'never']);

function rowOf(row: string, ones: readonly Measured[]): MeasuredRow {
  const assumed = ones.flatMap(({ hops }) => hops.flatMap(({ max }) => secondsOf(max) ?? []));
  return {
    row,
    max: Math.ceil(latest(ones.map(({ took }) => took)) ?? 0),
    atLeast: latest(ones.map(({ atLeast }) => atLeast)) ?? 0,
    assumed: latest(assumed),
    measurements: ones.length,
    files: [...new Set(ones.flatMap(({ files }) => files))].sort(compareText),
  };
}

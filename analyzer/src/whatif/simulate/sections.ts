/** The simulation in sentences, one function for each question. Unescaped, without colour. */

import type { Outage } from '../../convergence/cutover.ts';
import type { Load } from '../../convergence/load.ts';
import type { Stall } from '../../convergence/stall.ts';
import type { SweepRow } from '../../convergence/sweep.ts';
import type { WindowCheck } from '../../convergence/window.ts';
import { padStart } from '../../drawing/layout.ts';
import { sayImprovement } from '../../explain/advice.ts';
import { sayReason } from '../../explain/reasons.ts';
import { sayShare } from '../../explain/share.ts';
import { sayStranded } from '../../explain/stranded.ts';
import { plural, sayList } from '../../explain/words.ts';
import { type Seconds, sayDuration } from '../../model/duration.ts';
import type { Consumer } from '../../model/graph.ts';
import { groupBy } from '../../model/group.ts';
import type { Milestones, Times } from '../../model/timing.ts';
import type { WireImprovement } from '../../wire/types.ts';

export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

/** When everybody is there by themselves, or why there is no such moment. */
export function sayMilestones({ adopted, settled, confirmed }: Milestones): Section {
  const named: ReadonlyArray<readonly [string, Times]> = [
    ['adopted', adopted],
    ['settled', settled],
    ['confirmed', confirmed],
  ];
  return { title: 'By itself', lines: named.map(([name, times]) => `${name}: ${sayTimes(times)}`) };
}

function sayTimes({ bound, p50, p99, reason, conditionalBound }: Times): string {
  if (bound === null) {
    const rest = conditionalBound === null ? '' : `; everything else within ${sayDuration(conditionalBound)}`;
    return `no bound: ${sayReason(reason)}${rest}`;
  }
  const chances = p50 === null || p99 === null ? '' : ` (p50 ${sayDuration(p50)}, p99 ${sayDuration(p99)})`;
  return `within ${sayDuration(bound)}${chances}`;
}

/** How the figures were got. */
export function sayMethod(exact: boolean, error: number): string {
  const how = exact ? 'Exact, on a grid' : 'Sampled with a fixed seed, where draws are tangled';
  return `${how}: chances are right to ${Math.max(0.1, Math.ceil(error * 1000) / 10)} points of a hundred.`;
}

/** Lines of one list before the rest is counted. */
const LINES = 8;

export function sayWindow({ window, settled, adopted, bounds }: WindowCheck, cutover: boolean): Section {
  if (cutover) {
    const why = 'it cannot exist: one value is valid at a time, and publication cuts off every consumer';
    return { title: `Overlap window of ${sayDuration(window)}: FICTION`, lines: [why] };
  }
  const title = `Overlap window of ${sayDuration(window)}: ${settled.length > 0 ? 'FICTION' : 'long enough'}`;
  if (settled.length === 0) {
    const spare = window - bounds.settled;
    return {
      title,
      lines: [`everybody has settled by ${sayDuration(bounds.settled)}: ${sayDuration(spare)} to spare`],
    };
  }
  return {
    title,
    lines: [
      `it strands, or may strand, ${plural(settled.length, 'consumer')}:`,
      ...alike(settled, sayStranded),
      adopted.length === 0
        ? `adopted: everybody by ${sayDuration(bounds.adopted)}; only sessions made with the old value are left`
        : `adopted: ${plural(adopted.length, 'consumer')} may still present the old value`,
    ],
  };
}

/** One line for all with one owner and one fate, in the order of the first of them. */
function alike<T extends { readonly consumer: Consumer }>(
  items: readonly T[],
  say: (item: T) => string,
): readonly string[] {
  const groups = [...groupBy(items, (item) => JSON.stringify([item.consumer.owner, say(item)])).values()];
  const lines = groups.flatMap((group): readonly string[] => {
    const [first] = group;
    if (!first) return [];
    const names = sayList(group.map(({ consumer }) => consumer.name));
    return [
      `${names} (${first.consumer.owner === null ? 'no owner named' : `owner ${first.consumer.owner}`}): ${say(first)}`,
    ];
  });
  const rest = groups.slice(LINES).reduce((sum, group) => sum + group.length, 0);
  return rest > 0 ? [...lines.slice(0, LINES), `and ${plural(rest, 'more consumer')}`] : lines;
}

const COLUMNS = ['revoked at', 'stale', 'instances', 'refused', 'stale time', 'stuck'] as const;

export function saySweep(rows: readonly SweepRow[], leaked: boolean, sessionsLive: boolean, cutover: boolean): Section {
  if (cutover) return saySwept(leaked);
  const cells = rows.map((row) => [
    row.at === 0 ? 'now' : sayDuration(row.at),
    sayShare(row.stranded),
    sayCount(row.strandedInstances),
    sayCount(row.failingHandshakes),
    row.staleTime < 0.05 ? 'none' : sayDuration(row.staleTime),
    String(row.stuck),
  ]);
  const widths = COLUMNS.map((name, column) => Math.max(name.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) => row.map((cell, column) => padStart(cell, widths[column] ?? 0)).join('  ');
  return {
    title: leaked ? 'Leaked tonight: exposure against outage' : 'Revoked at one moment after another',
    lines: [line(COLUMNS), ...cells.map(line), ...legend(rows, leaked, sessionsLive)],
  };
}

/** Publication is the revocation: no later moment can be chosen, so no row is shown. */
function saySwept(leaked: boolean): Section {
  return {
    title: leaked ? 'Leaked tonight: exposure against outage' : 'Revoked at one moment after another',
    lines: [
      'one value is valid at a time: publication revokes the old one, and no later moment can be chosen',
      ...(leaked ? ['exposure lasts until publication; the outage of each consumer is above'] : []),
    ],
  };
}

function legend(rows: readonly SweepRow[], leaked: boolean, sessionsLive: boolean): readonly string[] {
  const first = rows[0];
  const last = rows.at(-1);
  const stuck =
    last && last.stuck > 0
      ? [`${plural(last.stuck, 'consumer')} stuck until somebody acts, however long it waits`]
      : [];
  const unjudged =
    last && last.unjudged > 0 ? [`${plural(last.unjudged, 'consumer')} cannot be judged and counted nowhere`] : [];
  const sessions = sessionsLive
    ? ['sessions opened with it before live on until somebody kills them: exposure ends only then']
    : [];
  const exposure = 'exposure lasts until the revocation: until then the old value opens something';
  if (!leaked || !first || !last) return [exposure, ...sessions, ...stuck, ...unjudged];
  const price = `revoking now refuses ${sayCount(first.failingHandshakes)} handshakes; instances are stale for ${sayDuration(first.staleTime)} in sum`;
  const wait = `waiting ${sayDuration(last.at)} breaks ${last.stuck > 0 ? 'only the stuck' : 'nobody'}, and gives whoever has the leaked value that long`;
  return [price, wait, ...sessions, ...stuck, ...unjudged];
}

function sayCount(count: number): string {
  if (count === 0) return '0';
  if (count < 0.05) return 'under 0.1';
  return count < 10 ? String(Number(count.toFixed(1))) : String(Math.round(count));
}

export function sayStall(stall: Stall, cutover: boolean): Section {
  const { at, plateau, adopted, stale, oldConnections, connections, back, share } = stall;
  const reached =
    at === null
      ? `it never gets there by itself: ${sayShare(plateau)} of instances adopt without an action`
      : `it is expected to be there at ${sayDuration(at)}`;
  return {
    title: `Stopped at ${sayPercent(share)} of instances`,
    lines: [
      reached,
      `then ${sayCount(adopted)} instances have the new value, ${sayCount(stale)} the old one`,
      `${sayCount(oldConnections)} of ${connections} connections were made with the old value`,
      ...(cutover
        ? [
            `the ${sayCount(stale)} that hold the old value are refused; accepting it again mends them and refuses the other ${sayCount(adopted)}: a second outage`,
          ]
        : [
            `accepting the old value again mends the ${sayCount(stale)} that hold it; it does not bring the other ${sayCount(adopted)} back: they present the new value`,
            `refusing the new value breaks those ${sayCount(adopted)}: never take it back before they hold the old one again`,
          ]),
      back === null
        ? 'publishing the old value again does not reach everybody by itself: somebody must act'
        : `publishing the old value again reaches everybody within ${sayDuration(back)}`,
    ],
  };
}

function sayPercent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}

/** What the inventory advises, measured on the estate as it was scanned, whatever parameters this simulation changes. */
export function sayAdvice(improvements: readonly WireImprovement[], nameOf: (id: string) => string): Section {
  const title = 'What would help, each change alone, the cheapest first';
  if (improvements.length === 0)
    return { title, lines: ['nothing that is known here: every hop is short already, or needs people'] };
  return { title, lines: improvements.map((one) => sayImprovement(one, nameOf)) };
}

export function sayLoad(load: Load): Section {
  const { connections, usual, peak, peakAt, burst, limit, ring, assumed, uncounted } = load;
  const limits =
    limit === null
      ? 'its connection limit is not declared: no ring size follows (keyturn.yaml, dependency.connectionLimit)'
      : ring === 0
        ? `${limit} connections are allowed: no instance may start before another has gone`
        : `${limit} connections are allowed: at most ${ring} instances may start beside those they replace`;
  return {
    title: 'Re-authentication load',
    lines: [
      `${connections} connections in all; pools open ${sayCount(usual)} of them anew every minute as it is`,
      `busiest minute of the rotation, where all stores sync at their latest: ${sayCount(peak)} handshakes, from ${sayMoment(peakAt)} on`,
      ...(burst === null
        ? []
        : [`revoking cuts every session made with the old value: up to ${burst} handshakes at once`]),
      limits,
      ...(assumed > 0
        ? [`for ${plural(assumed, 'consumer')} nobody declared connections: one per instance is counted`]
        : []),
      ...(uncounted > 0
        ? [
            `how long connections of ${plural(uncounted, 'consumer')} live is not known: what they open anew is not counted`,
          ]
        : []),
    ],
  };
}

function sayMoment(at: Seconds): string {
  return at === 0 ? 'the start' : sayDuration(at);
}

export function sayOutages(outages: readonly Outage[]): Section {
  return { title: 'CUTOVER: outage of each consumer, from publication', lines: alike(outages, sayOutage) };
}

function sayOutage({ p50, p99, bound, reasons }: Outage): string {
  if (bound === null) return `until somebody acts, or nobody knows: ${reasons.map(sayReason).join('; ')}`;
  return sayTimes({ bound, p50, p99, reason: null, conditionalBound: null });
}

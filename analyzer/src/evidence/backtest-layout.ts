/** The backtest as a document: who was outside, which assumption was wrong, what would have fitted. */
import { plural } from '../explain/words.ts';
import { type Seconds, sayDuration } from '../model/duration.ts';
import { type Block, heading, list, paragraph, table } from '../runbook/blocks.ts';
import type { Backtest, Comparison, Suspect, WrongRow } from './backtest.ts';
import type { Judgement } from './judgement.ts';
import { isoOf } from './moments.ts';

/** Blocks for any format. */
export function layoutBacktest(
  { about }: Judgement,
  { comparisons, wrong, suspects, byMedian }: Backtest,
): readonly Block[] {
  const count = (outcome: Comparison['outcome']) => comparisons.filter((one) => one.outcome === outcome).length;
  const nameOf = new Map(about.runbook.consumers.map(({ id, name }) => [id, name]));
  const shown = comparisons.filter(({ outcome }) => outcome !== 'not shown');
  return [
    heading(1, `${headline(count('outside'), shown.length)} (${about.runbook.credential.name})`),
    paragraph(
      `Published ${isoOf(about.published.at)}. ${sayMedian(byMedian)}${count('unbounded')} had no bound, ${count('not shown')} are not shown by the evidence.`,
    ),
    ...table(
      ['consumer', 'milestone', 'median', 'bound', 'actual', 'outcome'],
      shown.map(({ consumer, milestone, p50, bound, actual, earliest, outcome }) => [
        consumer.name,
        milestone,
        say(p50),
        say(bound),
        earliest === actual ? say(actual) : `${say(earliest)} to ${say(actual)}`,
        outcome,
      ]),
    ),
    ...section('Assumptions that were wrong', wrong.map(sayWrong)),
    ...section(
      'Outside, and no single row explains it',
      suspects.map((suspect) => saySuspect(suspect, nameOf.get(suspect.consumer) ?? suspect.consumer)),
    ),
    ...section('Not shown', notShown(comparisons)),
  ];
}

/** Nothing shown is nothing compared: that is no good news. */
function headline(outside: number, shown: number): string {
  return shown === 0
    ? 'UNKNOWN: the evidence shows no milestone'
    : `${outside} of ${plural(shown, 'milestone')} outside the bound`;
}

function sayMedian({ done, of }: Backtest['byMedian']): string {
  return of === 0 ? '' : `${done} of ${of} were done by their median, near half if the prediction is right; `;
}

function section(title: string, lines: readonly string[]): readonly Block[] {
  return lines.length === 0 ? [] : [heading(2, title), ...list(lines)];
}

function say(seconds: Seconds | null): string {
  return seconds === null ? 'none' : sayDuration(seconds);
}

function sayWrong({ row, assumed, max, measurements, files, fits }: WrongRow): string {
  return `${row}: assumed at most ${say(assumed)}, took up to ${sayDuration(max)} in ${plural(measurements, 'measurement')} [${files.join(', ')}]; would have fitted: ${fits}`;
}

function saySuspect({ milestone, excess, hops }: Suspect, name: string): string {
  const way = hops.map(({ says, row }) => (row === null ? says : `${says} (row ${row})`)).join('; ');
  return `${name}, ${milestone}: ${sayDuration(excess)} beyond the bound. It passed: ${way}`;
}

function notShown(comparisons: readonly Comparison[]): readonly string[] {
  return comparisons
    .filter(({ outcome }) => outcome === 'not shown')
    .map(({ consumer, milestone, says }) => `${consumer.name}, ${milestone}: ${says}`);
}

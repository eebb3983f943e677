/**
 * The answer of `who-breaks` for somebody at a terminal at night: what breaks first stands first, whom to call stands
 * beside it, and consumers with one fate and one owner share a line.
 */
import type { Breakage } from '../../convergence/breakage.ts';
import type { Fails } from '../../convergence/fails.ts';
import type { Rotation } from '../../convergence/rotation.ts';
import type { WhoBreaks } from '../../convergence/who-breaks.ts';
import { sentenceLines } from '../../drawing/prose.ts';
import type { Paint, StyleName } from '../../drawing/style.ts';
import { escapeTerminal } from '../../explain/escape.ts';
import { plural, sayList } from '../../explain/words.ts';
import { type Seconds, sayDuration } from '../../model/duration.ts';
import { groupBy } from '../../model/group.ts';
import { sayMoment } from '../../model/moment.ts';
import { sayBreakage, sayLeft, sayUnjudged, sayUnproven } from './sentences.ts';

export interface Drawing {
  readonly columns: number;
  readonly paint: Paint;
  /** Every name, instead of the first few. */
  readonly all: boolean;
}

const TITLES: Readonly<Record<Fails, string>> = {
  'at-once': 'Breaks at once',
  'next-connection': 'Breaks at its next new connection',
  'next-run': 'Breaks at its next run',
  'on-restart': 'Breaks only if it restarts or scales out',
};

/** The whole answer; every line fits the columns. */
export function drawAnswer(rotation: Rotation, answer: WhoBreaks, start: Seconds | null, drawing: Drawing): string {
  const sections = [
    ...(['at-once', 'next-connection', 'next-run', 'on-restart'] as const).map((fails) =>
      section(
        TITLES[fails],
        answer.breaks.filter((one) => one.fails === fails),
        sayBreakage,
        'red',
        drawing,
      ),
    ),
    section('Cannot be judged', answer.unjudged, sayUnjudged, 'yellow', drawing),
    section('Would not break, but nothing proves it yet', answer.unproven, sayUnproven, 'yellow', drawing),
    section('Has the new value by then', answer.safe, sayLeft, 'green', drawing),
    asleep(answer, drawing),
  ];
  return [head(rotation, answer, start, drawing), ...sections]
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

function head(
  rotation: Rotation,
  answer: WhoBreaks,
  start: Seconds | null,
  { columns, paint }: Drawing,
): readonly string[] {
  const { name, credential, cutover, dependency } = rotation;
  const when = answer.moment === 0 ? 'now, as it is published' : `${sayDuration(answer.moment)} after publication`;
  const clock = start === null ? '' : ` (${sayMoment(start + answer.moment)})`;
  const remarks = [
    cutover
      ? 'CUTOVER: one value is valid at a time, so the old one dies with publication. Shown is who is still broken at this moment.'
      : null,
    dependency?.sessionClass
      ? null
      : 'What accepts it is not known well enough: where revoking cuts open sessions, "at its next new connection" is at once.',
    sayCounts(answer),
  ];
  return [
    paint(escapeTerminal(`${name}: if the old value dies ${when}${clock}`), 'bold'),
    paint(escapeTerminal(credential), 'dim'),
    ...remarks.flatMap((remark) => (remark === null ? [] : sentenceLines(remark, '', columns))),
  ];
}

function sayCounts({ breaks, unjudged, unproven, safe }: WhoBreaks): string {
  const surely = breaks.filter(({ chance }) => chance === 1).length;
  const parts = [
    breaks.length === 0
      ? 'nobody is known to break'
      : surely === breaks.length
        ? `${plural(breaks.length, 'consumer')} will surely break`
        : `${plural(breaks.length, 'consumer')} may break, ${surely} surely`,
    unjudged.length > 0 ? `${unjudged.length} cannot be judged` : null,
    unproven.length > 0 ? `${unproven.length} not proven` : null,
    safe.length > 0 ? `${safe.length} safe` : null,
  ];
  return `${parts.filter((part) => part !== null).join(', ')}.`;
}

function section(
  title: string,
  members: readonly Breakage[],
  say: (breakage: Breakage) => readonly string[],
  style: StyleName,
  drawing: Drawing,
): readonly string[] {
  if (members.length === 0) return [];
  const alike = groupBy(members, (one) => JSON.stringify([one.consumer.owner, say(one)]));
  return [
    drawing.paint(`${title} (${members.length})`, 'bold', style),
    ...[...alike.values()].flatMap((same) => entry(same, say, drawing)),
  ];
}

/** How many names a line lists before it counts the rest. */
const NAMED = 4;

function entry(
  same: readonly Breakage[],
  say: (breakage: Breakage) => readonly string[],
  { columns, paint, all }: Drawing,
): readonly string[] {
  const [first] = same;
  if (!first) return [];
  const names = sayList(
    same.map(({ consumer }) => sayName(consumer)),
    all ? same.length : NAMED,
  );
  const owner = first.consumer.owner === null ? 'no owner named' : `owner ${first.consumer.owner}`;
  return [
    ...sentenceLines(`${names}, ${owner}`, '  ', columns).map((line) => paint(line, 'bold')),
    ...say(first).flatMap((sentence) => sentenceLines(sentence, '    ', columns)),
  ];
}

function sayName({ name, cluster, namespace }: Breakage['consumer']): string {
  const scope = [cluster, namespace].filter((part) => part !== null).join('/');
  return scope === '' ? name : `${name} (${scope})`;
}

function asleep({ asleep: consumers }: WhoBreaks, { columns, paint, all }: Drawing): readonly string[] {
  if (consumers.length === 0) return [];
  const names = sayList(
    consumers.map(
      ({ name, dormant, owner }) =>
        `${name} (${dormant ?? 'dormant'}, ${owner === null ? 'no owner named' : `owner ${owner}`})`,
    ),
    all ? consumers.length : NAMED,
  );
  return [
    paint(`Asleep, and counted nowhere: check before it comes back (${consumers.length})`, 'bold', 'yellow'),
    ...sentenceLines(names, '  ', columns),
  ];
}

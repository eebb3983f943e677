/** A review for a terminal: changes, the worst first, the figures of the credentials they touch, what became better. */

import { cutMiddle, wrap } from '../drawing/layout.ts';
import { sentenceLines } from '../drawing/prose.ts';
import type { Paint } from '../drawing/style.ts';
import { escapeTerminal } from '../explain/escape.ts';
import { placeOf, sayPlace } from '../explain/explanation.ts';
import { plural, sayIso } from '../explain/words.ts';
import type { Change, CredentialShift, Review, Shift } from '../review/change.ts';
import { sayElsewhere } from '../review/elsewhere.ts';
import { SEVERITY_STYLE } from './table/look.ts';

const INDENT = '    ';

/** At most `columns` wide; empty where there is nothing to say. */
export function drawReview(review: Review, columns: number, paint: Paint): string {
  const better =
    review.improvements.length === 0 ? [] : sentenceLines(`Better: ${review.improvements.join('; ')}.`, '', columns);
  if (review.changes.length === 0) return better.map((line) => `${line}\n`).join('');
  const parts = [
    review.changes.flatMap((change) => changeLines(change, columns, paint)),
    review.credentials.flatMap((credential) => shiftLines(credential, columns, paint)),
    better,
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function changeLines({ severity, rule, message, place }: Change, columns: number, paint: Paint): readonly string[] {
  const at = placeOf(place);
  const shown = at === null ? [] : [cutMiddle(escapeTerminal(sayPlace(at)), columns - INDENT.length - 2)];
  return [
    `  ${paint(severity, SEVERITY_STYLE[severity])} ${rule}`,
    ...wrap(escapeTerminal(message), columns - INDENT.length).map((line) => `${INDENT}${line}`),
    ...shown.map((line) => paint(`${INDENT}  ${line}`, 'dim')),
  ];
}

function shiftLines(credential: CredentialShift, columns: number, paint: Paint): readonly string[] {
  const { name, scope, rollout, consumers, settled } = credential;
  const figures = [
    `scope ${shift(scope, whole)}`,
    `rollout ${shift(rollout, whole)}`,
    consumers.before === consumers.after
      ? plural(consumers.after ?? 0, 'consumer')
      : `consumers ${shift(consumers, String)}`,
    `settles ${settles(settled, scope.before === null)}`,
  ];
  const counted = sayElsewhere(credential);
  return [
    `  ${paint(cutMiddle(escapeTerminal(name), columns - 2), 'bold')}`,
    ...wrap(figures.join(' · '), columns - INDENT.length).map((line) => paint(`${INDENT}${line}`, 'dim')),
    ...(counted === null ? [] : sentenceLines(counted, INDENT, columns).map((line) => paint(line, 'dim'))),
  ];
}

function whole(score: number): string {
  return String(Math.floor(score));
}

function shift(figure: Shift<number>, say: (value: number) => string): string {
  const after = say(figure.after ?? 0);
  return figure.before === null || say(figure.before) === after ? after : `${say(figure.before)} → ${after}`;
}

function settles({ before, after }: Shift<string>, isNew: boolean): string {
  const say = (bound: string | null) => (bound === null ? 'no bound' : sayIso(bound));
  return isNew || before === after ? say(after) : `${say(before)} → ${say(after)}`;
}

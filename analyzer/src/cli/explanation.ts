/** An explanation for a terminal: sections, sentences, places that a terminal can open. */

import { widthOf, wrap } from '../drawing/layout.ts';
import type { Paint } from '../drawing/style.ts';
import { escapeTerminal } from '../explain/escape.ts';
import { type Explanation, type Line, sayPlace } from '../explain/explanation.ts';

/** The whole explanation in at most `columns` columns. */
export function renderExplanation(explanation: Explanation, columns: number, paint: Paint): string {
  const sections = explanation.sections.map(({ title, lines }) => [
    ...wrap(escapeTerminal(title), columns).map((text) => paint(text, 'bold')),
    ...lines.flatMap((line) => lineOf(line, columns, paint)),
  ]);
  const head = [paint(escapeTerminal(explanation.title), 'bold'), paint(escapeTerminal(explanation.credential), 'dim')];
  const next = [
    paint('Next step', 'bold'),
    ...wrap(escapeTerminal(explanation.nextStep), columns - 2).map((text) => `  ${text}`),
  ];
  return `${[head, ...sections, next].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function lineOf(line: Line, columns: number, paint: Paint): readonly string[] {
  const indent = '  '.repeat(line.depth + 1);
  const texts = wrap(escapeTerminal(line.text), columns - indent.length);
  const place = line.place === null ? null : escapeTerminal(sayPlace(line.place));
  const last = texts.at(-1) ?? '';
  if (place === null) return texts.map((text) => indent + text);
  const fits = indent.length + widthOf(last) + 2 + widthOf(place) <= columns;
  const shown = texts.map((text) => indent + text);
  return fits
    ? [...shown.slice(0, -1), `${indent}${last}  ${paint(place, 'dim')}`]
    : [...shown, `${indent}  ${paint(place, 'dim')}`];
}

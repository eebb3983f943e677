/** Differences between two inventories for a terminal or a comment: one line each, a sign first, as in a patch. */

import type { Paint, StyleName } from '../../drawing/style.ts';
import { escapeMarkdown, escapeTerminal } from '../../explain/escape.ts';
import { sayIso } from '../../explain/words.ts';
import type { Difference } from '../../registry/diff.ts';

const SIGN: Readonly<Record<Difference['change'], readonly [sign: string, style: StyleName]>> = {
  added: ['+', 'green'],
  removed: ['-', 'red'],
  changed: ['~', 'yellow'],
};

const NOTHING = 'nothing changed';

/** One line a difference, the fields of a change below it. */
export function drawDifferences(differences: readonly Difference[], paint: Paint): string {
  if (differences.length === 0) return `${NOTHING}\n`;
  const lines = differences.flatMap((difference) => {
    const { entity, change, id, fields } = difference;
    const [sign, style] = SIGN[change];
    const head = paint(`${sign} ${entity} ${escapeTerminal(id)}`, style);
    return [head, ...fields.map((field) => `    ${escapeTerminal(sayField(field))}`)];
  });
  return `${lines.join('\n')}\n`;
}

/** The same as a Markdown list. */
export function markDifferences(differences: readonly Difference[]): string {
  if (differences.length === 0) return `${NOTHING}\n`;
  const lines = differences.map(({ entity, change, id, fields }) => {
    const said = fields.map((field) => escapeMarkdown(sayField(field))).join('; ');
    return `- **${change}** ${entity} ${escapeMarkdown(id)}${said === '' ? '' : `: ${said}`}`;
  });
  return `${lines.join('\n')}\n`;
}

function sayField({ field, before, after }: Difference['fields'][number]): string {
  return `${field}: ${sayFigure(before)} → ${sayFigure(after)}`;
}

function sayFigure(figure: Difference['fields'][number]['before']): string {
  if (figure === null) return 'none';
  return typeof figure === 'string' ? sayIso(figure) : String(figure);
}

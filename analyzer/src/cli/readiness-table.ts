/** `keyturn readiness` for people: one paragraph per credential, the hardest first. Every name is escaped here. */

import { wrap } from '../drawing/layout.ts';
import type { Paint } from '../drawing/style.ts';
import { escapeTerminal } from '../explain/escape.ts';
import { sayIso } from '../explain/words.ts';
import type { Cadence, Figures, Readiness } from '../runbook/readiness.ts';

/** The first `top` of them, at most `columns` wide; the first line counts all. */
export function drawReadiness(
  all: readonly Readiness[],
  columns: number,
  paint: Paint,
  top: number = all.length,
): string {
  const ready = all.filter(({ missing }) => missing.length === 0).length;
  const more = all.length > top ? [paint(`… ${all.length - top} more, shown with --top ${all.length}`, 'dim'), ''] : [];
  const head = `${ready} of ${all.length} credentials can be rotated with nothing missing`;
  return `${[head, '', ...all.slice(0, top).flatMap((one) => [...drawOne(one, columns, paint), '']), ...more].join('\n')}`;
}

function drawOne(
  { name, difficulty, missing, nextStep, now, after, lowRisk, cadence }: Readiness,
  columns: number,
  paint: Paint,
): readonly string[] {
  return [
    `${paint(escapeTerminal(name), 'bold')}: ${difficulty}; ${sayFigures(now)}`,
    ...(missing.length === 0
      ? ['  nothing is missing']
      : missing.flatMap((one) => indented(`missing: ${one}`, columns))),
    ...(lowRisk ? indented('low risk: a simple coordinated restart is enough', columns) : []),
    ...cadenceLines(cadence, columns, paint),
    ...indented(`next: ${nextStep}`, columns),
    ...(after === null ? [] : indented(`${sayFigures(after)}, once ${after.once}`, columns)),
  ];
}

/** When it is due, and what that costs people; nothing where nobody declared or advised anything. */
function cadenceLines(
  { declared, recommended, lastRotated, due, overdue, minutesAYear }: Cadence,
  columns: number,
  paint: Paint,
): readonly string[] {
  const every = declared ?? recommended;
  if (every === null) return [];
  const parts = [
    `rotate it every ${sayIso(every)} (${declared === null ? 'by its scope radius' : 'declared'})`,
    lastRotated === null ? null : `last on ${lastRotated}`,
    due === null ? null : overdue ? `OVERDUE since ${due}` : `due on ${due}`,
    minutesAYear === null || minutesAYear === 0
      ? null
      : `about ${minutesAYear} min of handwork a year on its consumers alone; the runbook's own steps come on top`,
  ];
  const lines = indented(parts.filter((part) => part !== null).join(', '), columns);
  return overdue ? lines.map((line) => paint(line, 'red')) : lines;
}

function sayFigures({ scope, rollout, bound }: Figures): string {
  const settled =
    bound === null ? 'no bound by itself' : `settled ${bound === 'PT0S' ? '' : 'by '}${sayIso(bound)} by itself`;
  return `scope ${scope}, rollout ${rollout}, ${settled}`;
}

function indented(text: string, columns: number): readonly string[] {
  return wrap(escapeTerminal(text), columns - 4).map((line, at) => `${at === 0 ? '  ' : '    '}${line}`);
}

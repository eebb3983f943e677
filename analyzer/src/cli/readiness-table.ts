/** `keyturn readiness` for people: one paragraph per credential, the hardest first. Every name is escaped here. */
import { escapeTerminal } from '../explain/escape.ts';
import { sayIso } from '../explain/words.ts';
import type { Figures, Readiness } from '../runbook/readiness.ts';
import { wrap } from './layout.ts';
import type { Paint } from './style.ts';

/** All of them, at most `columns` wide. */
export function drawReadiness(all: readonly Readiness[], columns: number, paint: Paint): string {
  const ready = all.filter(({ missing }) => missing.length === 0).length;
  const head = `${ready} of ${all.length} credentials can be rotated with nothing missing`;
  return `${[head, '', ...all.flatMap((one) => [...drawOne(one, columns, paint), ''])].join('\n')}`;
}

function drawOne(
  { name, difficulty, missing, nextStep, now, after }: Readiness,
  columns: number,
  paint: Paint,
): readonly string[] {
  return [
    `${paint(escapeTerminal(name), 'bold')}: ${difficulty}; ${sayFigures(now)}`,
    ...(missing.length === 0
      ? ['  nothing is missing']
      : missing.flatMap((one) => indented(`missing: ${one}`, columns))),
    ...indented(`next: ${nextStep}`, columns),
    ...(after === null ? [] : indented(`then: ${sayFigures(after)}, once ${after.once}`, columns)),
  ];
}

function sayFigures({ scope, rollout, bound }: Figures): string {
  const settled = bound === null ? 'no bound by itself' : `settled by ${sayIso(bound)} by itself`;
  return `scope ${scope}, rollout ${rollout}, ${settled}`;
}

function indented(text: string, columns: number): readonly string[] {
  return wrap(escapeTerminal(text), columns - 4).map((line, at) => `${at === 0 ? '  ' : '    '}${line}`);
}

/** The hardest credentials for a terminal: rank, name and figures, below them why and what to do next. */

import { sentenceLines } from '../../drawing/prose.ts';
import type { Paint, StyleName } from '../../drawing/style.ts';
import { escapeTerminal } from '../../explain/escape.ts';
import { plural } from '../../explain/words.ts';
import type { Hard } from '../../registry/hardest.ts';

const STYLE: Readonly<Record<Hard['difficulty'], StyleName>> = {
  boring: 'green',
  campaign: 'yellow',
  surgery: 'red',
  'impossible today': 'red',
};

/** At most `columns` wide but for names. */
export function drawHardest(shown: readonly Hard[], of: number, columns: number, paint: Paint): string {
  if (shown.length === 0) return 'No credential was found.\n';
  const width = String(shown.length).length;
  const rows = shown.map((hard) => rowsOf(hard, width, columns, paint).join('\n'));
  const more = of > shown.length ? [paint(`… ${of - shown.length} more, shown with --top ${of}`, 'dim')] : [];
  return `${[...rows, ...more].join('\n\n')}\n`;
}

function rowsOf(hard: Hard, width: number, columns: number, paint: Paint): readonly string[] {
  const { rank, name, difficulty, rollout, scope, consumers, settles, because, nextStep } = hard;
  const indent = ' '.repeat(width + 2);
  const figures = [
    `rollout ${Math.floor(rollout.score)} ${rollout.band}`,
    `scope ${Math.floor(scope.score)} ${scope.band}`,
    plural(consumers, 'consumer'),
    settles,
  ];
  const head = `${String(rank).padStart(width)}  ${paint(escapeTerminal(name), 'bold')}  ${paint(difficulty, STYLE[difficulty])}`;
  return [
    head,
    ...sentenceLines(figures.join(' · '), indent, columns).map((line) => paint(line, 'dim')),
    ...because.flatMap((reason) => sentenceLines(`- ${reason}`, indent, columns)),
    ...sentenceLines(`→ ${nextStep}`, indent, columns),
  ];
}

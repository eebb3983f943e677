/** Blocks of a document on a terminal: headings bold, sentences wrapped, tables in columns. Every text is escaped here. */

import { padEnd, widthOf } from '../drawing/layout.ts';
import { sentenceLines } from '../drawing/prose.ts';
import type { Paint, StyleName } from '../drawing/style.ts';
import { escapeTerminal } from '../explain/escape.ts';
import type { Block } from '../runbook/blocks.ts';

export interface BlockLook {
  readonly columns: number;
  readonly paint: Paint;
  readonly whole: boolean;
}

/** Words of a table that get a colour. */
export type Colours = Readonly<Record<string, StyleName>>;

/** Widest cell where a person watches: names of consumers. */
const WIDEST = 40;

/** The document, one trailing newline. `whole`: no cell is cut, since something may search in it. */
export function drawBlocks(blocks: readonly Block[], look: BlockLook, colours: Colours): string {
  const drawn = blocks.map((block) => drawBlock(block, look, colours).join('\n'));
  return `${drawn.map((text, at) => (at === 0 ? text : `${blocks[at - 1]?.is === 'heading' ? '\n' : '\n\n'}${text}`)).join('')}\n`;
}

function drawBlock(block: Block, look: BlockLook, colours: Colours): readonly string[] {
  const { columns, paint } = look;
  switch (block.is) {
    case 'heading':
      return sentenceLines(block.text, '', columns).map((line) => paint(line, 'bold'));
    case 'paragraph':
      return sentenceLines(block.text, '', columns);
    case 'list':
      return block.items.flatMap((item) => sentenceLines(item, '  ', columns));
    case 'tasks':
      return block.tasks.flatMap(({ title, says }) => sentenceLines(`${title} ${says}`, '  ', columns));
    case 'table':
      return drawTable(block.header, block.rows, look, colours);
    case 'code':
      return block.text.split('\n').map((line) => `  ${escapeTerminal(line)}`);
    case 'timeline':
      return [];
  }
}

function drawTable(
  header: readonly string[],
  rows: ReadonlyArray<readonly string[]>,
  { paint, whole }: BlockLook,
  colours: Colours,
): readonly string[] {
  const cells = [header, ...rows].map((row) =>
    row.map((cell) => (whole ? escapeTerminal(cell) : keepEnd(escapeTerminal(cell)))),
  );
  const widths = header.map((_, column) => Math.max(...cells.map((row) => widthOf(row[column] ?? ''))));
  return cells.map((row, at) => {
    const painted = row.map((cell, column) => {
      const padded = column === row.length - 1 ? cell : padEnd(cell, widths[column] ?? 0);
      if (at === 0) return paint(padded.toUpperCase(), 'dim');
      const style = Object.hasOwn(colours, cell) ? colours[cell] : undefined;
      return style === undefined ? padded : paint(padded, style);
    });
    return `  ${painted.join('  ')}`;
  });
}

/** The end of a name is what tells it from others, and what finds it again when it is pasted. */
function keepEnd(text: string): string {
  if (widthOf(text) <= WIDEST) return text;
  let end = '';
  for (const character of [...text].reverse()) {
    if (widthOf(character + end) > WIDEST - 1) break;
    end = character + end;
  }
  return `…${end}`;
}

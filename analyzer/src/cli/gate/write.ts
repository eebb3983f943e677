/** One answer in the format that was asked for. */

import type { StyleName } from '../../drawing/style.ts';
import type { Block } from '../../runbook/blocks.ts';
import { markdownOf } from '../../runbook/markdown.ts';
import { type BlockLook, drawBlocks } from '../blocks.ts';
import { lookOf } from '../output.ts';
import type { Terminal } from '../terminal.ts';

interface Answer {
  readonly json: () => unknown;
  readonly blocks: () => readonly Block[];
  readonly look: BlockLook;
}

const COLOURS: Readonly<Record<string, StyleName>> = {
  pass: 'green',
  wait: 'red',
  unknown: 'yellow',
  within: 'green',
  outside: 'red',
  unbounded: 'yellow',
};

/** The text, one trailing newline. */
export function write(format: 'table' | 'md' | 'json', { json, blocks, look }: Answer): string {
  if (format === 'json') return `${JSON.stringify(json(), null, 2)}\n`;
  if (format === 'md') return `${blocks().map(markdownOf).join('\n\n')}\n`;
  return drawBlocks(blocks(), look, COLOURS);
}

/** How an answer looks on the terminal, or in a file or pipe, where no name of a table is cut. */
export function answerLook(terminal: Terminal, out: string | null): BlockLook {
  return { ...lookOf(terminal, out), whole: out !== null || !terminal.outIsTerminal };
}

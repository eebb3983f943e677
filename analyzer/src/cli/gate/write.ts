/** One answer in the format that was asked for. */

import type { Paint, StyleName } from '../../drawing/style.ts';
import type { Block } from '../../runbook/blocks.ts';
import { markdownOf } from '../../runbook/markdown.ts';
import { drawBlocks } from '../blocks.ts';

interface Answer {
  readonly json: () => unknown;
  readonly blocks: () => readonly Block[];
  readonly look: { readonly columns: number; readonly paint: Paint };
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
  return drawBlocks(blocks(), look.columns, look.paint, COLOURS);
}

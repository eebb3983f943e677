/** Sentences on a terminal: wrapped at spaces, a number and its unit never apart, later lines further in. */
import { escapeTerminal } from '../explain/escape.ts';
import { wrap } from './layout.ts';

const FIGURE = /(\d) (%|s|min|h|d)(?![\w])/g;
const GLUE = '\u00a0';

/** Lines of at most `columns` columns, indented; the text is escaped here. */
export function sentenceLines(text: string, indent: string, columns: number): readonly string[] {
  const glued = escapeTerminal(text).replaceAll(FIGURE, `$1${GLUE}$2`);
  const lines = wrap(glued, Math.max(20, columns - indent.length - 2));
  return lines.map((line, at) => `${indent}${at === 0 ? '' : '  '}${line.replaceAll(GLUE, ' ')}`);
}

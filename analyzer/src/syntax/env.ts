/**
 * The lines of an env file, as dotenv and Compose read them: `export`, quotes, double-quoted values over several lines, inline
 * comments. Nothing is expanded here. https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file-syntax
 */
import { firstOffset, type LineIndex } from './line-index.ts';
import type { EnvLine } from './unit.ts';

const ASSIGNMENT = /[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*(?:=|:(?=[ \t]))[ \t]*/y;
const LINE_END = /\r\n?|\n|$/g;
const QUOTES = new Set(['"', "'", '`']);

/** A value and where it stands, without quotes; `next` is where reading goes on. */
interface Value {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly next: number;
}

/** Every assignment of the file in order, repeated names included: the last one holds. Other lines mean nothing here. */
export function parseEnv(index: LineIndex): readonly EnvLine[] {
  const { text } = index;
  const lines: EnvLine[] = [];
  const unclosed = new Set<string>();
  let at = firstOffset(text);
  while (at < text.length) {
    ASSIGNMENT.lastIndex = at;
    const match = ASSIGNMENT.exec(text);
    const name = match?.[1];
    if (!match || name === undefined) {
      at = nextLine(text, at);
      continue;
    }
    const valueStart = at + match[0].length;
    const quote = text[valueStart] ?? '';
    const value = (QUOTES.has(quote) && quoted(text, valueStart, quote, unclosed)) || unquoted(text, valueStart);
    const nameStart = at + match[0].indexOf(name, match[0].startsWith('export') ? 'export'.length : 0);
    lines.push({
      name,
      nameSpan: index.span(nameStart, nameStart + name.length),
      value: value.text,
      valueSpan: index.span(value.start, value.end),
      literal: quote === "'" && value.start > valueStart,
    });
    at = nextLine(text, value.next);
  }
  return lines;
}

function lineEnd(text: string, from: number): number {
  LINE_END.lastIndex = from;
  return LINE_END.exec(text)?.index ?? text.length;
}

function nextLine(text: string, from: number): number {
  const end = lineEnd(text, from);
  return end + (text.startsWith('\r\n', end) ? 2 : 1);
}

/** null where the quote is never closed: then it is part of the value. `unclosed` keeps a hostile file from being searched again and again. */
function quoted(text: string, start: number, quote: string, unclosed: Set<string>): Value | null {
  const from = start + 1;
  const end = unclosed.has(quote) ? lineEnd(text, from) : text.length;
  for (let at = from; at < end; at += 1) {
    if (text[at] === '\\' && quote === '"') at += 1;
    else if (text[at] === quote) {
      const inner = text.slice(from, at);
      return { start: from, end: at, text: quote === '"' ? withoutEscapes(inner) : inner, next: at + 1 };
    }
  }
  unclosed.add(quote);
  return null;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function withoutEscapes(text: string): string {
  return text.replace(/\\([nrt"\\])/g, (_, letter: string) => ESCAPES[letter] ?? letter);
}

function unquoted(text: string, start: number): Value {
  const next = lineEnd(text, start);
  const value = text
    .slice(start, next)
    .replace(/(?:^|[ \t])#.*$/s, '')
    .trimEnd();
  return { start, end: start + value.length, text: value, next };
}

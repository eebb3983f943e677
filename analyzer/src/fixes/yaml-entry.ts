/**
 * Adds one entry to a mapping as it is written: a line of its own in a block, a member in braces. Nothing else of the text is
 * touched. What is written in a way that it cannot follow (anchors, templates) gets no edit.
 */
import type { Span } from '../model/place.ts';
import { type Entry, entriesAt, type Mapping, type Tree } from '../syntax/tree.ts';
import { parseYaml } from '../syntax/yaml.ts';
import type { Edit } from './contract.ts';
import { insertAt, lineEndOf, linesOf } from './text.ts';

/** A document of a file, with the text around it. */
export interface Written {
  readonly file: string;
  readonly text: string;
  readonly tree: Tree;
}

/** The document whose object is named at `span`. */
export function documentNamedAt(file: string, text: string, span: Span): Written | null {
  for (const { tree } of parseYaml(file, text)) {
    const name =
      tree && entriesAt(tree, 'metadata').find(({ key }) => key.text === 'name' || key.text === 'generateName');
    if (tree && name && name.value.span.line === span.line && name.value.span.column === span.column)
      return { file, text, tree };
  }
  return null;
}

/** The document in which `span` stands. */
export function documentAround(file: string, text: string, { line }: Span): Written | null {
  const before = documentsOf(file, text).filter(({ tree }) => firstLine(tree) <= line);
  return before.at(-1) ?? null;
}

function firstLine(tree: Tree): number {
  return Math.min(tree.span.line, ...entriesAt(tree).map(({ key }) => key.span.line));
}

/** Every document of a text. */
export function documentsOf(file: string, text: string): readonly Written[] {
  return parseYaml(file, text).flatMap(({ tree }) => (tree ? [{ file, text, tree }] : []));
}

/** Puts `key: value` behind `entry`, which stands in a mapping of the document; null: it is written in a way that is left alone. */
export function addBehind(
  { file, text }: Written,
  entry: Entry,
  key: string,
  value: string | ReadonlyArray<readonly [string, string]>,
): Edit | null {
  const lines = linesOf(text);
  const line = lines[entry.key.span.line - 1] ?? '';
  const { endLine, endColumn } = entry.value.span;
  const last = lines[endLine - 1] ?? '';
  if (isFlow(lines, entry)) {
    const quote = /^["']/.exec(last.slice(endColumn - 1)) ? 1 : 0;
    return insertAt(file, endLine, endColumn + quote, `, ${key}: ${flowOf(value)}`);
  }
  const indent = ' '.repeat(entry.key.span.column - 1);
  if (
    line
      .slice(0, entry.key.span.column - 1)
      .replace(/- /g, '  ')
      .trim() !== ''
  )
    return null;
  const end = lineEndOf(text);
  const block = [
    `${indent}${key}:${typeof value === 'string' ? ` ${value}` : ''}`,
    ...(typeof value === 'string' ? [] : value.map(([name, one]) => `${indent}  ${name}: ${one}`)),
  ];
  return insertAt(file, endLine, last.length + 1, block.map((one) => `${end}${one}`).join(''));
}

/** Puts an entry into the mapping, before its first one. */
export function addInto({ file, text }: Written, mapping: Mapping, key: string, value: string): Edit | null {
  const lines = linesOf(text);
  const { line, column } = mapping.span;
  const opened = (lines[line - 1] ?? '').slice(column - 1);
  if (opened.startsWith('{'))
    return insertAt(file, line, column + 1, mapping.entries.size > 0 ? ` ${key}: ${value},` : ` ${key}: ${value} `);
  const [first] = mapping.entries.values();
  if (!first) return null;
  const before = (lines[first.key.span.line - 1] ?? '').slice(0, first.key.span.column - 1);
  if (before.trim() !== '') return null;
  return insertAt(file, first.key.span.line, 1, `${before}${key}: ${value}${lineEndOf(text)}`);
}

/** Whether an entry stands between braces: something precedes its key that is neither white space nor a list's dash. */
function isFlow(lines: readonly string[], { key }: Entry): boolean {
  const before = (lines[key.span.line - 1] ?? '').slice(0, key.span.column - 1);
  return /[{,]\s*["']?$/.test(before);
}

function flowOf(value: string | ReadonlyArray<readonly [string, string]>): string {
  return typeof value === 'string' ? value : `{ ${value.map(([name, one]) => `${name}: ${one}`).join(', ')} }`;
}

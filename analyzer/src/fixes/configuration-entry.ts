/**
 * Adds one entry to a list of `keyturn.yaml`, behind those that are there, in the indentation they have; makes the list, or the
 * file, where there is none. Comments and everything else stay as they are.
 */
import { CONFIGURATION_FILE } from '../configuration/read.ts';
import type { Edit, Fix, Situation } from './contract.ts';
import { indentOf, insertAt, lineEndOf, linesOf } from './text.ts';

/** A fix that adds `entry` (names and values, already YAML) to the list `section`; null: the list is written in a way that is left alone. */
export function addToConfiguration(
  { text }: Situation,
  section: string,
  entry: ReadonlyArray<readonly [name: string, value: string]>,
): Pick<Fix, 'edits' | 'creates'> | null {
  const before = text(CONFIGURATION_FILE);
  if (before === null) {
    const made = ['version: 1', `${section}:`, ...itemLines(entry, 2)].map((line) => `${line}\n`).join('');
    return { edits: [], creates: new Map([[CONFIGURATION_FILE, made]]) };
  }
  const edit = placed(before, section, entry);
  return edit ? { edits: [edit] } : null;
}

function placed(text: string, section: string, entry: ReadonlyArray<readonly [string, string]>): Edit | null {
  const lines = linesOf(text);
  const end = lineEndOf(text);
  const head = lines.findIndex(
    (line) => line === `${section}:` || line.startsWith(`${section}: `) || line.startsWith(`${section}:\t`),
  );
  if (head < 0) return atEnd(text, [`${section}:`, ...itemLines(entry, 2)]);
  // `owners: []` and lists in brackets are for a person to open.
  if (!/^\w+:\s*(?:#.*)?$/.test(lines[head] ?? '')) return null;
  const last = lastOfBlock(lines, head);
  const item = lines.slice(head + 1, last + 1).find((line) => /^\s*- /.test(line));
  const added = itemLines(entry, item === undefined ? 2 : indentOf(item));
  return insertAt(
    CONFIGURATION_FILE,
    last + 1,
    (lines[last] ?? '').length + 1,
    added.map((line) => `${end}${line}`).join(''),
  );
}

function atEnd(text: string, added: readonly string[]): Edit {
  const lines = linesOf(text);
  const end = lineEndOf(text);
  const last = lines.at(-1) ?? '';
  const shown = added.map((line) => `${line}${end}`).join('');
  return insertAt(CONFIGURATION_FILE, lines.length, last.length + 1, last === '' ? shown : `${end}${shown}`);
}

/** The last line of a top-level block that says something. */
function lastOfBlock(lines: readonly string[], head: number): number {
  let last = head;
  for (let at = head + 1; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (/^\s*(?:#.*)?$/.test(line)) continue;
    if (!/^[\s-]/.test(line)) break;
    last = at;
  }
  return last;
}

function itemLines(entry: ReadonlyArray<readonly [string, string]>, indent: number): readonly string[] {
  return entry.map(([name, value], index) => `${' '.repeat(indent)}${index === 0 ? '- ' : '  '}${name}: ${value}`);
}

/** A text as YAML, quoted where it has to be. Names come from repositories: nothing of them may become structure. */
export function yamlText(text: string): string {
  const plain =
    /^[A-Za-z][\w./@ -]*[\w/]$|^[A-Za-z]$/.test(text) && !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(text);
  return plain ? text : JSON.stringify(text);
}

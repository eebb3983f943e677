/**
 * Suppressions written beside what they are about: `keyturn:ignore RULE reason [until 2027-01-01]` in a comment on the line or the lines
 * above it, and the annotation `keyturn.dev/ignore` of a Kubernetes object. Told from the text alone, in any language. A suppression
 * without a reason is none.
 */
import type { IgnoreDeclaration } from '../model/configuration.ts';
import type { Unresolved } from '../model/graph.ts';
import { createLineIndex } from './line-index.ts';
import { type RawLine, splitLines } from './lines.ts';

export interface Suppressions {
  readonly entries: readonly IgnoreDeclaration[];
  /** Those that are not heeded, and why. */
  readonly unresolved: readonly Unresolved[];
}

/** What makes a text worth a look. */
const MENTION = /keyturn:ignore|keyturn\.dev\/ignore/;

/** How comments begin in the languages that are read, Go templates, HTML and block comments included. */
const COMMENT = /(?:#|\/\/|--(?!-)|;|\/\*|<!--|\{\{-?\s*\/\*|^\s*\*)\s*keyturn:ignore(?:\s+(.*))?$/;
const ONLY_COMMENT = /^\s*(?:#|\/\/|--(?!-)|;|\/\*|<!--|\{\{-?\s*\/\*|\*)/;
const COMMENT_END = /\s*(?:\*\/\s*-?\}\}|\*\/|-->)\s*$/;
const ANNOTATION = /^(\s*)["']?keyturn\.dev\/ignore["']?\s*:\s*(.*)$/;
/** The same inside braces; the value ends at a comma or a brace unless it is quoted. */
const IN_BRACES = /[{,](\s*)["']?keyturn\.dev\/ignore["']?\s*:\s*("[^"]*"|'[^']*'|[^,{}]*)/;
/** Characters of a suppression: patterns that look for an end take their time with longer ones. */
const LONGEST = 500;
const WORDS = /^([a-z][a-z-]*)\s+(.*?\S)(?:\s+until\s+(\d{4}-\d{2}-\d{2}))?$/;

/** The suppressions of one text; `path` is relative to the root. */
export function readSuppressions(path: string, text: string): Suppressions {
  if (!MENTION.test(text)) return { entries: [], unresolved: [] };
  const lines = splitLines(text);
  const index = createLineIndex(path, text);
  const found = lines.flatMap((line, at) => {
    const span = (from: RawLine, to: RawLine) => index.span(from.start, to.start + to.text.length);
    const here = span(line, line);
    const commented = COMMENT.exec(line.text);
    if (commented) {
      const covers = span(line, lines[lastCovered(lines, at)] ?? line);
      return [{ words: (commented[1] ?? '').slice(0, LONGEST).replace(COMMENT_END, '').trim(), at: here, covers }];
    }
    const annotated = ANNOTATION.exec(line.text) ?? IN_BRACES.exec(line.text);
    if (!annotated) return [];
    const [from, to] = documentAround(lines, at);
    const covers = span(lines[from] ?? line, lines[to] ?? line);
    return annotationValues(annotated, lines, at).map((words) => ({ words, at: here, covers }));
  });
  const read = found.map((one) => ({ ...one, match: WORDS.exec(one.words) }));
  return {
    entries: read.flatMap(({ match, at, covers }) => {
      const [, rule, reason, expires = null] = match ?? [];
      if (rule === undefined || reason === undefined) return [];
      return [{ rule, reason, expires, credential: null, consumer: null, within: '', at, covers }];
    }),
    unresolved: read
      .filter(({ match }) => match === null)
      .map(({ at }) => ({ what: 'a suppression without a rule and a reason: not heeded', at })),
  };
}

/** A comment of its own speaks for the first line below that is none, one behind a statement for its line alone. */
function lastCovered(lines: readonly RawLine[], at: number): number {
  let last = at;
  while (ONLY_COMMENT.test(lines[last]?.text ?? '') && last + 1 < lines.length) last += 1;
  return last;
}

/** First and last line of the YAML document around a line. */
function documentAround(lines: readonly RawLine[], at: number): readonly [number, number] {
  const isBreak = (line: number) => /^---(?:\s|$)/.test(lines[line]?.text ?? '');
  let from = at;
  while (from > 0 && !isBreak(from)) from -= 1;
  let to = at;
  while (to + 1 < lines.length && !isBreak(to + 1)) to += 1;
  return [from, to];
}

/** Several are separated by semicolons, or stand on lines of a block of their own. */
function annotationValues(match: RegExpExecArray, lines: readonly RawLine[], at: number): readonly string[] {
  const [, indent = '', value = ''] = match;
  const parts = /^[|>][-+\d]*\s*$/.test(value)
    ? blockBelow(lines, at, indent.length)
    : unquoted(value.slice(0, LONGEST)).split(';');
  return parts.map((part) => part.slice(0, LONGEST).trim()).filter((part) => part !== '');
}

function blockBelow(lines: readonly RawLine[], at: number, indent: number): readonly string[] {
  const below = lines.slice(at + 1).map(({ text }) => text);
  const end = below.findIndex((text) => text.trim() !== '' && text.length - text.trimStart().length <= indent);
  return end < 0 ? below : below.slice(0, end);
}

function unquoted(value: string): string {
  const quoted = /^(["'])(.*)\1\s*(?:#.*)?$/.exec(value.trim());
  return quoted?.[2] ?? value.replace(/\s#.*$/, '');
}

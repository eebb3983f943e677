/**
 * A configuration file kept inside another file (a ConfigMap key, a template): its `name = value` lines, with exact places
 * where the text stands verbatim. It knows no format: what a line does not show plainly is left out.
 */
import type { Span } from '../model/place.ts';
import type { Scalar } from './tree.ts';

export interface Setting {
  readonly name: string;
  readonly value: string;
  /** The place of the value; the whole text where a line cannot be placed. */
  readonly span: Span;
  /** The value stands at `span` as it is. */
  readonly exact: boolean;
  /** It is written in quotes. */
  readonly quoted: boolean;
}

/** Lines read of one text: a configuration file is shorter, a data file is none of ours. */
const MOST_LINES = 5000;
const LONGEST_LINE = 2000;

/**
 * A padded line of base64 (`…==`) must not pass for a name: names are shown. So a value never begins with `=`, and lines of
 * a PEM block are passed over.
 */
const PEM = /-----(?<edge>BEGIN|END) /;

/** `name: value`, `name=value`, `name = "value"`, `"name": "value",`, `export NAME=value`, `- name: value`. */
const LINE =
  /^(?<before>[ \t]*(?:-[ \t]+|export[ \t]+|set[ \t]+)?["']?(?<name>[A-Za-z_][\w.-]*)["']?[ \t]*(?:=|:(?=[ \t]|$|["']))[ \t]*)(?<rest>[^\s=].*)$/;

/** The settings of a text of several lines; none for a single line, which is a value and not a file. */
export function settingsIn(scalar: Scalar): readonly Setting[] {
  const lines = scalar.text.split('\n');
  if (lines.filter((line) => line.trim() !== '').length < 2) return [];
  const place = placeLines(scalar, lines);
  let inPem = false;
  return lines.slice(0, MOST_LINES).flatMap((line, number) => {
    inPem = (PEM.exec(line)?.groups?.edge ?? (inPem ? 'BEGIN' : 'END')) === 'BEGIN';
    if (inPem) return [];
    const match = line.length <= LONGEST_LINE ? LINE.exec(line) : null;
    const { before, name, rest } = match?.groups ?? {};
    if (before === undefined || name === undefined || rest === undefined || /^\s*(?:#|\/\/|;)/.test(line)) return [];
    const { value, offset } = unquote(rest.trimEnd());
    const span = place?.(number, before.length + offset, value.length);
    return value === '' ? [] : [{ name, value, span: span ?? scalar.span, exact: Boolean(span), quoted: offset > 0 }];
  });
}

/** Takes off quotes, a trailing comma or semicolon, and a comment after white space. */
function unquote(text: string): { value: string; offset: number } {
  const quoted = /^(["'])(?<inner>(?:(?!\1)[^\\])*)\1[ \t]*[,;]?[ \t]*(?:[#;].*)?$/.exec(text)?.groups?.inner;
  if (quoted !== undefined) return { value: quoted, offset: 1 };
  return { value: text.replace(/[ \t]+[#;].*$/, '').replace(/[,;]$/, ''), offset: 0 };
}

/**
 * Where lines of a block scalar stand: only a literal block keeps its lines, so as many lines must be in the file as in the
 * text. Its first written line tells how far the block is indented. null: not placeable.
 */
function placeLines(scalar: Scalar, lines: readonly string[]) {
  const { span } = scalar;
  const first = lines.findIndex((line) => line.trim() !== '');
  const last = lines.findLastIndex((line) => line.trim() !== '');
  const firstLine = lines[first];
  if (firstLine === undefined || span.endLine - span.line !== last - first) return null;
  const indentation = span.column - (firstLine.length - firstLine.trimStart().length);
  if (indentation < 1) return null;
  return (line: number, offset: number, length: number): Span => {
    const column = indentation + offset;
    const at = span.line + line - first;
    return { file: span.file, line: at, column, endLine: at, endColumn: column + length };
  };
}

/**
 * YAML and JSON text becomes documents, each a located tree. Documents are cut apart before anything is parsed, because most
 * of the YAML of an estate is not ours to read, and so that a broken document costs only itself. It must never throw.
 */
import { type ParsedNode, parseDocument, type YAMLParseError } from 'yaml';
import type { Note } from '../model/fact.ts';
import { createLineIndex, firstOffset, type LineIndex } from './line-index.ts';
import type { Tree } from './tree.ts';
import { buildTree } from './yaml-tree.ts';

export interface YamlDocument {
  /** Place among the documents of the file, from 1; stable while documents keep their order. */
  readonly number: number;
  /** null: nothing usable could be read. */
  readonly tree: Tree | null;
  readonly notes: readonly Note[];
}

/** A stretch of the text that is one document. */
interface Piece {
  readonly start: number;
  readonly text: string;
}

/**
 * The documents of `text` that `wanted` asks for, by the text of each document. CustomResourceDefinitions are passed over
 * unread: half of all YAML bytes, and no secret in them. A document that does not parse has a `skipped` note, and a tree if a
 * top-level mapping was recovered. A span covers the text of a scalar without its quotes or block header.
 */
export function parseYaml(
  file: string,
  text: string,
  wanted: (documentText: string) => boolean = () => true,
): readonly YamlDocument[] {
  const { index, pieces, read } = cutUp(file, text);
  return pieces
    .map((piece, position) => ({ piece, number: position + 1 }))
    .filter(({ piece }) => !CUSTOM_RESOURCE_DEFINITION.test(piece.text) && wanted(piece.text))
    .map(({ piece, number }) => {
      const parsed = read.get(piece) ?? parsePiece(piece, index);
      read.set(piece, parsed);
      return { number, ...parsed };
    });
}

type Parsed = Pick<YamlDocument, 'tree' | 'notes'>;

/** A text cut apart, with the documents that were parsed so far. */
interface CutUp {
  readonly index: LineIndex;
  readonly pieces: readonly Piece[];
  readonly read: Map<Piece, Parsed>;
}

/**
 * The texts asked for last: roots are looked for and then rendered, and each overlay takes in its base again. Trees do not
 * change, so whoever asks again may have the same. In order of use; of texts of one file and length the last.
 */
const remembered = new Map<string, CutUp>();
/** Half of all YAML of a GitOps repository of 500 files; larger texts are specifications that nobody includes. */
const MOST_REMEMBERED = 256;
const LONGEST_REMEMBERED = 16_384;

function cutUp(file: string, text: string): CutUp {
  const name = `${file}:${text.length}`;
  const before = remembered.get(name);
  const cut =
    before?.index.text === text
      ? before
      : { index: createLineIndex(file, text), pieces: splitDocuments(text), read: new Map<Piece, Parsed>() };
  if (text.length > LONGEST_REMEMBERED) return cut;
  remembered.delete(name);
  remembered.set(name, cut);
  const [oldest] = remembered.keys();
  if (remembered.size > MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  return cut;
}

const CUSTOM_RESOURCE_DEFINITION = /(?:^|\n)kind:[ \t]*["']?CustomResourceDefinition\b/;

/** A marker in the first column is always one: block scalars are indented (YAML 1.2.2, 9.1.2). */
const MARKER = /(^|\n)(?:---|\.\.\.)(?![^\s])/g;

function splitDocuments(text: string): readonly Piece[] {
  const first = firstOffset(text);
  const cuts = [first];
  for (const match of text.slice(first).matchAll(MARKER))
    cuts.push(first + match.index + (match[1]?.length ?? 0) + '---'.length);
  return cuts.flatMap((start, position) => {
    const next = cuts[position + 1];
    const piece = text.slice(start, next === undefined ? text.length : next - '---'.length);
    return isBlank(piece) ? [] : [{ start, text: piece }];
  });
}

/** Only comments, directives and white space. */
function isBlank(text: string): boolean {
  const line = /[ \t\r]*(?:[#%][^\n]*)?(?:\n|$)/y;
  while (line.lastIndex < text.length) if (!line.test(text)) return false;
  return true;
}

/** A line that is an action of a Go template: the text is not YAML before it is rendered. */
const TEMPLATE_LINE = /(?<=^|\n)[ \t]*(?:-[ \t]+)?\{\{/;

function parsePiece(piece: Piece, index: LineIndex): Parsed {
  const whole = index.span(piece.start, piece.start);
  try {
    const document = parseDocument<ParsedNode>(piece.text, {
      uniqueKeys: false,
      strict: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
    const error = document.errors[0];
    const template = error ? TEMPLATE_LINE.exec(piece.text) : null;
    if (template) return { tree: null, notes: [templateNote(template, piece, index)] };
    const { tree, notes } = buildTree(document.contents, index, piece.start);
    if (!error) return { tree, notes };
    const usable = tree.kind === 'mapping' && tree.entries.size > 0;
    return { tree: usable ? tree : null, notes: [complaint(error, piece, index), ...notes] };
  } catch {
    return { tree: null, notes: [{ note: 'skipped', what: 'YAML nested too deeply to be read', at: whole }] };
  }
}

function templateNote(line: RegExpExecArray, piece: Piece, index: LineIndex): Note {
  const end = piece.start + line.index + line[0].length;
  return { note: 'unresolved', what: 'a Go template, not rendered', at: index.span(end - '{{'.length, end) };
}

/** Only the code of the error: its message may quote the text, and the text may be a secret. */
function complaint(error: YAMLParseError, piece: Piece, index: LineIndex): Note {
  const [start, end] = error.pos;
  return {
    note: 'skipped',
    what: `YAML does not parse here: ${error.code.toLowerCase().replaceAll('_', ' ')}`,
    at: index.span(piece.start + start, piece.start + Math.max(start, end)),
  };
}

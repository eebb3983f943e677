/**
 * The parser of every language but TypeScript: tree-sitter in WebAssembly, tolerant of errors.
 *
 * The edge calls `startTreeSitter` once, before a session that has such files; a grammar is loaded at the first file of its language.
 * From then on `parseCode` is synchronous: text → plain `CodeTree`, the parser's memory freed at once. A language reader is tables over
 * that tree: `tree.all('call')` is the query, a row of its table makes the fact, `decideMoment` (moment.ts) says when, `flow.ts` what goes
 * where. It is total, and it never resolves or executes what it parses.
 */
import type { Language as Grammar, Parser, TreeCursor } from 'web-tree-sitter';
import type { Note } from '../../model/fact.ts';
import { fileStart } from '../line-index.ts';
import { type CodeNode, type CodeTree, createCodeTree } from './code-tree.ts';
import { GRAMMARS, RUNTIME } from './grammars.ts';
import type { Language, SourceText } from './source.ts';

/** Bytes of a grammar's file or the runtime's; throws where it is not there. */
export type ReadWasm = (of: { readonly package: string; readonly file: string }) => Uint8Array;

interface Engine {
  readonly library: typeof import('web-tree-sitter');
  readonly read: ReadWasm;
  /** null: its grammar could not be loaded. */
  readonly parsers: Map<Language, { readonly parser: Parser; readonly grammar: Grammar } | null>;
}

/** Known to every runtime, though not to the language library this project compiles with. */
declare const WebAssembly: { readonly Module: new (bytes: Uint8Array) => object };

let engine: Engine | null = null;

/** Whether files of this language need `startTreeSitter`. */
export function isTreeSitterLanguage(language: Language): boolean {
  return GRAMMARS.some((grammar) => grammar.language === language);
}

/** Starts the parser (about 10 ms); a second call does nothing. Rejects where `read` cannot find the runtime. */
export async function startTreeSitter(read: ReadWasm): Promise<void> {
  if (engine) return;
  const library = await import('web-tree-sitter');
  await library.Parser.init({ wasmBinary: read(RUNTIME) } as Parameters<typeof library.Parser.init>[0]);
  engine = { library, read, parsers: new Map() };
}

/** No tree: the note says why. */
export interface Parsed {
  readonly tree: CodeTree | null;
  readonly notes: readonly Note[];
}

/** Larger files are data or bundles; minified ones have lines longer than people write (performance notes, "Size guard"). */
const LARGEST = 1024 * 1024;
const MINIFIED = { size: 20_000, lineLength: 400 };
/** Steps a parse may take: one is about 100 operations, and code takes one in 200 characters. */
const STEPS = { least: 2000, charactersPerStep: 10 };
/** Nesting that people write ends at about 60; what lies deeper is left out, so that no walk is deeper than the stack. */
const DEEPEST = 500;

/** Parses a file as far as it can be parsed; no tree: a note says why. */
export function parseCode(source: SourceText): Parsed {
  const { text, language } = source;
  if (text.length > LARGEST) return failed(source, 'larger than 1 MiB');
  if (isMinified(text)) return failed(source, 'minified');
  const ready = parserOf(language);
  if (!ready) return failed(source, `the grammar of ${language} is not loaded`);
  const { parser, grammar } = ready;
  const most = Math.max(STEPS.least, Math.ceil(text.length / STEPS.charactersPerStep));
  let steps = 0;
  const isOver = () => {
    steps += 1;
    return steps > most;
  };
  const parsed = parser.parse(text, null, { progressCallback: isOver });
  if (!parsed) {
    parser.reset();
    return failed(source, 'takes too long to parse');
  }
  const cursor = parsed.walk();
  try {
    return convert(source, cursor, grammar);
  } finally {
    cursor.delete();
    parsed.delete();
  }
}

function failed({ file }: SourceText, what: string): Parsed {
  return { tree: null, notes: [{ note: 'skipped', what, at: fileStart(file) }] };
}

function isMinified(text: string): boolean {
  if (text.length < MINIFIED.size) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return text.length / lines > MINIFIED.lineLength;
}

function parserOf(language: Language) {
  if (!engine) return null;
  const known = engine.parsers.get(language);
  if (known !== undefined) return known;
  const made = makeParser(engine, language);
  engine.parsers.set(language, made);
  return made;
}

function makeParser({ library, read }: Engine, language: Language) {
  const row = GRAMMARS.find((grammar) => grammar.language === language);
  if (!row) return null;
  try {
    const grammar = library.Language.loadSync(new WebAssembly.Module(read(row)));
    return { parser: new library.Parser().setLanguage(grammar), grammar };
  } catch {
    return null;
  }
}

interface Growing extends CodeNode {
  readonly children: Growing[];
}

/** Said to people, not to the machine. */
const LEFT_OUT = new Set(['comment', 'line_comment', 'block_comment', 'multiline_comment']);

/** One pass of the cursor, without recursion. */
function convert(source: SourceText, cursor: TreeCursor, { types, fields }: Grammar): Parsed {
  const byType = new Map<string, CodeNode[]>();
  const root = grow(cursor, null, types, fields);
  const open = [root];
  let cut: CodeNode | null = null;
  let going = cursor.gotoFirstChild();
  while (going) {
    const top = open.at(-1) ?? root;
    if (cursor.nodeIsNamed || cursor.currentFieldId !== 0) {
      const node = grow(cursor, top, types, fields);
      if (!LEFT_OUT.has(node.type)) {
        top.children.push(node);
        keep(byType, node);
        if (cursor.gotoFirstChild()) {
          if (open.push(node) <= DEEPEST) continue;
          cut ??= node;
          open.pop();
          cursor.gotoParent();
        }
      }
    }
    going = cursor.gotoNextSibling();
    while (!going && open.length > 1) {
      cursor.gotoParent();
      open.pop();
      going = cursor.gotoNextSibling();
    }
  }
  const tree = createCodeTree(source, root, byType);
  const what = `nested deeper than ${DEEPEST}: not looked into`;
  return { tree, notes: cut ? [{ note: 'skipped', what, at: tree.span(cut) }] : [] };
}

function grow(
  cursor: TreeCursor,
  parent: Growing | null,
  types: readonly string[],
  fields: readonly (string | null)[],
): Growing {
  return {
    type: types[cursor.nodeTypeId] ?? cursor.nodeType,
    field: fields[cursor.currentFieldId] ?? null,
    start: cursor.startIndex,
    end: cursor.endIndex,
    parent,
    children: [],
  };
}

function keep(byType: Map<string, CodeNode[]>, node: CodeNode): void {
  const known = byType.get(node.type);
  if (known) known.push(node);
  else byType.set(node.type, [node]);
}

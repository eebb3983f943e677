/**
 * A template's text becomes its tree: the blocks between `{{ if }}` and `{{ end }}`, and the definitions in it. A template
 * Go would not parse throws `SyntaxFault` with the offset; nothing is evaluated here.
 */
import type { Body, Conditional, Node, Parsed, Pipeline, Range } from './ast.ts';
import { constant } from './constants.ts';
import { lex, SyntaxFault, type Token } from './lexer.ts';
import { type Cursor, createCursor, MOST_NESTED, parsePipeline } from './pipelines.ts';

interface Parsing {
  readonly source: string;
  readonly cursor: Cursor;
  readonly definitions: Map<string, Body>;
}

/** Parses one template file, or the text given to `tpl`. Throws `SyntaxFault`. */
export function parse(source: string): Parsed {
  const tokens = lex(source);
  const end: Token = { kind: 'end', text: '', start: source.length, end: source.length, apart: false };
  const parsing: Parsing = { source, cursor: createCursor(tokens, end), definitions: new Map() };
  const { body, stop } = parseBody(parsing, 0);
  if (stop.kind !== 'end') throw new SyntaxFault(`{{ ${stop.text} }} that ends nothing`, stop.start);
  return { body, definitions: parsing.definitions };
}

interface Block {
  readonly body: Body;
  /** The `else` or `end` that ended it (its action still open), or the end of the text. */
  readonly stop: Token;
}

function parseBody(parsing: Parsing, depth: number): Block {
  const { cursor } = parsing;
  if (depth > MOST_NESTED) throw new SyntaxFault('blocks nested too deeply', cursor.peek().start);
  const body: Node[] = [];
  for (;;) {
    const token = cursor.take();
    if (token.kind === 'end') return { body, stop: token };
    if (token.kind === 'text') {
      body.push({ kind: 'text', start: token.start, end: token.end });
      continue;
    }
    const word = cursor.peek();
    if (word.kind === 'word' && (word.text === 'end' || word.text === 'else')) return { body, stop: cursor.take() };
    const node = parseAction(parsing, token, depth);
    if (node) body.push(node);
  }
}

type Keyword = (parsing: Parsing, open: Token, depth: number) => Node | null;

const KEYWORDS: ReadonlyMap<string, Keyword> = new Map<string, Keyword>([
  ['if', (parsing, open, depth) => conditional('if', parsing, open, depth)],
  ['with', (parsing, open, depth) => conditional('with', parsing, open, depth)],
  ['range', range],
  ['define', define],
  ['block', block],
  ['template', template],
  ['break', (parsing, open) => control('break', parsing, open)],
  ['continue', (parsing, open) => control('continue', parsing, open)],
]);

/** One action whose `{{` is taken; null for a definition, which prints nothing. */
function parseAction(parsing: Parsing, open: Token, depth: number): Node | null {
  const { cursor } = parsing;
  const word = cursor.peek();
  const keyword = word.kind === 'word' ? KEYWORDS.get(word.text) : undefined;
  if (keyword) {
    cursor.take();
    return keyword(parsing, open, depth);
  }
  const pipeline = parsePipeline(cursor);
  return { kind: 'action', start: open.start, end: cursor.expect('close').end, pipeline };
}

function conditional(kind: 'if' | 'with', parsing: Parsing, open: Token, depth: number): Conditional {
  const { cursor, source } = parsing;
  const pipeline = parsePipeline(cursor);
  const { end } = cursor.expect('close');
  const inline = source.slice(source.lastIndexOf('\n', open.start) + 1, open.start).trim() !== '';
  return { kind, start: open.start, end, pipeline, inline, ...branches(parsing, depth) };
}

function range(parsing: Parsing, open: Token, depth: number): Range {
  const pipeline = parsePipeline(parsing.cursor);
  const { end } = parsing.cursor.expect('close');
  return { kind: 'range', start: open.start, end, pipeline, ...branches(parsing, depth) };
}

/** The body and what follows `else`; `else if` and `else with` are a block of their own in it that shares the `end`. */
function branches(parsing: Parsing, depth: number): { readonly body: Body; readonly otherwise: Body } {
  const { cursor } = parsing;
  const { body, stop } = parseBody(parsing, depth + 1);
  if (stop.kind === 'end') throw new SyntaxFault('a block that does not end', stop.start);
  if (stop.text === 'end') {
    cursor.expect('close');
    return { body, otherwise: [] };
  }
  const next = cursor.peek();
  if (next.kind === 'word' && (next.text === 'if' || next.text === 'with')) {
    cursor.take();
    return { body, otherwise: [conditional(next.text, parsing, stop, depth + 1)] };
  }
  cursor.expect('close');
  const otherwise = parseBody(parsing, depth + 1);
  closeBlock(parsing, otherwise.stop);
  return { body, otherwise: otherwise.body };
}

function closeBlock({ cursor }: Parsing, stop: Token): void {
  if (stop.text !== 'end') throw new SyntaxFault('a block that does not end', stop.start);
  cursor.expect('close');
}

function nameOf({ cursor }: Parsing): string {
  const token = cursor.take();
  if (token.kind !== 'string' && token.kind !== 'raw') throw new SyntaxFault('a template without a name', token.start);
  const value = constant(token);
  return value.kind === 'string' ? value.text : '';
}

function define(parsing: Parsing, _open: Token, depth: number): null {
  const name = nameOf(parsing);
  parsing.cursor.expect('close');
  const { body, stop } = parseBody(parsing, depth + 1);
  closeBlock(parsing, stop);
  addDefinition(parsing, name, body);
  return null;
}

/** Only white space: such a definition does not replace an earlier one (parse.IsEmptyTree). */
export function isBlank(body: Body, source: string): boolean {
  return body.every((node) => node.kind === 'text' && source.slice(node.start, node.end).trim() === '');
}

function addDefinition({ definitions, source }: Parsing, name: string, body: Body): void {
  if (!definitions.has(name) || !isBlank(body, source)) definitions.set(name, body);
}

function block(parsing: Parsing, open: Token, depth: number): Node {
  const name = nameOf(parsing);
  const pipeline = parsePipeline(parsing.cursor);
  const { end } = parsing.cursor.expect('close');
  const { body, stop } = parseBody(parsing, depth + 1);
  closeBlock(parsing, stop);
  addDefinition(parsing, name, body);
  return { kind: 'template', start: open.start, end, name, pipeline };
}

function template(parsing: Parsing, open: Token): Node {
  const name = nameOf(parsing);
  const pipeline: Pipeline | null = parsing.cursor.peek().kind === 'close' ? null : parsePipeline(parsing.cursor);
  return { kind: 'template', start: open.start, end: parsing.cursor.expect('close').end, name, pipeline };
}

function control(kind: 'break' | 'continue', { cursor }: Parsing, open: Token): Node {
  return { kind, start: open.start, end: cursor.expect('close').end };
}

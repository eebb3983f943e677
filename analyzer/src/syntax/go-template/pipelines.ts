/** The expressions of an action: pipelines of commands of operands. It reads tokens from a cursor and never evaluates. */
import type { Command, Operand, Pipeline, Term } from './ast.ts';
import { constant } from './constants.ts';
import { SyntaxFault, type Token, type TokenKind } from './lexer.ts';
import { bool } from './trace.ts';

/** Parentheses and blocks inside each other. */
export const MOST_NESTED = 100;

export interface Cursor {
  /** The next token, not taken. */
  peek(ahead?: number): Token;
  take(): Token;
  /** Takes a token of this kind. Throws `SyntaxFault` on any other. */
  expect(kind: TokenKind): Token;
}

export function createCursor(tokens: readonly Token[], end: Token): Cursor {
  let position = 0;
  const peek = (ahead = 0) => tokens[position + ahead] ?? end;
  const take = () => tokens[position++] ?? end;
  return {
    peek,
    take,
    expect(kind) {
      const token = take();
      if (token.kind !== kind)
        throw new SyntaxFault(`a template that does not parse: no ${kind} where one is due`, token.start);
      return token;
    },
  };
}

/** A pipeline up to the end of its action or parenthesis, which is not taken. */
export function parsePipeline(cursor: Cursor, depth = 0): Pipeline {
  const { start } = cursor.peek();
  if (depth > MOST_NESTED) throw new SyntaxFault('parentheses nested too deeply', start);
  const { variables, assigns } = parseVariables(cursor);
  const commands: Command[] = [parseCommand(cursor, depth)];
  while (cursor.peek().kind === '|') {
    cursor.take();
    commands.push(parseCommand(cursor, depth));
  }
  return { start, end: cursor.peek().start, variables, assigns, commands };
}

function parseVariables(cursor: Cursor): Pick<Pipeline, 'variables' | 'assigns'> {
  if (cursor.peek().kind !== 'variable') return { variables: [], assigns: false };
  const pair = cursor.peek(1).kind === ',' && cursor.peek(2).kind === 'variable';
  const sign = cursor.peek(pair ? 3 : 1).kind;
  if (sign !== ':=' && sign !== '=') return { variables: [], assigns: false };
  const variables = [cursor.take().text.slice(1)];
  if (pair) {
    cursor.take();
    variables.push(cursor.take().text.slice(1));
  }
  cursor.take();
  return { variables, assigns: sign === '=' };
}

function parseCommand(cursor: Cursor, depth: number): Command {
  const first = parseOperand(cursor, depth);
  const operands: [Operand, ...Operand[]] = [first];
  while (!ENDS_COMMAND.has(cursor.peek().kind)) operands.push(parseOperand(cursor, depth));
  return { start: first.start, end: operands.at(-1)?.end ?? first.end, operands };
}

const ENDS_COMMAND: ReadonlySet<TokenKind> = new Set<TokenKind>(['close', ')', '|', 'end', 'text', 'open']);

function parseOperand(cursor: Cursor, depth: number): Operand {
  const first = cursor.take();
  const fields = first.kind === 'field' ? [first.text.slice(1)] : [];
  const term = parseTerm(first, cursor, depth);
  let { end } = first.kind === '(' ? cursor.peek(-1) : first;
  while (cursor.peek().kind === 'field' && !cursor.peek().apart) {
    const field = cursor.take();
    fields.push(field.text.slice(1));
    end = field.end;
  }
  return { start: first.start, end, term, fields };
}

const WORD_CONSTANTS: ReadonlyMap<string, Term> = new Map<string, Term>([
  ['nil', { kind: 'nil' }],
  ['true', { kind: 'constant', value: bool(true) }],
  ['false', { kind: 'constant', value: bool(false) }],
]);

function parseTerm(token: Token, cursor: Cursor, depth: number): Term {
  switch (token.kind) {
    case 'field':
    case 'dot':
      return { kind: 'dot' };
    case 'variable':
      return { kind: 'variable', name: token.text.slice(1) };
    case 'word':
      return WORD_CONSTANTS.get(token.text) ?? { kind: 'function', name: token.text };
    case 'number':
    case 'string':
    case 'raw':
    case 'char':
      return { kind: 'constant', value: constant(token) };
    case '(': {
      const pipeline = parsePipeline(cursor, depth + 1);
      cursor.expect(')');
      return { kind: 'pipeline', pipeline };
    }
    default:
      throw new SyntaxFault('a template that does not parse: a word is missing', token.start);
  }
}

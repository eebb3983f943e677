/**
 * Template text becomes tokens, as Go's own lexer cuts it (https://go.dev/src/text/template/parse/lex.go): text between actions
 * with its trimming done, and the words of each action with their offsets. It must never look further than the next token needs.
 */
import { GoError } from './failure.ts';

export type TokenKind =
  | 'text'
  | 'open'
  | 'close'
  | 'field'
  | 'variable'
  | 'word'
  | 'number'
  | 'char'
  | 'string'
  | 'raw'
  | 'dot'
  | 'end'
  | '('
  | ')'
  | '|'
  | ','
  | '='
  | ':=';

export interface Token {
  readonly kind: TokenKind;
  /** As written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** White space stands before it. */
  readonly apart: boolean;
}

const SPACE = /[ \t\r\n]/;
const COMMENT = /\{\{(?:-[ \t\r\n]+)?\/\*[\s\S]*?\*\/(?:[ \t\r\n]+-)?\}\}/y;

/** The words of an action, tried in this order. */
const WORDS: readonly (readonly [TokenKind, RegExp])[] = [
  [
    'number',
    /[+-]?(?:0[xX][\da-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?)i?/y,
  ],
  ['field', /\.[\p{L}_][\p{L}\p{Nd}_]*/uy],
  ['dot', /\./y],
  ['variable', /\$(?:[\p{L}_][\p{L}\p{Nd}_]*)?/uy],
  ['word', /[\p{L}_][\p{L}\p{Nd}_]*/uy],
  ['string', /"(?:\\[^\n]|[^"\\\n])*"/y],
  ['raw', /`[^`]*`/y],
  ['char', /'(?:\\[^\n]|[^'\\\n])+'/y],
  [':=', /:=/y],
  ['=', /=/y],
  ['|', /\|/y],
  [',', /,/y],
  ['(', /\(/y],
  [')', /\)/y],
];

/** All tokens, `end` last. Throws `GoError` with the offset in `at` of what no template may hold. */
export function lex(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let position = 0;
  let trimNext = false;
  while (position < source.length) {
    const open = source.indexOf('{{', position);
    const textEnd = open < 0 ? source.length : open;
    const trimmed = open >= 0 && trimsLeft(source, open);
    pushText(tokens, source, position, textEnd, trimNext, trimmed);
    trimNext = false;
    if (open < 0) break;
    COMMENT.lastIndex = open;
    const comment = COMMENT.exec(source);
    if (comment) {
      position = open + comment[0].length;
      trimNext = source.startsWith('-}}', position - 3);
      continue;
    }
    const action = lexAction(tokens, source, open, trimmed ? open + 3 : open + 2);
    position = action.end;
    trimNext = action.trims;
  }
  tokens.push({ kind: 'end', text: '', start: source.length, end: source.length, apart: false });
  return tokens;
}

/** `{{- ` trims the text before it; `{{-3}}` is a number. */
function trimsLeft(source: string, open: number): boolean {
  return source[open + 2] === '-' && SPACE.test(source[open + 3] ?? '');
}

function pushText(tokens: Token[], source: string, from: number, to: number, left: boolean, right: boolean): void {
  let [start, end] = [from, to];
  if (left) while (start < end && SPACE.test(source[start] ?? '')) start += 1;
  if (right) while (end > start && SPACE.test(source[end - 1] ?? '')) end -= 1;
  if (start < end) tokens.push({ kind: 'text', text: source.slice(start, end), start, end, apart: false });
}

interface ActionEnd {
  readonly end: number;
  readonly trims: boolean;
}

function lexAction(tokens: Token[], source: string, open: number, inside: number): ActionEnd {
  tokens.push({ kind: 'open', text: '{{', start: open, end: inside, apart: false });
  let position = inside;
  for (;;) {
    const before = position;
    while (SPACE.test(source[position] ?? '')) position += 1;
    const apart = position > before;
    const trims = apart && source.startsWith('-}}', position);
    if (trims || source.startsWith('}}', position)) {
      const end = position + (trims ? 3 : 2);
      tokens.push({ kind: 'close', text: '}}', start: position, end, apart });
      return { end, trims };
    }
    const token = lexWord(source, position, apart);
    tokens.push(token);
    position = token.end;
  }
}

function lexWord(source: string, start: number, apart: boolean): Token {
  for (const [kind, pattern] of WORDS) {
    pattern.lastIndex = start;
    const match = pattern.exec(source);
    if (match) return { kind, text: match[0], start, end: start + match[0].length, apart };
  }
  throw new SyntaxFault('an action that does not end, or a character no action may hold', start);
}

/** A template Go would refuse to parse, at this offset. */
export class SyntaxFault extends GoError {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

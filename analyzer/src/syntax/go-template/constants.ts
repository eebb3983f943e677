/** Constants of a template, as Go reads them: integers stay integers, characters are their code point. */
import { GoError } from './failure.ts';
import type { Token } from './lexer.ts';
import { float, int, text } from './trace.ts';
import type { Traced } from './types.ts';

const INTEGER = /^([+-]?)(0[xX][\da-fA-F]+|0[bB][01]+|0[oO][0-7]+|0[0-7]+|\d+)$/;

/** The value of a number, text or character token. Throws `GoError` where Go would refuse it. */
export function constant(token: Token): Traced {
  if (token.kind === 'raw') return text(token.text.slice(1, -1).replaceAll('\r', ''));
  if (token.kind === 'string') return text(unquote(token.text.slice(1, -1)));
  if (token.kind === 'char') return int(unquote(token.text.slice(1, -1)).codePointAt(0) ?? 0);
  return number(token.text);
}

function number(written: string): Traced {
  const plain = written.replaceAll('_', '');
  const [, sign, digits] = INTEGER.exec(plain) ?? [];
  if (digits === undefined) {
    const value = Number(plain);
    if (Number.isNaN(value)) throw new GoError('a number Go does not know');
    // An integer in another coat (1e3) is an integer where one is wanted; Go's constants are both.
    return float(value);
  }
  const octal = /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits;
  return int(Number(octal) * (sign === '-' ? -1 : 1));
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const ESCAPE = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{3})|(.))/gs;

/** Undoes the escapes of an interpreted string or a character (https://go.dev/ref/spec#String_literals). */
export function unquote(written: string): string {
  return written.replace(ESCAPE, (_, byte, short, long, octal, letter) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    if (letter !== undefined) return ESCAPES[letter] ?? letter;
    const code = Number.parseInt(byte ?? short ?? long, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
  });
}

/** `printf` (https://pkg.go.dev/fmt#hdr-Printing): every verb and mistake looks as Go makes it look, and text keeps its pieces. */
import { goType, quoted, show } from './format.ts';
import { plainDigits, showFloat, showInteger } from './numbers.ts';
import { fromPieces, piece, piecesOf } from './pieces.ts';
import type { Numeric, Piece, Text, Traced } from './types.ts';
import { sortedEntries } from './values.ts';

const DIRECTIVE = /%([-+# 0]*)(\*|\d+)?(?:\.(\*|\d*))?(?:\[(\d+)\])?(\S|$)/gu;
/** The widest field: beyond it Go says `%!(BADWIDTH)`. */
const MOST_WIDTH = 10_000;

interface Directive {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | null;
  readonly verb: string;
}

/** `fmt.Sprintf`. */
export function printf(format: Text, args: readonly Traced[]): Text {
  const pieces: Piece[] = [];
  const { text } = format;
  let [position, next, reordered] = [0, 0, false];
  const literal = (part: string) => part !== '' && pieces.push(piece(part, format.via));
  for (const match of text.matchAll(DIRECTIVE)) {
    literal(text.slice(position, match.index));
    position = match.index + match[0].length;
    const [, flags = '', width, precision, index, verb = ''] = match;
    if (verb === '%') {
      literal('%');
      continue;
    }
    const count = (written: string | undefined) => (written === '*' ? numberOf(args[next++]) : Number(written ?? 0));
    const wide = Math.min(count(width), MOST_WIDTH);
    if (index !== undefined) [next, reordered] = [Number(index) - 1, true];
    const exact = precision === undefined ? null : Math.min(count(precision), MOST_WIDTH);
    pieces.push(...formatOne({ flags, width: wide, precision: exact, verb }, args[next]));
    if (verb !== '') next += 1;
  }
  literal(text.slice(position));
  if (next < args.length && !reordered) pieces.push(piece(extra(args.slice(next))));
  return fromPieces(pieces);
}

function numberOf(value: Traced | undefined): number {
  return value?.kind === 'number' ? value.value : 0;
}

function extra(args: readonly Traced[]): string {
  return `%!(EXTRA ${args.map((arg) => (arg.kind === 'nil' ? '<nil>' : `${goType(arg)}=${show(arg)}`)).join(', ')})`;
}

function formatOne(directive: Directive, value: Traced | undefined): readonly Piece[] {
  const { flags, width, precision, verb } = directive;
  if (verb === '') return [piece('%!(NOVERB)')];
  if (value === undefined) return [piece(`%!${verb}(MISSING)`)];
  if ((verb === 's' || verb === 'v') && value.kind === 'string' && precision === null && !flags.includes('#')) {
    const pad = width > value.text.length ? ' '.repeat(width - value.text.length) : '';
    const pieces = piecesOf(value);
    if (pad === '') return pieces;
    return flags.includes('-') ? [...pieces, piece(pad)] : [piece(pad), ...pieces];
  }
  return [piece(padded(formatValue(directive, value), directive, value), value.via)];
}

function padded(text: string, { flags, width }: Directive, value: Traced): string {
  if (flags.includes('-')) return text.padEnd(width);
  if (!flags.includes('0') || value.kind !== 'number') return text.padStart(width);
  const sign = /^[+-]/.exec(text)?.[0] ?? '';
  return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}

/** One value by one verb; what the verb cannot print looks as Go makes it look: `%!d(string=…)`. */
function formatValue(directive: Directive, value: Traced): string {
  const { verb, precision } = directive;
  if (verb === 'T') return value.kind === 'nil' ? '<nil>' : goType(value);
  if (verb === 'v') return directive.flags.includes('#') ? goSyntax(value) : signed(show(value), directive, value);
  if (value.kind === 'list') return `[${value.items.map((item) => formatNested(directive, item)).join(' ')}]`;
  if (value.kind === 'map') {
    const entries = sortedEntries(value).map(([key, entry]) => {
      const name = formatText(verb, key, precision) ?? `%!${verb}(string=${key})`;
      return `${name}:${formatNested(directive, entry.value)}`;
    });
    return `map[${entries.join(' ')}]`;
  }
  if (value.kind === 'nil') return `%!${verb}(<nil>)`;
  if (value.kind === 'object') return value.text ?? formatValue(directive, value.inner);
  const text = value.kind === 'string' ? formatText(verb, value.text, precision) : null;
  const number = value.kind === 'number' ? formatNumber(directive, value) : null;
  const truth = value.kind === 'bool' && verb === 't' ? String(value.value) : null;
  return text ?? number ?? truth ?? `%!${verb}(${goType(value)}=${show(value)})`;
}

/** Inside a list or a map nothing is `<nil>`, whatever the verb. */
function formatNested(directive: Directive, value: Traced): string {
  return value.kind === 'nil' ? '<nil>' : formatValue(directive, value);
}

function formatText(verb: string, text: string, precision: number | null): string | null {
  const cut = precision === null ? text : [...text].slice(0, precision).join('');
  if (verb === 's') return cut;
  if (verb === 'q') return quoted(cut);
  if (verb === 'x' || verb === 'X') return hex(cut, verb === 'X');
  return null;
}

function hex(text: string, upper: boolean): string {
  const bytes = [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return upper ? bytes.toUpperCase() : bytes;
}

const RADIX: Readonly<Record<string, number>> = { b: 2, o: 8, d: 10, x: 16, X: 16 };

function formatNumber(directive: Directive, { type, value }: Numeric): string | null {
  const { verb, precision } = directive;
  if (type === 'float64') {
    const text = formatFloat(verb, value, precision);
    return text === null ? null : withSign(text, directive.flags);
  }
  if (verb === 'c') return String.fromCodePoint(value >= 0 && value <= 0x10ffff ? value : 0xfffd);
  if (verb === 'q') return `'${String.fromCodePoint(value >= 0 && value <= 0x10ffff ? value : 0xfffd)}'`;
  if (verb === 'U') return `U+${value.toString(16).toUpperCase().padStart(4, '0')}`;
  const radix = RADIX[verb];
  if (radix === undefined) return null;
  const plain = radix === 10 ? showInteger(value) : value.toString(radix);
  const digits = plain.replace(/\d.*/, (all) => all.padStart(precision ?? 0, '0'));
  return withSign(verb === 'X' ? digits.toUpperCase() : digits, directive.flags);
}

function formatFloat(verb: string, value: number, precision: number | null): string | null {
  const places = Math.min(precision ?? 6, 100);
  if (verb === 'f' || verb === 'F')
    return precision === null && Math.abs(value) >= 1e21 ? `${plainDigits(value)}.000000` : value.toFixed(places);
  if (verb === 'e' || verb === 'E') {
    const text = value.toExponential(places).replace(/e([+-])(\d)$/, 'e$10$2');
    return verb === 'E' ? text.toUpperCase() : text;
  }
  if (verb === 'g' || verb === 'G') {
    const text =
      precision === null
        ? showFloat(value)
        : showFloat(Number(value.toPrecision(Math.max(1, places))), Math.max(1, places));
    return verb === 'G' ? text.toUpperCase() : text;
  }
  return null;
}

function signed(text: string, { flags }: Directive, value: Traced): string {
  return value.kind === 'number' ? withSign(text, flags) : text;
}

function withSign(text: string, flags: string): string {
  if (text.startsWith('-') || text.startsWith('+')) return text;
  if (flags.includes('+')) return `+${text}`;
  return flags.includes(' ') ? ` ${text}` : text;
}

/** `%#v`, as far as charts have it. */
function goSyntax(value: Traced): string {
  return value.kind === 'string' ? quoted(value.text) : show(value);
}

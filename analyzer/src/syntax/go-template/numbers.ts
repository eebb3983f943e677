/** Numbers as Go prints and reads them: a `float64` of a million is `1e+06`, and that is what charts must live with. */
import type { Numeric, Traced } from './types.ts';

/** A number as `%v` prints it. */
export function showNumber({ type, value }: Pick<Numeric, 'type' | 'value'>): string {
  return type === 'float64' ? showFloat(value) : showInteger(value);
}

/** Exact, without exponent, whatever its size. */
export function showInteger(value: number): string {
  return Number.isSafeInteger(value) ? String(value) : Number.isFinite(value) ? BigInt(value).toString() : '0';
}

/** `%v` of a float64: the shortest digits, with an exponent below 1e-4 and from ten to the power of `from` on (strconv, format `g`). */
export function showFloat(value: number, from = 6): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < from) return plainDigits(value);
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

/** Shortest digits without an exponent. */
export function plainDigits(value: number): string {
  const written = String(value);
  const [, sign = '', whole = '', fraction = '', exponent] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(written) ?? [];
  if (exponent === undefined) return written;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return sign + digits.padEnd(point, '0');
}

/** As JSON: no exponent between 1e-6 and 1e21 (encoding/json). */
export function jsonNumber({ type, value }: Numeric): string {
  if (type !== 'float64') return showInteger(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-6 || size >= 1e21))
    return showFloat(value, Number.NEGATIVE_INFINITY).replace(/e-0(\d)$/, 'e-$1');
  return Number.isFinite(value) ? plainDigits(value) : '0';
}

/** Any value as `float64` (cast.ToFloat64): what is no number is 0. */
export function toFloat(value: Traced | undefined): number {
  if (value?.kind === 'number') return value.value;
  if (value?.kind === 'bool') return value.value ? 1 : 0;
  if (value?.kind !== 'string' || !/^[+-]?(?:\d|\.\d)/.test(value.text)) return 0;
  const number = Number(value.text);
  return Number.isNaN(number) ? 0 : number;
}

/** Any value as `int64` (cast.ToInt64): fractions are cut, what is no number is 0, `010` is octal. */
export function toInteger(value: Traced | undefined): number {
  if (value?.kind !== 'string') return Math.trunc(toFloat(value)) + 0;
  const [, sign, digits = ''] =
    /^([+-]?)(0[xX][\da-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|[1-9]\d*|0)(?:\.0*)?$/.exec(value.text) ?? [];
  if (digits === '') return 0;
  const number = Number(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
  return sign === '-' && number !== 0 ? -number : number;
}

/** Durations as code writes them, in seconds: one row a spelling. What is computed stays unknown; it never guesses a unit. */
import type { Seconds } from '../../model/duration.ts';
import { numberOf } from './call-rows.ts';

const UNITS: Readonly<Record<string, Seconds>> = {
  ns: 1e-9,
  us: 1e-6,
  ms: 1e-3,
  milli: 1e-3,
  s: 1,
  sec: 1,
  second: 1,
  m: 60,
  min: 60,
  mins: 60,
  minute: 60,
  h: 3600,
  hour: 3600,
  d: 86_400,
  day: 86_400,
};

function unitOf(written: string): Seconds | null {
  const unit = written.toLowerCase();
  return UNITS[unit] ?? UNITS[unit.replace(/s$/, '')] ?? (unit.startsWith('milli') ? 1e-3 : null);
}

/** Number and unit, in the order of the groups `number` and `unit`. */
const SPELLINGS: readonly RegExp[] = [
  // Go: `30 * time.Minute`, `time.Duration(5) * time.Second`, `time.Hour`.
  /^(?:(?:time\.Duration\()?(?<number>[\d_ *]+?)\)?\s*\*\s*)?time\.(?<unit>Millisecond|Second|Minute|Hour)$/,
  /^time\.(?<unit>Millisecond|Second|Minute|Hour)\s*\*\s*(?<number>[\d_]+)$/,
  // Java, C#, Rust: `Duration.ofMinutes(5)`, `TimeSpan.FromMinutes(5)`, `Duration::from_secs(30 * 60)`.
  /^(?:\w+(?:\.|::))*(?:Duration|TimeSpan)(?:\.|::)(?:of|From|from_)(?<unit>[A-Za-z]+)\((?<number>[\d_ *.]+)[LlfFd]?\)$/,
  // Java: `TimeUnit.MINUTES.toMillis(5)`, `5, TimeUnit.MINUTES`.
  /^TimeUnit\.(?<unit>[A-Z]+)\.to\w+\((?<number>[\d_ *]+)L?\)$/,
  /^(?<number>[\d_ *]+)L?,\s*(?:TimeUnit\.)?(?<unit>[A-Z]+)$/,
  // Kotlin: `5.minutes`.
  /^(?<number>[\d_]+)\.(?<unit>seconds|minutes|hours|days|milliseconds)$/,
  // Text: `30m`, `1800s`, `PT30M`.
  /^["'`]?(?:PT)?(?<number>\d+)(?<unit>ms|[smhd]|[SMHD])["'`]?$/,
];

/** Seconds of a duration as written; a bare number is in seconds times `bare`, null: such a number tells nothing. */
export function durationOf(written: string, bare: Seconds | null = null): Seconds | null {
  const text = written.trim();
  for (const spelling of SPELLINGS) {
    const { number = '1', unit = '' } = spelling.exec(text)?.groups ?? {};
    const factor = unit === '' ? null : unitOf(unit);
    const count = factor === null ? null : numberOf(number.trim());
    if (factor !== null && count !== null) return count * factor;
  }
  const number = bare === null ? null : numberOf(text.replace(/["']/g, '').replace(/[LlfF]$/, ''));
  return number === null || bare === null ? null : number * bare;
}

/**
 * Which places hold equal values, told as numbers. Facts only say where a value stands; here the text at those places is
 * compared, after the cache, and what was compared is dropped at once. Nothing of a value, nor of a digest, goes out.
 */
import type { Fact, UnitFacts, ValueSeen } from '../model/fact.ts';
import { compareSpans, type Span } from '../model/place.ts';

/** Class numbers by place (`file:line:column` of `valueAt`); only values that stand in at least two places. */
export type ValueClasses = ReadonlyMap<string, number>;

/** Shorter values meet by chance (design, section 4). Characters. */
const SHORTEST = 12;

/** A rendered value stands where its template does: two equal templates say nothing about what fills them. */
const TEMPLATE = /\{\{|\$\{/;

/** The key of a place in `ValueClasses`. */
export function placeKey(span: Span): string {
  return `${span.file}:${span.line}:${span.column}`;
}

/**
 * Numbers the values that stand in several places, from 1, by their first place. `digest` keeps values apart under a key of
 * this process; the numbers do not depend on it.
 */
export function classifyValues(
  units: readonly UnitFacts[],
  textOf: (file: string) => string | null,
  digest: (value: string) => string,
): ValueClasses {
  return classify(placesOf(units, LONG), SHORTEST, textOf, digest);
}

/**
 * The same for passwords of any length, among connection strings that name their host and the values a password may equal: only
 * together with the host do they say anything (design, section 4, a string that contains the other).
 */
export function classifyPasswords(
  units: readonly UnitFacts[],
  textOf: (file: string) => string | null,
  digest: (value: string) => string,
): ValueClasses {
  const places = placesOf(units, WRITTEN);
  const strings = new Set(
    places.flatMap(({ seen }) => (isAddressed(seen) && seen.valueAt ? placeKey(seen.valueAt) : [])),
  );
  if (strings.size === 0) return new Map();
  const classes = classify(places, 1, textOf, digest);
  const told = new Set([...classes].flatMap(([place, number]) => (strings.has(place) ? number : [])));
  return new Map([...classes].filter(([, number]) => told.has(number)));
}

function isAddressed({ form, host }: ValueSeen): boolean {
  return form === 'connection-string' && host !== null;
}

const LONG: ReadonlySet<ValueSeen['state']> = new Set(['value']);
const WRITTEN: ReadonlySet<ValueSeen['state']> = new Set(['value', 'weak-default']);

interface ValuePlace {
  readonly at: Span;
  readonly seen: ValueSeen;
}

function classify(
  places: readonly ValuePlace[],
  shortest: number,
  textOf: (file: string) => string | null,
  digest: (value: string) => string,
): ValueClasses {
  const byValue = new Map<string, Span[]>();
  const sliceOf = slicer(textOf);
  for (const { at, seen } of places) {
    const value = decode(sliceOf(at), seen.encoding);
    if (value.length < shortest || TEMPLATE.test(value)) continue;
    const name = digest(value);
    const known = byValue.get(name);
    if (known) known.push(at);
    else byValue.set(name, [at]);
  }
  const classes = [...byValue.values()].filter((equal) => equal.length > 1);
  const firsts = classes.map((equal) => equal.sort(compareSpans)).sort(compareFirst);
  return new Map(firsts.flatMap((equal, index) => equal.map((place) => [placeKey(place), index + 1] as const)));
}

function compareFirst(a: readonly Span[], b: readonly Span[]): number {
  return a[0] && b[0] ? compareSpans(a[0], b[0]) : 0;
}

/** Each place once, however many units tell of it. */
function placesOf(units: readonly UnitFacts[], states: ReadonlySet<ValueSeen['state']>): readonly ValuePlace[] {
  const places = new Map<string, ValuePlace>();
  for (const unit of units)
    for (const fact of unit.facts) {
      const seen = valueIn(fact);
      if (seen?.valueAt && states.has(seen.state)) places.set(placeKey(seen.valueAt), { at: seen.valueAt, seen });
    }
  return [...places.values()];
}

function valueIn(fact: Fact): ValueSeen | null {
  return fact.fact === 'carrier' || fact.fact === 'delivery' ? fact.value : null;
}

/** Cuts spans out of texts; the lines of a file are counted once. Empty where the text no longer has such a place. */
function slicer(textOf: (file: string) => string | null): (span: Span) => string {
  const known = new Map<string, { readonly text: string; readonly starts: readonly number[] }>();
  return (span) => {
    let file = known.get(span.file);
    if (!file) {
      const text = textOf(span.file) ?? '';
      file = { text, starts: lineStarts(text) };
      known.set(span.file, file);
    }
    const start = file.starts[span.line - 1];
    const end = file.starts[span.endLine - 1];
    if (start === undefined || end === undefined) return '';
    return file.text.slice(start + span.column - 1, end + span.endColumn - 1);
  };
}

/** Offsets of the lines as the line index counts them: a byte order mark takes no column, `\r` alone ends a line. */
function lineStarts(text: string): readonly number[] {
  const starts = [text.startsWith('\uFEFF') ? 1 : 0];
  for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) starts.push(index + end.length);
  return starts;
}

const DECODE: Readonly<Record<ValueSeen['encoding'], (text: string) => string>> = {
  plain: (text) => text,
  base64: fromBase64,
  percent: fromPercent,
};

/** The value as whoever presents it has it: unquoted, decoded, without the indentation and the last line end of a block. */
function decode(written: string, encoding: ValueSeen['encoding']): string {
  const bare = written.trim().replace(/^(["'])(.*)\1$/s, '$2');
  return DECODE[encoding](bare.replace(/\r?\n[ \t]*/g, '\n')).replace(/[\r\n]+$/, '');
}

/** Bytes that are no text stay as written: they can still equal each other. */
function fromBase64(text: string): string {
  const compact = text.replace(/\s+/g, '');
  if (!/^[\w+/-]+={0,2}$/.test(compact)) return compact;
  const decoded = Buffer.from(compact, 'base64').toString('utf8');
  return decoded.includes('\uFFFD') ? compact : decoded;
}

function fromPercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

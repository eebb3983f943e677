/**
 * Canaries: values that nothing but a leak can print. The finder knows every form a value may leave in (written out, encoded,
 * digested, cut) and tells only the name of what it found, so that a failing test does not leak either.
 */
import { createHash } from 'node:crypto';

/** A fresh value for every place, random-looking so that it is taken for a real one, with characters that encodings change. */
export function canary(name: string): string {
  const body = createHash('sha256').update(`harbour canary ${name}`).digest('base64').replaceAll(/[+/=]/g, '');
  return `${body.slice(0, 13)}/+~${body.slice(13, 26)}`;
}

export interface Found {
  readonly canary: string;
  readonly form: string;
}

/** Whether a text holds any of the canaries, in any form. */
export function findCanaries(text: string, names: readonly string[]): readonly Found[] {
  return names.flatMap((name) =>
    Object.entries(formsOf(canary(name))).flatMap(([form, spellings]) =>
      spellings.some((spelling) => text.includes(spelling)) ? [{ canary: name, form }] : [],
    ),
  );
}

/** Long enough that no other text holds it by chance. Characters. */
const CUT = 9;

/** Every spelling of a value that would give it, or a way to try guesses against it, away. */
export function formsOf(value: string): Readonly<Record<string, readonly string[]>> {
  return {
    plain: [value],
    start: [value.slice(0, CUT)],
    end: [value.slice(-CUT)],
    'percent-encoded': [encodeURIComponent(value), encodeURIComponent(value).toLowerCase()],
    'JSON-escaped': [JSON.stringify(value).slice(1, -1).replaceAll('/', '\\/')],
    reversed: [[...value].reverse().join('')],
    hex: [Buffer.from(value).toString('hex'), Buffer.from(value).toString('hex').toUpperCase()],
    base64: [0, 1, 2].map((shift) => base64Core(value, shift)),
    'base64 for URLs': [0, 1, 2].map((shift) => base64Core(value, shift).replaceAll('+', '-').replaceAll('/', '_')),
    digest: ['md5', 'sha1', 'sha256', 'sha512'].flatMap((algorithm) => digestsOf(value, algorithm)),
  };
}

/** The characters that stand for the value wherever it starts in a longer encoded text: without those it shares with neighbours. */
function base64Core(value: string, shift: number): string {
  const encoded = Buffer.from('-'.repeat(shift) + value).toString('base64');
  return encoded.slice(shift === 0 ? 0 : 4, -4);
}

/** Whole digests, and the short ones that people cut from them. */
function digestsOf(value: string, algorithm: string): readonly string[] {
  const digest = createHash(algorithm).update(value).digest();
  return [digest.toString('hex').slice(0, 12), digest.toString('base64').slice(0, 12)];
}

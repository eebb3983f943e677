/**
 * What a name says about the value behind it: the rows of `names.yaml`, first match wins. Compares whole words and never
 * looks at a value; where the name does not tell it says so.
 */
import type { NameRow } from './rows.ts';
import type { NameVerdict } from './tables.ts';

/** Names longer than this are judged by their end, where the word that counts stands. */
const LONGEST = 200;
const UNKNOWN: NameVerdict = { is: 'unknown', strength: 'medium', row: 'none' };

interface CompiledRow {
  readonly verdict: NameVerdict;
  readonly words: RegExp | null;
  readonly written: RegExp | null;
  readonly rest: ReadonlySet<NameVerdict['is']>;
}

/** The words of a name, lower case: `tlsCert__KEY-id` → tls, cert, key, id. Letters beyond ASCII are parts of words. */
export function wordsOf(name: string): readonly string[] {
  return name
    .slice(-LONGEST)
    .replace(/([a-z])([A-Z])|(\d)([A-Z][a-z])/g, '$1$3 $2$4')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9\u0080-\uffff]+/)
    .filter((word) => word !== '');
}

/** Makes the judge of one table; compiled at the first question, answers remembered. */
export function createNameJudge(table: {
  readonly qualifiers: readonly string[];
  readonly rows: readonly NameRow[];
}): (name: string) => NameVerdict {
  const answers = new Map<string, NameVerdict>();
  let compiled: readonly CompiledRow[] | null = null;
  const qualifiers = new RegExp(`^(?:${table.qualifiers.join('|')})$`);

  function judge(written: string, words: readonly string[]): NameVerdict {
    compiled ??= table.rows.map(compile);
    const text = withoutQualifiers(words, qualifiers).join(' ');
    if (text === '') return UNKNOWN;
    return compiled.find((row) => matches(row, written, text))?.verdict ?? UNKNOWN;
  }

  function matches(row: CompiledRow, written: string, text: string): boolean {
    if (row.written?.test(written)) return true;
    if (!row.words?.test(text)) return false;
    if (row.rest.size === 0) return true;
    const rest = text.replace(row.words, ' ').trim().split(' ');
    return rest[0] !== '' && row.rest.has(judge(rest.join('_'), rest).is);
  }

  return (name) => {
    const known = answers.get(name);
    if (known) return known;
    if (answers.size > 20_000) answers.clear();
    const verdict = judge(name.slice(-LONGEST), wordsOf(name));
    answers.set(name, verdict);
    return verdict;
  };
}

function withoutQualifiers(words: readonly string[], qualifiers: RegExp): readonly string[] {
  let end = words.length;
  while (end > 1 && qualifiers.test(words[end - 1] ?? '')) end--;
  return words.slice(0, end).map((word, index) => (index === end - 1 ? word.replace(/(?<=[a-z]{4})\d+$/, '') : word));
}

function compile(row: NameRow): CompiledRow {
  const parts = [
    ...row.starts.map((phrase) => `^(?:${phrase})(?= |$)`),
    ...row.contains.map((phrase) => `(?:^| )(?:${phrase})(?= |$)`),
    ...row.ends.map((phrase) => `(?:^| )(?:${phrase})$`),
  ];
  return {
    verdict: { is: row.is, strength: row.strength, row: row.id },
    words: parts.length === 0 ? null : new RegExp(parts.join('|')),
    written: row.pattern === null ? null : new RegExp(`^(?:${row.pattern})$`, 'i'),
    rest: new Set(row.rest),
  };
}

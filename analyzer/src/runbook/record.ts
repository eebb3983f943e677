/** The record of what a runbook was made from, carried inside the runbook, and read back out of a file somebody hands us. */
import type { Plan } from './plan.ts';

export interface RunbookRecord {
  readonly credential: string;
  readonly digest: string;
  readonly facts: Plan['madeFrom']['facts'];
}

const MARK = 'keyturn-runbook:';

/** One line for an HTML comment: no `--`, no angle bracket, whatever the names hold. */
export function recordLine({ credential, madeFrom }: Plan): string {
  const text = JSON.stringify({ credential: credential.id, ...madeFrom });
  return `${MARK} ${text.replace(/[<>&@-]|[^\x20-\x7e]/g, escaped)}`;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** The record in a runbook of any format; null: it has none, or none that can be read. Never throws. */
export function readRecord(text: string): RunbookRecord | null {
  const start = text.trimStart().startsWith('{') ? 0 : text.indexOf(MARK);
  if (start < 0) return null;
  const json = start === 0 && text.trimStart().startsWith('{') ? text : lineAt(text, start + MARK.length);
  try {
    return recordOf(JSON.parse(json));
  } catch {
    // SyntaxError: somebody edited the comment; the caller says so.
    return null;
  }
}

function lineAt(text: string, from: number): string {
  const end = text.indexOf('\n', from);
  return text.slice(from, end < 0 ? text.length : end).replace(/-->\s*$/, '');
}

function recordOf(json: unknown): RunbookRecord | null {
  if (!isObject(json)) return null;
  const made = isObject(json.madeFrom) ? json.madeFrom : json;
  const id = isObject(json.credential) ? json.credential.id : json.credential;
  const { digest, facts } = made;
  if (typeof id !== 'string' || typeof digest !== 'string' || !Array.isArray(facts)) return null;
  const read = facts.flatMap((fact: unknown) =>
    isObject(fact) && typeof fact.about === 'string' && typeof fact.says === 'string'
      ? [{ about: fact.about, says: fact.says }]
      : [],
  );
  return read.length === facts.length ? { credential: id, digest, facts: read } : null;
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

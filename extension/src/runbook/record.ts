/** What a runbook says it was made from: the record that Keyturn leaves in each, read back from a text that anybody may have edited. */

export interface RunbookRecord {
  readonly credential: string;
  /** Of what the plan rests on; equal digests: the plan still holds. */
  readonly digest: string;
  readonly facts: ReadonlyMap<string, string>;
}

const MARK = 'keyturn-runbook:';

/** null: there is none, or none that can be read. Never throws. */
export function readRecord(text: string): RunbookRecord | null {
  const start = text.indexOf(MARK);
  if (start < 0) return null;
  const end = text.indexOf('\n', start);
  const line = text.slice(start + MARK.length, end < 0 ? text.length : end).replace(/-->\s*$/, '');
  try {
    const record: unknown = JSON.parse(line);
    return isRecord(record) ? { ...record, facts: factsOf(record.facts) } : null;
  } catch {
    // SyntaxError: somebody edited the comment.
    return null;
  }
}

/** What is different between two records, as names of what they are about; `credential` is the credential itself. */
export function differences(then: RunbookRecord, now: RunbookRecord): readonly string[] {
  const names = new Set([...then.facts.keys(), ...now.facts.keys()]);
  return [...names].filter((about) => then.facts.get(about) !== now.facts.get(about));
}

interface Read {
  readonly credential: string;
  readonly digest: string;
  readonly facts: readonly unknown[];
}

function isRecord(value: unknown): value is Read {
  if (typeof value !== 'object' || value === null) return false;
  const { credential, digest, facts } = value as Partial<Read>;
  return typeof credential === 'string' && typeof digest === 'string' && Array.isArray(facts);
}

function factsOf(facts: readonly unknown[]): ReadonlyMap<string, string> {
  const read = new Map<string, string>();
  for (const fact of facts as ReadonlyArray<{ readonly about?: unknown; readonly says?: unknown }>)
    if (typeof fact?.about === 'string')
      read.set(fact.about, [read.get(fact.about), String(fact.says)].filter((one) => one !== undefined).join('; '));
  return read;
}

/** One text in every form that it reads in: JSON, table, records, lines. Says whether it was cut; never repeats what it holds. */
import type { Forms } from './contract.ts';
import { readCsv, tableOf, tableOfObjects } from './table.ts';

export interface Formed {
  readonly forms: Partial<Forms>;
  /** Why it is not whole, as a sentence; null: nothing seems to be missing. */
  readonly cut: string | null;
}

/** All forms of a text; none of them where it is neither JSON nor lines. */
export function formsOf(text: string): Formed {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (plain.trim() === '') return { forms: {}, cut: 'the file is empty' };
  return /^\s*[[{]/.test(plain) ? jsonForms(plain) : lineForms(plain);
}

function jsonForms(text: string): Formed {
  const whole = parsed(text);
  if (whole !== undefined) return { forms: withTable(whole), cut: null };
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const each = lines.map(parsed);
  if (lines.length > 1 && each.every((json) => json !== undefined)) return { forms: withTable(each), cut: null };
  return { forms: {}, cut: 'the JSON is not whole: it was cut off, or is no JSON' };
}

function withTable(json: unknown): Partial<Forms> {
  const table = tableOfObjects(json);
  return table === null ? { json } : { json, table };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // SyntaxError, with a piece of the text in its message: it stays here.
    return undefined;
  }
}

/** Records and table are made when somebody asks: a log of a hundred megabytes is neither. */
function lineForms(text: string): Formed {
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  let records: Forms['records'] | null | undefined;
  const read = () => {
    if (records === undefined) records = readCsv(text);
    return records;
  };
  return {
    forms: {
      lines,
      get records() {
        return read() ?? [];
      },
      get table() {
        return tableOf(read() ?? []);
      },
    },
    cut: null,
  };
}

/** A runbook that somebody hands us: reads the record in it, or says in one sentence why there is none. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type RunbookRecord, readRecord } from '../runbook/record.ts';
import { codeOf, UsageError } from './exit.ts';

/** The record in `file`, as typed. */
export function readRunbook(file: string, directory: string): RunbookRecord {
  const record = readRecord(textOf(file, directory));
  if (record === null) throw new UsageError(`${file}: no record of keyturn runbook in it, or one that was edited`);
  return record;
}

function textOf(file: string, directory: string): string {
  try {
    return readFileSync(file === '-' ? 0 : resolve(directory, file), 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${codeOf(error) === 'ENOENT' ? 'no such file' : codeOf(error)}`);
  }
}

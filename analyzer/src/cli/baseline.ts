/**
 * A baseline: findings that are known and not to be told again. One per line, sorted, a digest of rule, credential and consumer with the
 * names behind it; no line numbers and no day, so that two branches rarely touch the same line (detect-secrets#394).
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { escapeTerminal } from '../explain/escape.ts';
import { plural } from '../explain/words.ts';
import { compareText } from '../model/place.ts';
import { identityOf } from '../reports/report.ts';
import type { WireFinding } from '../wire/types.ts';
import { digest } from './digest.ts';
import { codeOf, UsageError } from './exit.ts';

const HEAD = '# keyturn baseline 1: findings that are known; made by keyturn baseline';
const ENTRY = /^([0-9a-f]{32})(?:\s|$)/;
/** Bytes; a larger file is none that this tool wrote. */
const LARGEST = 64 << 20;

/** The text of a baseline that holds these findings. */
export function writeBaseline(findings: readonly WireFinding[]): string {
  const lines = new Set(findings.map(lineOf));
  return `${[HEAD, ...[...lines].sort(compareText)].join('\n')}\n`;
}

function lineOf(finding: WireFinding): string {
  const { rule, credential, consumer, message } = finding;
  const about = [credential, consumer].filter((id) => id !== null);
  return escapeTerminal([digestOf(finding), rule, ...(about.length > 0 ? about : [message])].join(' '));
}

function digestOf(finding: WireFinding): string {
  return digest(identityOf(finding));
}

/** The lines of `baseline` that one of the findings still needs. */
export function pruneBaseline(baseline: string, findings: readonly WireFinding[]): string {
  const needed = new Set(findings.map(digestOf));
  const lines = baseline.split(/\r?\n/).filter((line) => needed.has(ENTRY.exec(line)?.[1] ?? ''));
  return `${[HEAD, ...[...new Set(lines)].sort(compareText)].join('\n')}\n`;
}

/** The text of a baseline file, as typed. */
export function readBaselineText(file: string, directory: string): string {
  try {
    const bytes = readFileSync(file === '-' ? 0 : resolve(directory, file));
    if (bytes.length > LARGEST) throw new UsageError(`${file} is too large for a baseline`);
    const text = bytes.toString('utf8');
    const wrong = text.split(/\r?\n/).findIndex((line) => line !== '' && !line.startsWith('#') && !ENTRY.test(line));
    if (wrong >= 0) throw new UsageError(`${file}:${wrong + 1}: not a line of a baseline`);
    return text;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`cannot read ${file}: ${codeOf(error) === 'ENOENT' ? 'no such file' : codeOf(error)}`);
  }
}

/** Whether a finding is new to the baseline of a file; null: there is none, everything is new. */
export function newTo(file: string | null, directory: string): (finding: WireFinding) => boolean {
  if (file === null) return () => true;
  const known = new Set(
    readBaselineText(file, directory)
      .split(/\r?\n/)
      .map((line) => ENTRY.exec(line)?.[1]),
  );
  return (finding) => !known.has(digestOf(finding));
}

/** What a baseline took away, so that its silence is not taken for a clean folder. */
export function sayLeftOut(count: number): string {
  return `${plural(count, 'known finding')} left out (--baseline)`;
}

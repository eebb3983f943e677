/** What `gate` and `backtest` are given on the command line: a runbook, files of evidence, moments and labels, as one judgement. */
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Judgement, judgeRotation } from '../../evidence/judgement.ts';
import { type Labels, sortBy } from '../../evidence/labels.ts';
import { type EvidenceFile, readEvidence } from '../../evidence/read.ts';
import { type Runbook, readRunbookJson } from '../../evidence/runbook.ts';
import type { Context } from '../contract.ts';
import { codeOf, UsageError } from '../exit.ts';
import { readMoment } from '../moment.ts';

interface Typed {
  readonly evidence: readonly string[];
  readonly published: string | null;
  readonly now: string | null;
  readonly old: readonly string[];
  readonly new: readonly string[];
}

/** A string of Node holds half a gigabyte; evidence of one rotation is far smaller. */
const LARGEST = 256 * 1024 * 1024;

/** The judgement. Fails with one sentence per file that cannot be used: half of the evidence is none. */
export function judged(typed: Typed, file: string, more: readonly string[], { directory }: Context): Judgement {
  const runbook = runbookIn(file, directory);
  const evidence = [...typed.evidence, ...more];
  if (evidence.length === 0) throw new UsageError('--evidence FILE is missing: without evidence nothing can be judged');
  const labels: Labels = { old: typed.old, new: typed.new };
  const declared = readMoment('published', typed.published);
  const at = declared ?? startOf(runbook);
  const files = evidence.map((name) => evidenceFile(name, directory));
  const read = readEvidence(files, runbook, sortBy(labels));
  if (read.refused.length > 0) throw new UsageError(read.refused.map((one) => `${one.file}: ${one.says}`).join('\n'));
  return judgeRotation(runbook, read, {
    published: { at, declared: declared !== null },
    now: readMoment('now', typed.now),
    labels,
  });
}

function runbookIn(file: string, directory: string): Runbook {
  const { runbook, problem } = readRunbookJson(textOf(file, directory));
  if (runbook === null) throw new UsageError(`${file}: ${problem}`);
  return runbook;
}

function startOf({ start }: Runbook): number {
  if (start === null) throw new UsageError('--published TIME is missing: the runbook was planned without a start');
  const moment = Date.parse(start) / 1000;
  if (Number.isFinite(moment)) return moment;
  throw new UsageError('the start of the runbook is no time: it was edited');
}

function evidenceFile(typed: string, directory: string): EvidenceFile {
  const [, cluster, rest] = /^([^=/]+)=(.+)$/.exec(typed) ?? [];
  const named = cluster !== undefined && rest !== undefined && !exists(typed, directory);
  const file = named ? rest : typed;
  return { file, cluster: named ? cluster : null, text: textOf(file, directory) };
}

function exists(file: string, directory: string): boolean {
  return statSync(resolve(directory, file), { throwIfNoEntry: false }) !== undefined;
}

function textOf(file: string, directory: string): string {
  try {
    if (file === '-') return readFileSync(0, 'utf8');
    const found = statSync(resolve(directory, file));
    if (!found.isFile()) throw new UsageError(`${file} is not a file`);
    if (found.size > LARGEST)
      throw new UsageError(`${file} is larger than 256 MiB: export the time since publication only`);
    return readFileSync(resolve(directory, file), 'utf8');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`cannot read ${file}: ${codeOf(error) === 'ENOENT' ? 'no such file' : codeOf(error)}`);
  }
}

/**
 * Reviews the last commits of a repository's first-parent history, one after the other, and prints what each review says: how often it is
 * silent, and every sentence to be judged by a person. Nothing is checked out.
 * Usage: node test/bench/review-history.mjs REPOSITORY [COMMITS] [--json FILE]
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import {
  compareInventories,
  openAnalysis,
  openCommitTrees,
  openWorkspace,
  toWire,
} from '../../analyzer/dist/index.mjs';

const [repository, count = '200', option, file] = process.argv.slice(2);
if (repository === undefined) throw new Error('which repository?');
const git = (...args) => execFileSync('git', ['-C', repository, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });

/** Facts by content, for the life of the run. */
function remember() {
  const facts = new Map();
  const nameOf = (parts) => createHash('sha256').update(JSON.stringify(parts)).digest('base64');
  return { get: (parts) => facts.get(nameOf(parts)) ?? null, set: (parts, value) => facts.set(nameOf(parts), value) };
}

const workspace = openWorkspace(repository).value;
const trees = openCommitTrees(workspace.git, workspace.root, workspace.source.root);
const facts = remember();
const inventoryAt = async (commit) =>
  toWire((await openAnalysis(trees.at(commit), { cacheFor: null, facts })).inventory());

const commits = git('rev-list', '--first-parent', `--max-count=${Number(count) + 1}`, 'HEAD')
  .trim()
  .split('\n')
  .reverse();
const spoken = [];
const milliseconds = [];
let before = await inventoryAt(commits[0]);
for (const commit of commits.slice(1)) {
  const started = performance.now();
  const after = await inventoryAt(commit);
  const { changes, improvements } = compareInventories(before, after);
  milliseconds.push(performance.now() - started);
  before = after;
  if (changes.length === 0) continue;
  const subject = git('show', '--no-patch', '--format=%h %s', commit).trim();
  spoken.push({
    subject,
    changes: changes.map(({ severity, rule, message, place }) => ({
      severity,
      rule,
      message,
      place: `${place.file}:${place.line}`,
    })),
    improvements,
  });
}

const reviewed = commits.length - 1;
for (const { subject, changes, improvements } of spoken) {
  process.stdout.write(`\n${subject}\n`);
  for (const { severity, rule, message, place } of changes)
    process.stdout.write(`  ${severity} ${rule}: ${message} (${place})\n`);
  if (improvements.length > 0) process.stdout.write(`  better: ${improvements.join('; ')}\n`);
}
const sentences = spoken.reduce((sum, { changes }) => sum + changes.length, 0);
const median = milliseconds.toSorted((a, b) => a - b)[Math.floor(milliseconds.length / 2)] ?? 0;
process.stdout.write(
  `\n${reviewed} reviews, ${reviewed - spoken.length} silent (${Math.round((100 * (reviewed - spoken.length)) / reviewed)} %), ${sentences} sentences, median ${Math.round(median)} ms\n`,
);
if (option === '--json' && file !== undefined)
  writeFileSync(file, `${JSON.stringify({ reviewed, spoken }, null, 2)}\n`);

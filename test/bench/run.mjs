/**
 * Measures `keyturn scan` against the node floor, in processor time, each run a process of its own, the kinds taking turns so
 * that a busy machine is busy for all of them. It prints; it never passes or fails.
 * Usage: node test/bench/run.mjs [TREE] [--runs N] [--json]
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { floor } from './floor.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const KEYTURN = here('../../analyzer/bin/keyturn.mjs');
const REPORT = new URL('report.mjs', import.meta.url).href;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '7' }, json: { type: 'boolean', default: false } },
});
const runs = Math.max(5, Number.parseInt(values.runs, 10) || 0);
// npm runs scripts in the repository; a path is meant from where it was typed.
const tree = positionals[0] ? resolve(process.env.INIT_CWD ?? '.', positionals[0]) : defaultTree();
if (!existsSync(here('../../analyzer/dist/cli.mjs'))) fail('keyturn is not built yet: run `npm run build`');
if (!existsSync(tree)) fail(`no such folder: ${tree}`);

const scratch = mkdtempSync(join(tmpdir(), 'keyturn-bench-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

/** What is measured, in the order in which the kinds take turns. */
const KINDS = {
  node: ['-e', '0'],
  floor: [here('floor.mjs'), tree],
  cold: [KEYTURN, 'scan', tree, '--format', 'json', '--fail-on', 'never', '--no-cache'],
  edited: [KEYTURN, 'scan', tree, '--format', 'json', '--fail-on', 'never'],
  warm: [KEYTURN, 'scan', tree, '--format', 'json', '--fail-on', 'never'],
};

measure('warm'); // Fills the cache, and the page cache for all.
const samples = Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, []]));
for (let run = 0; run < runs; run += 1) for (const kind of Object.keys(KINDS)) samples[kind].push(measure(kind));

const result = summarise(samples);
process.stdout.write(values.json ? `${JSON.stringify(result, null, 2)}\n` : table(result));

/** One run of one kind: seconds of processor time, peak memory in MB, wall seconds. */
function measure(kind) {
  const report = join(scratch, 'report.json');
  rmSync(report, { force: true });
  // An edit costs the last answer and the facts of one file. The tree is not ours to edit: the answer alone is taken away.
  if (kind === 'edited') forgetAnswers();
  const started = process.hrtime.bigint();
  const ran = spawnSync(process.execPath, ['--import', REPORT, ...KINDS[kind]], {
    env: { ...process.env, KEYTURN_BENCH_REPORT: report, KEYTURN_CACHE: join(scratch, 'cache') },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const wall = Number(process.hrtime.bigint() - started) / 1e9;
  if (ran.status !== 0) fail(`${kind} ended with ${ran.status}\n${ran.stderr}`);
  return { ...JSON.parse(readFileSync(report, 'utf8')), wall };
}

function forgetAnswers() {
  const facts = join(scratch, 'cache', 'facts');
  for (const name of readdirSync(facts)) if (name.endsWith('.last')) rmSync(join(facts, name));
}

function summarise(all) {
  const kinds = Object.fromEntries(
    Object.entries(all).map(([kind, list]) => [
      kind,
      {
        seconds: spread(list.map((one) => one.seconds)),
        megabytes: spread(list.map((one) => one.megabytes)),
        wall: spread(list.map((one) => one.wall)),
      },
    ]),
  );
  const ratio = (kind) => kinds[kind].seconds.median / kinds.floor.seconds.median;
  const counts = floor(tree);
  return {
    tree: basename(tree),
    node: process.version,
    runs,
    ...counts,
    kinds,
    ratios: { 'cold / floor': ratio('cold'), 'edited / floor': ratio('edited'), 'warm / floor': ratio('warm') },
    megabytesOverNode: kinds.cold.megabytes.median - kinds.node.megabytes.median,
  };
}

function spread(list) {
  const sorted = list.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, min: sorted[0], max: sorted.at(-1) };
}

function table({ tree: name, node, runs: count, listed, candidates, bytes, kinds, ratios, megabytesOverNode }) {
  const figure = ({ median, min, max }, digits) =>
    `${median.toFixed(digits)} [${min.toFixed(digits)}-${max.toFixed(digits)}]`;
  const rows = Object.entries(kinds).map(
    ([kind, { seconds, wall, megabytes }]) =>
      `${kind.padEnd(8)}${figure(seconds, 2).padEnd(20)}${figure(wall, 2).padEnd(20)}${megabytes.median.toFixed(0)}`,
  );
  return [
    `${name}: ${listed} files, ${candidates} candidates, ${(bytes / 1e6).toFixed(1)} MB; Node ${node}, ${count} runs`,
    `${''.padEnd(8)}${'CPU s'.padEnd(20)}${'wall s'.padEnd(20)}peak MB`,
    ...rows,
    ...Object.entries(ratios).map(([of, value]) => `${of} = ${value.toFixed(1)}`),
    `cold peak over node -e 0 = ${megabytesOverNode.toFixed(0)} MB`,
    '',
  ].join('\n');
}

/** The estate with most files of those that come with the project's surroundings, else the samples. */
function defaultTree() {
  const estates = here('../../../shared/estates');
  if (!existsSync(estates)) return here('../../samples');
  const sizes = readdirSync(estates)
    .map((name) => join(estates, name))
    .filter((path) => statSync(path).isDirectory())
    .map((path) => ({ path, files: readdirSync(path, { recursive: true }).length }));
  return sizes.toSorted((a, b) => b.files - a.files)[0]?.path ?? estates;
}

function fail(message) {
  process.stderr.write(`bench: ${message}\n`);
  process.exit(1);
}

/**
 * Measures the organisation's registry: publishes a generated organisation, asks every question, merges it offline. Long: not part of `npm run bench`.
 * Usage: node test/bench/registry.mjs [REPOSITORIES] [--to FOLDER|URL] [--merge]; Node 24; without --to a folder that is removed afterwards.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadKnowledge } from '../../analyzer/src/knowledge/load.ts';
import { readAddress } from '../../analyzer/src/organisation/address.ts';
import { withRegistry } from '../../analyzer/src/organisation/open.ts';
import { publish } from '../../analyzer/src/organisation/publish.ts';
import { QUESTIONS } from '../../analyzer/src/organisation/queries/all.ts';
import { inventoryOf } from './registry-estate.mjs';

const PATHS = 200;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { to: { type: 'string' }, merge: { type: 'boolean', default: false } },
});
const count = Number.parseInt(positionals[0] ?? '3000', 10);
const scratch = mkdtempSync(join(tmpdir(), 'keyturn-bench-registry-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

const seconds = async (work) => {
  const started = process.hrtime.bigint();
  const result = await work();
  return [Number(process.hrtime.bigint() - started) / 1e9, result];
};
const say = (...cells) => process.stdout.write(`| ${cells.join(' | ')} |\n`);

const ARGUMENTS = { 'who-uses': 'grain/shared-7#password', 'changed-since': '2026-11-10' };

async function registry() {
  const to = values.to ?? join(scratch, 'registry');
  const { address, problem } = readAddress(to);
  if (problem) throw new Error(problem);
  say('what', 'seconds', 'rows');
  say('---', '---', '---');
  await withRegistry(address, { directory: process.cwd(), migrates: true }, async (database) => {
    const [published] = await seconds(async () => {
      for (let n = 0; n < count; n++) await publishOne(database, n, '2026-11-01T00:00:00Z');
    });
    say(`publish ${count} repositories, ${count * PATHS} paths`, published.toFixed(1), count);
    const [again] = await seconds(async () => {
      for (let n = 0; n < count; n++) await publishOne(database, n, '2026-11-01T00:00:00Z');
    });
    say('publish the same again', again.toFixed(1), 0);
    // One in thirty has a newer commit with one path fewer.
    for (let n = 0; n < count; n += 30) await publishOne(database, n, '2026-11-20T00:00:00Z', PATHS - 1, 'b');
    await database.query('ANALYZE');
    for (const question of QUESTIONS) {
      const argument = ARGUMENTS[question.id] ?? null;
      const asked = { argument, branch: 'main', limit: 1000, knowledge: loadKnowledge() };
      const runs = [];
      let rows = [];
      for (let run = 0; run < 3; run++) {
        const [took, found] = await seconds(() => question.answer(database, asked));
        runs.push(took);
        rows = found;
      }
      say(question.id, runs.sort((a, b) => a - b)[1].toFixed(2), rows.length);
    }
  });
  if (address.kind === 'folder') say('size of the folder, MB', (sizeOf(resolve(to)) / 1e6).toFixed(0), '');
  say('peak memory of this process, MB', (process.resourceUsage().maxRSS / 1024).toFixed(0), '');
}

function publishOne(database, n, at, paths = PATHS, digit = 'a') {
  const inventory = inventoryOf(n, paths);
  const commit = n.toString(16).padStart(40, digit);
  return publish(database, inventory, {
    repository: inventory.source.root,
    commit,
    branch: 'main',
    at,
    replaces: false,
  });
}

async function merge() {
  const folder = join(scratch, 'inventories');
  mkdirSync(folder);
  for (let n = 0; n < count; n++) writeFileSync(join(folder, `${n}.json`), JSON.stringify(inventoryOf(n, PATHS)));
  const report = join(scratch, 'report.json');
  const words = ['registry', 'merge', folder, '--format', 'json', '-o', join(scratch, 'merged.json')];
  const [took, { status, stderr }] = await seconds(() =>
    spawnSync(
      process.execPath,
      [
        '--import',
        new URL('report.mjs', import.meta.url).href,
        fileURLToPath(new URL('../../analyzer/bin/keyturn.mjs', import.meta.url)),
        ...words,
      ],
      { env: { ...process.env, KEYTURN_BENCH_REPORT: report }, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] },
    ),
  );
  if (status !== 0) throw new Error(`merge ended with ${status}: ${stderr}`);
  const { default: measured } = await import(report, { with: { type: 'json' } });
  say('what', 'seconds', 'peak MB');
  say('---', '---', '---');
  say(
    `merge ${count} inventories, ${(sizeOf(folder) / 1e6).toFixed(0)} MB, into ${(sizeOf(join(scratch, 'merged.json')) / 1e6).toFixed(0)} MB`,
    took.toFixed(1),
    measured.megabytes.toFixed(0),
  );
}

function sizeOf(path) {
  const found = statSync(path);
  return found.isDirectory() ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0) : found.size;
}

await (values.merge ? merge() : registry());

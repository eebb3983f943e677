/**
 * Makes what is made from other files: fact tables, registries, docs rows and rule pages. `--check` writes nothing and
 * fails when something is stale. Usage: node scripts/generate.mjs [--check]
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { documents } from './generate/docs.mjs';
import { knowledgeTables, TABLES_FILE } from './generate/knowledge.mjs';
import { REGISTRIES, registryFile, registryText } from './generate/registries.mjs';
import { inRepository, tool } from './repository.mjs';

const check = process.argv.includes('--check');

/** As the repository's formatter would write it, so that no generated file needs an exception. */
function formatted(path, text) {
  const result = spawnSync(tool('biome'), ['check', '--write', `--stdin-file-path=${path}`], {
    cwd: inRepository(),
    input: text,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.status !== 0 || !result.stdout) throw new Error(`${path} cannot be formatted: ${result.stderr}`);
  return result.stdout;
}

/** In this order: what a later one imports, an earlier one makes. */
const GROUPS = [
  async () => ({ [TABLES_FILE]: formatted(TABLES_FILE, JSON.stringify(await knowledgeTables(), null, 2)) }),
  async () =>
    Object.fromEntries(
      REGISTRIES.map((registry) => [registryFile(registry), formatted(registryFile(registry), registryText(registry))]),
    ),
  documents,
];

/** Writes one file, or says that it is stale; a null text removes it. */
function settle(path, text) {
  const file = inRepository(path);
  const present = existsSync(file) ? readFileSync(file, 'utf8') : null;
  if (present === text) return false;
  console.log(`${check ? 'stale' : 'made'}  ${path}`);
  if (check) return true;
  mkdirSync(dirname(file), { recursive: true });
  if (text === null) rmSync(file);
  else writeFileSync(file, text);
  return true;
}

let stale = 0;
for (const group of GROUPS)
  for (const [path, text] of Object.entries(await group())) stale += settle(path, text) ? 1 : 0;

if (check && stale > 0) {
  console.error('Run `npm run generate` and commit the result.');
  process.exitCode = 1;
}

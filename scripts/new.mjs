/**
 * Starts a new reader, rule, renderer, exporter, rotation pattern, kind of evidence or command: the file, a fixture or test beside
 * it, and the registries that know it. Usage: npm run new reader|rule|renderer|exporter|pattern|evidence|command NAME
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { prepare } from './install.mjs';
import {
  commandFiles,
  evidenceFiles,
  exporterFiles,
  patternFiles,
  readerFiles,
  rendererFiles,
  ruleFiles,
} from './new/files.mjs';
import { inRepository, run, tool } from './repository.mjs';

prepare();

const KINDS = {
  reader: readerFiles,
  rule: ruleFiles,
  renderer: rendererFiles,
  exporter: exporterFiles,
  pattern: patternFiles,
  evidence: evidenceFiles,
  command: commandFiles,
};

function refuse(reason) {
  console.error(`${reason}\nUsage: npm run new ${Object.keys(KINDS).join('|')} NAME`);
  process.exit(2);
}

const [kind = '', name = ''] = process.argv.slice(2);
if (!Object.hasOwn(KINDS, kind)) refuse(`"${kind}" is nothing that can be added.`);
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) refuse(`"${name}" is no name: words in lower case, joined by "-".`);

const files = KINDS[kind](name);
for (const path of Object.keys(files)) if (existsSync(inRepository(path))) refuse(`${path} exists already.`);

for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(inRepository(path)), { recursive: true });
  writeFileSync(inRepository(path), text);
  console.log(`made  ${path}`);
}
if (kind === 'command') listCommand();
run(tool('biome'), [
  'check',
  '--write',
  '--diagnostic-level=error',
  ...Object.keys(files).filter((path) => path.endsWith('.ts')),
]);
process.exitCode = run(process.execPath, [inRepository('scripts/generate.mjs')]);

/** Help shows commands in an order that a person chose, so their list is no registry: the new one goes to its end. */
function listCommand() {
  const path = 'analyzer/src/cli/commands.ts';
  const identifier = name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  const text = readFileSync(inRepository(path), 'utf8')
    .replace(/^import type/m, `import ${identifier} from './commands/${name}.ts';\nimport type`)
    .replace(/\];\s*$/, `, ${identifier}];\n`);
  writeFileSync(inRepository(path), text);
  run(tool('biome'), ['check', '--write', '--diagnostic-level=error', path]);
}

/**
 * One registry per growing folder: imports every file that declares something by default export. Adding a file is all that
 * adding takes; nobody edits a list.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, relative } from 'node:path';
import { inRepository } from '../repository.mjs';

/** The growing folders: what a file declares, and what the registry is called. */
export const REGISTRIES = [
  {
    folder: 'analyzer/src/readers',
    declares: 'defineReader',
    type: 'Reader',
    list: 'READERS',
    contract: './contract.ts',
  },
  { folder: 'analyzer/src/rules', declares: 'defineRule', type: 'Rule', list: 'RULES', contract: './contract.ts' },
  {
    folder: 'analyzer/src/rendering',
    declares: 'defineRenderer',
    type: 'Renderer',
    list: 'RENDERERS',
    contract: './contract.ts',
  },
  {
    folder: 'analyzer/src/runbook',
    declares: 'definePattern',
    type: 'Pattern',
    list: 'PATTERNS',
    contract: './contract.ts',
  },
  {
    folder: 'analyzer/src/registry',
    declares: 'defineExporter',
    type: 'Exporter',
    list: 'EXPORTERS',
    contract: './contract.ts',
    // A command knows the names of all and loads one.
    lazy: true,
  },
  {
    folder: 'analyzer/src/evidence',
    declares: 'defineEvidence',
    type: 'Evidence',
    list: 'EVIDENCE',
    contract: './contract.ts',
  },
  { folder: 'analyzer/src/fixes', declares: 'defineFixer', type: 'Fixer', list: 'FIXERS', contract: './contract.ts' },
];

export const registryFile = ({ folder }) => `${folder}/registry.generated.ts`;

/** Files of the folder, at any depth, that declare something; sorted. */
export function declaringFiles({ folder, declares }) {
  if (!existsSync(inRepository(folder))) return [];
  const declaration = new RegExp(`^export default ${declares}\\b`, 'm');
  return readdirSync(inRepository(folder), { recursive: true })
    .map((name) => `${folder}/${String(name).replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.generated.ts') && declaration.test(readText(file)))
    .sort();
}

/** The text of one registry. */
export function registryText(registry) {
  const { type, list, contract, lazy } = registry;
  const here = dirname(registryFile(registry));
  const entries = declaringFiles(registry).map((file) => {
    const from = `./${relative(here, file).replaceAll('\\', '/')}`;
    return { from, name: identifier(from) };
  });
  if (lazy) return lazyText(registry, entries);
  return [
    '// Made by scripts/generate.mjs from the files of this folder; do not edit.',
    ...entries.map(({ name, from }) => `import ${name} from '${from}';`),
    `import type { ${type} } from '${contract}';`,
    '',
    `export const ${list}: readonly ${type}[] = [${entries.map(({ name }) => name).join(', ')}];`,
    '',
  ].join('\n');
}

/** By file name, each loaded when it is asked for. */
function lazyText({ type, list, contract }, entries) {
  const loaders = entries.map(
    ({ from }) => `['${basename(from, '.ts')}', async () => (await import('${from}')).default]`,
  );
  return [
    '// Made by scripts/generate.mjs from the files of this folder; do not edit.',
    `import type { ${type} } from '${contract}';`,
    '',
    '/** By id. */',
    `export const ${list}: ReadonlyMap<string, () => Promise<${type}>> = new Map([${loaders.join(', ')}]);`,
    '',
  ].join('\n');
}

const readText = (file) => readFileSync(inRepository(file), 'utf8');

/** `./kubernetes-workload.ts` → `kubernetesWorkload`. */
function identifier(path) {
  const words = path
    .replace(/^\.\//, '')
    .replace(/\.ts$/, '')
    .split(/[^A-Za-z0-9]+/);
  return words.map((word, index) => (index === 0 ? word : word[0].toUpperCase() + word.slice(1))).join('');
}

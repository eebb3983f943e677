/**
 * Bundles analyzer and language server into `analyzer/dist`, heavy modules in chunks of their own so that they load only
 * when needed. Skips when the bundle is of these sources. Usage: node scripts/build.mjs [--force]
 */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { prepare } from './install.mjs';
import { inRepository } from './repository.mjs';

prepare();

const OUT = inRepository('analyzer/dist');
const STAMP = join(OUT, 'build.json');
const ENTRIES = {
  cli: 'analyzer/src/cli/main.ts',
  index: 'analyzer/src/index.ts',
  'language-server': 'language-server/src/main.ts',
  'language-server-worker': 'language-server/src/worker/main.ts',
};
const SOURCES = ['analyzer/src', 'language-server/src'];

/** Everything a bundle is made from: sources, the versions of what it bundles, and this script. */
function digestOfSources() {
  const sources = SOURCES.flatMap((folder) =>
    readdirSync(inRepository(folder), { recursive: true }).map(
      (name) => `${folder}/${String(name).replaceAll('\\', '/')}`,
    ),
  ).filter((file) => /\.(ts|json)$/.test(file));
  const digest = createHash('sha256');
  for (const file of [...sources.sort(), 'analyzer/package.json', 'package-lock.json', 'scripts/build.mjs'])
    digest.update(`${file}\0`).update(readFileSync(inRepository(file)));
  return digest.digest('hex').slice(0, 16);
}

function isBuilt(digest) {
  if (!existsSync(STAMP)) return false;
  const { digest: built, files } = JSON.parse(readFileSync(STAMP, 'utf8'));
  return built === digest && files.every((file) => existsSync(join(OUT, file)));
}

/** Large tables as text for `JSON.parse`: a third faster to load than the object literal a bundler makes of them. */
const parsedTables = {
  name: 'parsed-tables',
  setup({ onLoad }) {
    onLoad({ filter: /\.generated\.json$/ }, ({ path }) => {
      const compact = JSON.stringify(JSON.parse(readFileSync(path, 'utf8')));
      return { contents: `export default JSON.parse(${JSON.stringify(compact)});`, loader: 'js' };
    });
  },
};

/** Parsers come as WebAssembly: copied beside the bundle, so that users install no grammar and build nothing. */
async function copyGrammars() {
  const { GRAMMARS, RUNTIME } = await import('../analyzer/src/syntax/code/grammars.ts');
  const { resolve } = createRequire(import.meta.url);
  mkdirSync(join(OUT, 'grammars'), { recursive: true });
  return [RUNTIME, ...GRAMMARS].map((of) => {
    copyFileSync(resolve(`${of.package}/${of.file}`), join(OUT, 'grammars', of.file));
    return `grammars/${of.file}`;
  });
}

/** Rule pages beside the bundle: an editor opens them from a finding, without a network. */
function copyRulePages() {
  mkdirSync(join(OUT, 'rules'), { recursive: true });
  return readdirSync(inRepository('docs/rules')).map((page) => {
    copyFileSync(inRepository('docs/rules', page), join(OUT, 'rules', page));
    return `rules/${page}`;
  });
}

async function bundle(digest) {
  const { build } = await import('esbuild');
  const { metafile } = await build({
    absWorkingDir: inRepository(),
    entryPoints: ENTRIES,
    outdir: OUT,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunk-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    legalComments: 'none',
    define: { KEYTURN_BUILD: JSON.stringify(digest) },
    // CommonJS dependencies ask for Node's own modules through `require`.
    banner: {
      js: "import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);",
    },
    // A native parser chooses its binding among its own optional dependencies: it stays a dependency, loaded at the first candidate.
    // Drivers of the organisation's registry: PGlite carries WebAssembly beside itself, `pg` an optional native half.
    external: ['oxc-parser', '@electric-sql/pglite', 'pg', 'ts-morph'],
    plugins: [parsedTables],
    metafile: true,
    logLevel: 'warning',
  });
  return Object.keys(metafile.outputs).map((file) => relative(OUT, inRepository(file)));
}

const digest = digestOfSources();
if (process.argv.includes('--force') || !isBuilt(digest)) {
  mkdirSync(OUT, { recursive: true });
  const bundled = await bundle(digest).catch(() => process.exit(1)); // esbuild has said why
  const files = [...bundled, ...(await copyGrammars()), ...copyRulePages()];
  writeFileSync(STAMP, `${JSON.stringify({ digest, files })}\n`);
  const kept = new Set([...bundled, 'grammars', 'rules', 'build.json']);
  for (const file of readdirSync(OUT)) if (!kept.has(file)) rmSync(join(OUT, file), { recursive: true });
  console.error(`built analyzer/dist (${digest})`);
}

/**
 * `npm run package`: the extension as one VSIX for every platform. What goes into it is laid out in a folder first, so that the
 * package holds what is listed here and nothing else. The analysis brings its two heavy dependencies as bundles of one file:
 * oxc with its WebAssembly binding (a native one would need a package per platform) and ts-morph.
 * Usage: node scripts/package.mjs [--out FILE.vsix]
 */
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { prepare } from './install.mjs';
import { inRepository, run, SCRATCH } from './repository.mjs';

prepare();

const STAGE = join(SCRATCH, `vsix-${process.pid}`);
const manifest = JSON.parse(readFileSync(inRepository('extension/package.json'), 'utf8'));
const at = process.argv.indexOf('--out');
const OUT =
  at >= 0 && process.argv[at + 1]
    ? resolve(process.env.INIT_CWD ?? process.cwd(), process.argv[at + 1])
    : inRepository(`extension/keyturn-${manifest.version}.vsix`);

const { build } = await import('esbuild');
const shared = {
  absWorkingDir: inRepository(),
  bundle: true,
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  // Of bundled WebAssembly runtimes, in branches that Node does not take.
  logOverride: { 'direct-eval': 'silent', 'require-resolve-not-external': 'silent' },
  // Names of errors go to logs, and answers must not depend on minification.
  keepNames: true,
};

/** The extension itself, for the extension host, and its two pages. */
async function bundleClient() {
  await build({
    ...shared,
    entryPoints: ['extension/src/extension.ts'],
    outfile: join(STAGE, 'dist/extension.cjs'),
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
  });
  await build({
    ...shared,
    entryPoints: ['graph.ts', 'planner.ts', 'graph.css', 'planner.css'].map((file) => `extension/webview/${file}`),
    outdir: join(STAGE, 'dist/webview'),
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
  });
}

/** The server, made from its bundle: the command line and what only it needs stay behind. */
async function bundleServer() {
  const dist = inRepository('analyzer/dist');
  const server = join(STAGE, 'dist/server');
  await build({
    ...shared,
    entryPoints: ['language-server', 'language-server-worker'].map((name) => join(dist, `${name}.mjs`)),
    outdir: server,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunk-[hash]',
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['oxc-parser', '@electric-sql/pglite', 'pg', 'ts-morph'],
  });
  for (const folder of ['grammars', 'rules']) cpSync(join(dist, folder), join(server, folder), { recursive: true });
  await bundleParser(join(server, 'node_modules/oxc-parser'));
  await bundleDependency('ts-morph', createRequire(import.meta.url).resolve('ts-morph'));
}

/**
 * oxc's WebAssembly. Its binding pins one pre-release of emnapi and its runtime asks for another (npm installs both): mixed, the
 * first parse panics, so all of it takes the runtime's.
 */
async function bundleParser(folder) {
  const { resolve: resolveFrom } = createRequire(import.meta.url);
  const runtime = createRequire(resolveFrom('@napi-rs/wasm-runtime'));
  const emnapi = ['core', 'runtime', 'wasi-threads'].map((name) => `@emnapi/${name}`);
  const alias = Object.fromEntries(emnapi.map((name) => [name, dirname(runtime.resolve(`${name}/package.json`))]));
  await bundleDependency('oxc-parser', inRepository('node_modules/oxc-parser/src-js/wasm.js'), alias);
  const binding = dirname(resolveFrom('@oxc-parser/binding-wasm32-wasi'));
  for (const file of ['parser.wasm32-wasi.wasm', 'wasi-worker.mjs'])
    copyFileSync(join(binding, file), join(folder, file));
}

/** A dependency as one CommonJS file, where the server's `import` and `require` find it. */
async function bundleDependency(name, entry, alias = {}) {
  const folder = join(STAGE, 'dist/server/node_modules', name);
  const outfile = join(folder, 'index.cjs');
  await build({ ...shared, entryPoints: [entry], outfile, alias, platform: 'node', format: 'cjs', target: 'node20' });
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ name, main: 'index.cjs' })}\n`);
}

/** The manifest that users get: the marketplace's name, and nothing about this workspace. */
function copyFiles() {
  const { name: _, private: __, type: ___, dependencies: ____, ...rest } = manifest;
  const shown = { name: 'keyturn', ...rest, files: ['**'] };
  writeFileSync(join(STAGE, 'package.json'), `${JSON.stringify(shown, null, 2)}\n`);
  for (const file of ['package.nls.json', 'README.md', 'CHANGELOG.md', 'media', 'images', 'l10n'])
    cpSync(inRepository('extension', file), join(STAGE, file), { recursive: true });
  copyFileSync(inRepository('LICENSE'), join(STAGE, 'LICENSE'));
  cpSync(inRepository('samples/redis-team'), join(STAGE, 'sample'), {
    recursive: true,
    filter: (path) => !path.endsWith('golden.yaml'),
  });
}

const built = run(process.execPath, [inRepository('scripts/build.mjs')], { stdio: ['ignore', 2, 2] });
if (built !== 0) process.exit(built);
mkdirSync(STAGE, { recursive: true });
try {
  await bundleClient();
  await bundleServer();
  copyFiles();
  const { createVSIX } = await import('@vscode/vsce');
  await createVSIX({
    cwd: STAGE,
    packagePath: OUT,
    dependencies: false,
    rewriteRelativeLinks: false,
    allowMissingRepository: true,
  });
  const files = readdirSync(STAGE, { recursive: true }).length;
  console.log(`${OUT}: ${(statSync(OUT).size / 1e6).toFixed(1)} MB, ${files} files`);
} finally {
  rmSync(STAGE, { recursive: true, force: true });
}

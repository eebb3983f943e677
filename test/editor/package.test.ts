/** What users download: the contents of the VSIX, its size, and that the server in it reads TypeScript without anything native. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { beforeAll, expect, test, vi } from 'vitest';
import { packExtension } from './packages.ts';

const PROJECT = join(import.meta.dirname, '../..');
/** Bytes. */
const AIM = 10_000_000;

let vsix = '';
let folder = '';

/** Python's, so that no package of ours is needed; machines with the build tools of native modules have it. */
function unpack(file: string): string {
  const into = mkdtempSync(join(tmpdir(), 'keyturn-unpacked-'));
  execFileSync('python3', ['-m', 'zipfile', '-e', file, into]);
  return join(into, 'extension');
}

beforeAll(async () => {
  vsix = await packExtension();
  folder = unpack(vsix);
}, 300_000);

const json = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'));
const names = (under: string) =>
  readdirSync(join(folder, under), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );

test('it is small, and nothing in it is native, a test, a source or a map', () => {
  const size = statSync(vsix).size;
  console.log(`VSIX: ${(size / 1e6).toFixed(2)} MB`);
  expect(size).toBeLessThan(AIM);
  expect(names('.').filter((name) => /\.(node|ts|tsx|map|vsix)$|\.env|golden|(^|\/)test\//.test(name))).toEqual([]);
});

test('it holds what is promised, and in its top folder nothing else', () => {
  expect(readdirSync(folder).sort()).toEqual([
    'LICENSE.txt',
    'changelog.md',
    'dist',
    'images',
    'l10n',
    'media',
    'package.json',
    'package.nls.json',
    'readme.md',
    'sample',
  ]);
  const all = names('dist');
  for (const file of [
    'extension.cjs',
    'webview/graph.js',
    'webview/planner.css',
    'server/language-server.mjs',
    'server/language-server-worker.mjs',
    'server/node_modules/oxc-parser/parser.wasm32-wasi.wasm',
    'server/node_modules/ts-morph/index.cjs',
    'server/grammars/tree-sitter-python.wasm',
    'server/rules/shared-credential.md',
  ])
    expect(all).toContain(`dist/${file}`);
});

test('the manifest names only what is there: texts, icons, commands, views', () => {
  const manifest = json('package.json');
  const texts: Readonly<Record<string, string>> = json('package.nls.json');
  expect(`${manifest.publisher}.${manifest.name}`).toBe('keyturn.keyturn');
  const named = [...JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key ?? '');
  expect([...new Set(named)].filter((key) => !(key in texts))).toEqual([]);
  expect(Object.keys(texts).filter((key) => !named.includes(key))).toEqual([]);
  const files = new Set(names('.'));
  const media = [...JSON.stringify(manifest).matchAll(/"(media\/[\w./-]+)"/g)].map(([, file]) => file ?? '');
  expect(media.filter((file) => !files.has(file))).toEqual([]);
  const commands = new Set(manifest.contributes.commands.map(({ command }: { command: string }) => command));
  const used = Object.values<{ readonly command: string }[]>(manifest.contributes.menus).flat();
  expect(used.filter(({ command }) => !commands.has(command))).toEqual([]);
  const linked = [
    ...Object.values(texts)
      .join('\n')
      .matchAll(/command:(keyturn\.\w+)\)/g),
  ].map(([, command]) => command);
  expect(linked.filter((command) => !commands.has(command))).toEqual([]);
});

test('it wakes up for files only, and asks a folder for trust before a program or git runs', () => {
  const { activationEvents, capabilities, contributes } = json('package.json');
  expect(activationEvents.every((event: string) => event.startsWith('workspaceContains:'))).toBe(true);
  expect(capabilities.untrustedWorkspaces.restrictedConfigurations).toEqual(['keyturn.server.runtime']);
  const review = contributes.menus.commandPalette.find(
    ({ command }: { command: string }) => command === 'keyturn.reviewChanges',
  );
  expect(review.when).toContain('isWorkspaceTrusted');
});

test('every picture of the README is in it', () => {
  const pictures = [...readFileSync(join(folder, 'readme.md'), 'utf8').matchAll(/\]\((images\/[\w.-]+)\)/g)].map(
    ([, file]) => file ?? '',
  );
  expect(pictures.length).toBeGreaterThan(3);
  expect(pictures.filter((file) => !names('images').includes(file))).toEqual([]);
});

test('the packaged parser of TypeScript gives what the native one gives', () => {
  const packaged = createRequire(join(folder, 'dist/server/language-server.mjs'))('oxc-parser');
  for (const file of ['extension/src/extension.ts', 'analyzer/src/pipeline.ts', 'extension/webview/graph.ts']) {
    const code = readFileSync(join(PROJECT, file), 'utf8');
    const options = { lang: 'ts', preserveParens: false } as const;
    expect(packaged.parseSync(file, code, options).program).toEqual(parseSync(file, code, options).program);
  }
});

test('the packaged server starts from its folder alone', async () => {
  const params = { processId: null, rootUri: null, capabilities: {} };
  const text = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
  const server = spawn(process.execPath, [join(folder, 'dist/server/language-server.mjs'), '--stdio'], {
    cwd: tmpdir(),
  });
  let said = '';
  server.stdout.on('data', (chunk) => {
    said += String(chunk);
  });
  server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  await vi.waitFor(() => expect(said).toContain('"name":"keyturn"'), 30_000);
  server.kill();
});

/** The extension knows the protocol, VS Code and itself; its pages do not know VS Code; nobody asks the network (house, "Import direction"). */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const EXTENSION = join(import.meta.dirname, '../../extension');
const PROTOCOL = 'language-server/src/protocol.ts';

const filesOf = (folder: string) =>
  readdirSync(join(EXTENSION, folder), { recursive: true })
    .map((name) => `${folder}/${String(name).replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.ts'));

const importsOf = (file: string) =>
  [...readFileSync(join(EXTENSION, file), 'utf8').matchAll(/from '([^']+)'/g)].map(([, to]) => to ?? '');

/** As a path inside `extension/`; `../` where it leads out. */
const resolved = (file: string, to: string) => join(file, '..', to).replaceAll('\\', '/');

const HOST = new Set(['vscode', 'vscode-languageclient/node', 'node:path', 'node:crypto']);
const PAGES = new Set(['cytoscape', '@dagrejs/dagre']);

describe.each([
  ['src', new Set([...HOST, '@dagrejs/dagre'])],
  ['webview', PAGES],
])('extension/%s', (folder, packages) => {
  const files = filesOf(folder);

  test('imports itself, the protocol, and the packages it is made for', () => {
    const against = files.flatMap((file) =>
      importsOf(file)
        .filter((to) => (to.startsWith('.') ? leadsOut(file, to) : !packages.has(to)))
        .map((to) => `${file} → ${to}`),
    );
    expect(against).toEqual([]);
    expect(files.length).toBeGreaterThan(5);
  });

  test('writes no markup and asks no network', () => {
    const against = files.filter((file) =>
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\bfetch\(|XMLHttpRequest|node:https?|eval\(/.test(
        readFileSync(join(EXTENSION, file), 'utf8'),
      ),
    );
    expect(against).toEqual([]);
  });

  function leadsOut(file: string, to: string): boolean {
    const target = resolved(file, to);
    if (target.startsWith('../')) return target !== `../${PROTOCOL}`;
    return folder === 'src' && target.startsWith('webview/');
  }
});

test('every text that is translated stands in the template of translations', () => {
  const bundle = JSON.parse(readFileSync(join(EXTENSION, 'l10n/bundle.l10n.json'), 'utf8'));
  const texts = filesOf('src').flatMap((file) =>
    [...readFileSync(join(EXTENSION, file), 'utf8').matchAll(/l10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g)].map(
      ([, text]) => text ?? '',
    ),
  );
  expect([...new Set(texts)].filter((text) => !(text in bundle))).toEqual([]);
  expect(Object.keys(bundle).filter((text) => !texts.includes(text))).toEqual([]);
});

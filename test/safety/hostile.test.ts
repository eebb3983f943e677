/** Hostile input ends in a named skip or a note; everything beside it is still read (issue 2, bad input). */
import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdirSync, openSync, symlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Facts } from '../../analyzer/src/session.ts';
import { REAL_CHOICE, sessionOver } from '../session/estate.ts';
import { scan, skipsOf } from '../workspace/scan.ts';
import { temporaryTree } from '../workspace/temporary.ts';
import { isBuilt, keyturn, PATIENCE } from './tool.ts';

const good = (name: string) =>
  `apiVersion: v1\nkind: Secret\nmetadata:\n  name: ${name}\nstringData:\n  password: anchor-chain-4711\n`;

/** A scan of a folder, as facts and as everything that was said about what was not read. */
function read(root: string): { readonly facts: Facts; readonly told: readonly string[] } {
  const files = scan(root, { maxSize: 2 << 20, choice: REAL_CHOICE });
  const facts = sessionOver({}, { source: files }).facts();
  const notes = [
    ...facts.skipped.map(({ file, reason }) => `${file}: ${reason}`),
    ...facts.unresolved.map(({ what, at }) => `${at.file}: ${what}`),
  ];
  return { facts, told: [...skipsOf(files), ...notes] };
}

/** Names of the Secrets whose keys were stated. */
function secretsIn({ facts }: { readonly facts: Facts }): readonly string[] {
  const names = facts.units.flatMap((unit) =>
    unit.facts.map((fact) =>
      fact.fact === 'carrier' && fact.carrier.type === 'kubernetes-secret' ? fact.carrier.name : '',
    ),
  );
  return [...new Set(names)].filter((name) => name !== '').sort();
}

/** Nine levels of nine aliases each: 387 million nodes when followed. */
const ALIAS_BOMB = `apiVersion: v1\nkind: Secret\nmetadata: { name: bomb }\na0: &a0 [x, x, x, x, x, x, x, x, x]\n${Array.from({ length: 9 }, (_, level) => `a${level + 1}: &a${level + 1} [${Array(9).fill(`*a${level}`).join(', ')}]`).join('\n')}\nstringData: *a9\n`;

const DOCUMENTS: Readonly<Record<string, string>> = {
  'a document that is not closed': 'kind: Secret\nstringData: {\n',
  'an alias bomb': ALIAS_BOMB,
  'an alias to itself': 'kind: Secret\nmetadata: &loop { name: loop, again: *loop }\n',
  'an alias to nothing': 'kind: Secret\nmetadata: *nowhere\n',
  'nesting without end': `kind: Secret\nmetadata: ${'['.repeat(20_000)}\n`,
  'nesting by indentation': `kind: Secret\nstringData:\n${Array.from({ length: 1500 }, (_, depth) => `${' '.repeat(depth + 1)}a:`).join('\n')}\n`,
  'tabs for indentation': 'kind: Secret\nstringData:\n\tpassword: x\n',
  'control characters': 'kind: Secret\nmetadata: { name: "\u0007\u001b[31m" }\n\u0001\u0002\n',
  'a text of keys that objects own':
    'kind: Secret\nmetadata: { __proto__: { name: evil }, constructor: 1 }\nstringData: { __proto__: a, toString: b }\n',
  'a list where a mapping belongs': 'apiVersion: v1\nkind: Secret\nmetadata: []\nstringData: [1, 2]\ndata: 7\n',
  'a number for everything':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: 1\nspec: { template: { spec: { containers: 3, volumes: x } } }\n',
  'nulls everywhere': 'apiVersion: batch/v1\nkind: CronJob\nmetadata:\nspec:\n  jobTemplate:\n    spec:\n',
};

describe.each(Object.entries(DOCUMENTS))('%s', (_, document) => {
  test('costs only its document', () => {
    const root = temporaryTree({
      'mixed.yaml': `${good('before')}---\n${document}---\n${good('after')}`,
      'beside.yaml': good('beside'),
    });
    expect(secretsIn(read(root))).toEqual(expect.arrayContaining(['after', 'before', 'beside']));
  });
});

test('what could not be read is named with its place', () => {
  const root = temporaryTree({
    'mixed.yaml': `${good('before')}---\n${DOCUMENTS['a document that is not closed']}---\n${good('after')}`,
    'bomb.yaml': ALIAS_BOMB,
  });
  const { told } = read(root);
  expect(told.some((line) => line.startsWith('mixed.yaml: line 10'))).toBe(true);
  expect(told.some((line) => line.startsWith('bomb.yaml: '))).toBe(true);
});

test('keys and anchors written twice: the last one holds, nothing is lost', () => {
  const root = temporaryTree({
    'twice.yaml':
      'apiVersion: v1\nkind: Secret\nmetadata: { name: first, name: second }\nx: &a one\ny: &a two\nstringData: { password: *a, password: *a }\n',
  });
  expect(secretsIn(read(root))).toEqual(['second']);
});

test('byte order marks, CRLF and invalid UTF-8 keep their places', () => {
  const text = `\uFEFF${good('marked').replaceAll('\n', '\r\n')}  broken: "\xe4\xff-anchor-chain"\r\n`;
  const root = temporaryTree({
    'marked.yaml': Buffer.concat([Buffer.from(text.slice(0, 1)), Buffer.from(text.slice(1), 'latin1')]),
  });
  const lines = read(root).facts.units.flatMap((unit) => unit.facts.map((fact) => `${fact.at.line}:${fact.at.column}`));
  expect(lines).toEqual(['6:3', '7:3']);
});

test('pipes, circles, escapes, large and long files are named; the good file beside them is read', () => {
  const root = temporaryTree({
    'good.yaml': good('good'),
    '../mainland/secret.yaml': good('mainland'),
    'line.yaml': `kind: Secret\nx: ${'y'.repeat(1_500_000)}\n`,
  });
  execFileSync('mkfifo', [join(root, 'pipe.yaml')]);
  symlinkSync('.', join(root, 'circle'));
  symlinkSync('../mainland/secret.yaml', join(root, 'escape.yaml'));
  const whale = openSync(join(root, 'whale.yaml'), 'w');
  writeSync(whale, 'kind: Secret\nx: ');
  ftruncateSync(whale, 100 << 20);
  closeSync(whale);
  const result = read(root);
  expect(secretsIn(result)).toEqual(['good']);
  expect(result.told.map((line) => line.slice(0, line.indexOf(':')))).toEqual([
    'circle',
    'escape.yaml',
    'line.yaml',
    'pipe.yaml',
    'whale.yaml',
  ]);
});

test('a Compose project that leads out of the root or in a circle is told, not followed', () => {
  const root = temporaryTree({
    '../mainland/common.yaml': 'services: { post: { environment: { LEAK: anchor-chain-4711 } } }\n',
    'compose.yaml':
      'include: [../mainland/common.yaml, /etc/passwd, compose.yaml]\nservices:\n  lamp:\n    extends: { file: ../mainland/common.yaml, service: post }\n    environment: { LAMP_PASSWORD: lamp-chain-4711 }\n',
  });
  const { facts, told } = read(root);
  const files = facts.units.flatMap((unit) => unit.facts.map((fact) => fact.at.file));
  expect([...new Set(files)]).toEqual(['compose.yaml']);
  expect(told.length).toBeGreaterThan(0);
});

/** Characters that make a terminal do something, as numbers: control characters but for line ends, overrides of direction. */
function commandsIn(text: string): readonly number[] {
  const codes = [...new Set(text)].map((character) => character.codePointAt(0) ?? 0);
  return codes.filter((code) => (code < 0x20 && code !== 0x0a) || code === 0x7f || (code >= 0x202a && code <= 0x202e));
}

describe.skipIf(!isBuilt)('the built tool', { timeout: PATIENCE }, () => {
  const cache = temporaryTree();

  test('an empty folder is not green: nothing scanned', () => {
    expect(keyturn(cache, 'scan', temporaryTree()).code).toBe(3);
  });

  test('a folder that is not there, or a file in its place', () => {
    const root = temporaryTree({ file: '' });
    for (const path of [join(root, 'absent'), join(root, 'file')]) {
      const run = keyturn(cache, 'scan', path);
      expect([2, 3]).toContain(run.code);
      expect(run.stderr).not.toMatch(/^\s+at /m);
    }
  });

  test('two scans are byte-identical, with and without a cache, wherever the folder lies', () => {
    const files = { 'mixed.yaml': good('twin'), '.env': 'PILOT_PASSWORD=anchor-chain-4711\n' };
    const outputs = [temporaryTree(files), temporaryTree(files)].flatMap((root) =>
      [[], [], ['--no-cache']].map((more) => keyturn(cache, 'scan', root, '--format', 'json', ...more).stdout),
    );
    expect(outputs[0]).toContain('twin');
    expect(new Set(outputs).size).toBe(1);
  });

  test('every hostile document at once ends in an inventory, and names carry nothing to the terminal', () => {
    const root = temporaryTree({
      ...Object.fromEntries(Object.values(DOCUMENTS).map((text, index) => [`${index}.yaml`, text])),
      'good.yaml': good('good'),
      'esc\u001b[31m\u202e.yaml': good('named'),
      'mark|<b>down`.yaml':
        'apiVersion: v1\nkind: Secret\nmetadata: { name: "a\u001b[2Jb|<script>" }\nstringData: { password: anchor-chain-4711 }\n',
    });
    mkdirSync(join(root, 'empty'));
    const table = keyturn(cache, 'scan', root, '--all', '--fail-on', 'never');
    expect(table.code).toBe(0);
    expect(commandsIn(`${table.stdout}${table.stderr}`)).toEqual([]);
    expect(JSON.parse(keyturn(cache, 'scan', root, '--format', 'json').stdout).coverage.filesRead).toBeGreaterThan(10);
  });
});

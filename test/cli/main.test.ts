/** Exit codes and streams: what scripts and CI rely on. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Scan } from '../../analyzer/src/cli/contract.ts';
import type { Finding } from '../../analyzer/src/model/finding.ts';
import type { Inventory } from '../../analyzer/src/model/inventory.ts';
import { tearoom } from '../wire/tearoom.ts';
import { fileOf, keyturn } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyturn-cli-'));
const from = join(folder, 'tearoom.json');
writeFileSync(from, fileOf(tearoom));

function only(severity: Finding['severity'] | null): Inventory {
  return { ...tearoom, findings: tearoom.findings.filter((finding) => finding.severity === severity) };
}
const EMPTY: Inventory = { ...tearoom, coverage: { ...tearoom.coverage, filesRead: 0 } };

test.each([
  ['error', undefined, 1],
  ['warning', undefined, 1],
  ['note', undefined, 0],
  [null, undefined, 0],
  ['note', 'note', 1],
  ['warning', 'error', 0],
  ['error', 'never', 0],
] as const)('findings of severity %s with --fail-on %s end with %i', async (severity, failOn, code) => {
  const words = failOn === undefined ? ['scan'] : ['scan', '--fail-on', failOn];
  expect((await keyturn(words, { inventory: only(severity) })).code).toBe(code);
});

test('nothing scanned is never green, and JSON is still printed', async () => {
  const ran = await keyturn(['scan', '--format', 'json', '--fail-on', 'never'], { inventory: EMPTY });
  expect(ran.code).toBe(3);
  expect(ran.err).toBe('keyturn: nothing scanned: every file was skipped (3)\n');
  expect(JSON.parse(ran.out).schemaVersion).toBe(1);
  expect((await keyturn(['explain', 'samovar-db'], { inventory: EMPTY })).code).toBe(3);
});

test('standard output carries only the format asked for', async () => {
  const ran = await keyturn(['scan', '--format=json'], { errIsTerminal: true });
  expect(ran.out).toBe(fileOf(tearoom));
  expect(ran.err).toContain('reading 3 of 9 files (33 %)');
});

test('progress is for a person who watches', async () => {
  const scan: Scan = async ({ onProgress }) => {
    for (let done = 0; done <= 900; done++) onProgress?.(done, 900);
    return { inventory: tearoom };
  };
  const { err } = await keyturn(['scan'], { errIsTerminal: true, scan });
  expect(err.match(/reading/g)).toHaveLength(102);
  expect(err.endsWith('\r\u001b[K')).toBe(true);
  expect((await keyturn(['scan'])).err).toBe('');
  expect((await keyturn(['scan', '-q'], { errIsTerminal: true })).err).toBe('');
});

test.each([
  [['scan', 'golden'], 'golden', true],
  [['scan', 'golden', '--no-cache'], 'golden', false],
  [['-C', 'golden', 'scan'], 'golden', true],
  [['scan', '-C', 'golden', '..'], '', true],
])('%j scans the folder meant', async (words, name, cache) => {
  const { scans } = await keyturn(words);
  expect(scans).toEqual([{ root: join(import.meta.dirname, name), cache }]);
});

test('--from needs no scan, for every command', async () => {
  const scan = await keyturn(['scan', '--from', from, '--format', 'json']);
  const explain = await keyturn(['explain', 'samovar-db', '--from', 'tearoom.json', '-C', folder]);
  expect([scan.scans, explain.scans]).toEqual([[], []]);
  expect(scan.out).toBe(readFileSync(from, 'utf8'));
  expect(explain.out).toBe((await keyturn(['explain', 'samovar-db'])).out);
});

test('--out writes the file and leaves standard output empty', async () => {
  const file = join(folder, 'out.json');
  const ran = await keyturn(['scan', '--format', 'json', '-o', 'out.json', '-C', folder, '.']);
  expect(ran.out).toBe('');
  expect(JSON.parse(readFileSync(file, 'utf8')).tool.name).toBe('keyturn');
});

test.each([
  [['scna'], 'unknown command scna; did you mean scan?'],
  [['scan', '--formt', 'json'], 'unknown option --formt; did you mean --format?'],
  [['scan', '--constructor'], 'unknown option --constructor'],
  [['scan', '--format', 'yaml'], '--format is one of table, md, json, sarif, github, gitlab, rdjson, not yaml'],
  [['scan', '--out', '--format', 'json'], '--out needs a value: --out FILE'],
  [['scan', '--quiet=yes'], '--quiet takes no value'],
  [['scan', 'golden', 'cups'], 'scan does not take cups too'],
  [['scan', 'no-such-cup'], 'no such folder: no-such-cup'],
  [['scan', 'run.ts'], 'run.ts is not a folder'],
  [['scan', 'golden', '--from', from], 'give either a folder or --from, not both'],
  [['scan', '--from', 'no-such-cup.json'], 'cannot read no-such-cup.json: no such file'],
  [['scan', '--from', 'run.ts'], 'run.ts: not JSON'],
  [['scan', '-o', 'no/such/cup.json'], 'cannot write no/such/cup.json: no such folder'],
  [['explain'], 'explain needs a CREDENTIAL'],
  [['explain', 'samover-db'], 'no credential samover-db here (2 known); did you mean samovar-db?'],
  [['explain', 'evil\u001b[2J'], 'no credential evil\\x1b[2J here (2 known)'],
  [['help', 'tea'], 'unknown command tea'],
])('%j is a usage error', async (words, message) => {
  const ran = await keyturn(words);
  expect(ran.err).toContain(`keyturn: ${message}`);
  expect([ran.code, ran.out]).toEqual([2, '']);
});

test('no command at all shows help, as a usage error', async () => {
  const ran = await keyturn([]);
  expect([ran.code, ran.out]).toEqual([2, '']);
  expect(ran.err).toContain('Usage: keyturn COMMAND');
});

test('an internal error is 3 and never repeats a message that may quote a file', async () => {
  const scan = async () => {
    throw new RangeError('near "password: orange-pekoe-42"');
  };
  const ran = await keyturn(['scan'], { scan });
  expect(ran.code).toBe(3);
  expect(ran.err).toMatch(/^keyturn: internal error: RangeError at .*please report it\n$/);
  expect(ran.err).not.toContain('pekoe');
});

test('an error in keyturn.yaml is a usage error, one line for each', async () => {
  const scan = async () => {
    throw Object.assign(new Error('keyturn.yaml:2:3: unknown key leafs\nkeyturn.yaml:9:1: \u001b[2J'), {
      name: 'ConfigurationError',
    });
  };
  const { code, err } = await keyturn(['scan'], { scan });
  expect([code, err]).toEqual([
    2,
    'keyturn: keyturn.yaml:2:3: unknown key leafs\nkeyturn: keyturn.yaml:9:1: \\x1b[2J\n',
  ]);
});

test('warnings of the scan go to standard error, unless quiet', async () => {
  const scan: Scan = async ({ warn }) => {
    warn?.('the cellar is locked\u0007');
    return { inventory: tearoom };
  };
  const loud = await keyturn(['scan', '--format', 'json'], { scan });
  expect(loud.err).toBe('keyturn: the cellar is locked\\x07\n');
  expect(JSON.parse(loud.out).tool.name).toBe('keyturn');
  expect((await keyturn(['scan', '--quiet'], { scan })).err).toBe('');
});

test('an error of the system says what failed', async () => {
  const scan = async () => {
    throw Object.assign(new Error('EACCES'), { code: 'EACCES', syscall: 'open', path: '/tea/cellar' });
  };
  expect((await keyturn(['scan'], { scan })).err).toBe('keyturn: cannot open /tea/cellar: EACCES\n');
});

test.each([[['--version']], [['-V']], [['version']]])('%j prints the version of the package', async (words) => {
  const manifest = JSON.parse(readFileSync(new URL('../../analyzer/package.json', import.meta.url), 'utf8'));
  const ran = await keyturn(words);
  expect([ran.code, ran.out]).toEqual([0, `keyturn ${manifest.version}\n`]);
});

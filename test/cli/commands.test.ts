/** Commands add by adding a file; the list, the help and the shim follow. */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { COMMANDS } from '../../analyzer/src/cli/commands.ts';
import { COMMON_OPTIONS } from '../../analyzer/src/cli/options.ts';
import { keyturn } from './run.ts';

const folder = new URL('../../analyzer/src/cli/commands/', import.meta.url);

test('every file of commands/ is listed, under its own name', () => {
  const files = readdirSync(folder, { recursive: true }).map(String);
  const names = files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.replace(/\.ts$/, '').replace(/[/\\]/, ' '));
  expect(COMMANDS.map(({ name }) => name).sort()).toEqual(names.sort());
});

test('help names every command and every option of each', async () => {
  const general = (await keyturn(['help'])).out;
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  for (const command of COMMANDS) {
    expect(general).toContain(`  ${command.name.padEnd(width)}  ${command.summary}`);
    const words = command.name.split(' ');
    const own = (await keyturn([...words, '--help'])).out;
    expect(own).toBe((await keyturn(['help', ...words])).out);
    for (const option of Object.keys({ ...COMMON_OPTIONS, ...command.options })) expect(own).toContain(`--${option}`);
  }
});

test('no command takes an option of the common ones for itself', () => {
  const common = new Set(Object.values(COMMON_OPTIONS).flatMap((option) => ('short' in option ? [option.short] : [])));
  for (const { options } of COMMANDS) {
    for (const [name, { short }] of Object.entries(options)) {
      expect(Object.hasOwn(COMMON_OPTIONS, name)).toBe(false);
      expect(common.has(short as never)).toBe(false);
    }
  }
});

/** The shim alone, in a folder where the bundle is `bundle`; null: there is none. */
function shim(bundle: string | null): string {
  const root = mkdtempSync(join(tmpdir(), 'keyturn-shim-'));
  mkdirSync(join(root, 'bin'));
  mkdirSync(join(root, 'dist'));
  copyFileSync(new URL('../../analyzer/bin/keyturn.mjs', import.meta.url), join(root, 'bin/keyturn.mjs'));
  if (bundle !== null) writeFileSync(join(root, 'dist/cli.mjs'), bundle);
  return join(root, 'bin/keyturn.mjs');
}

test('the shim says in one sentence that nothing is built', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [shim(null), 'scan'], { encoding: 'utf8' });
  expect([status, stdout, stderr]).toEqual([
    3,
    '',
    'keyturn is not built yet: run `npm run build` in the repository.\n',
  ]);
});

test('the shim starts the bundle', () => {
  const started = shim("export const start = async () => { console.log('poured', process.argv[2]); };");
  expect(execFileSync(process.execPath, [started, 'tea'], { encoding: 'utf8' })).toBe('poured tea\n');
});

/** What is made from other files is as fresh as they are, and the docs name every rule. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { RULES } from '../../analyzer/src/rules/registry.generated.ts';
import { readSources, SOURCES } from './sources.ts';

const ROOT = join(SOURCES, '../..');

it('is fresh', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts/generate.mjs'), '--check'], {
    encoding: 'utf8',
  });
  expect(`${stdout}${stderr}`).toBe('');
  expect(status).toBe(0);
});

it('has a page and a row for every rule, and a file named after it', () => {
  const overview = readFileSync(join(ROOT, 'analyzer/README.md'), 'utf8');
  for (const { id } of RULES) {
    expect(existsSync(join(SOURCES, `rules/${id}.ts`)), id).toBe(true);
    expect(overview, id).toContain(`docs/rules/${id}.md`);
    expect(readFileSync(join(ROOT, `docs/rules/${id}.md`), 'utf8')).toContain(`# ${id}\n`);
  }
});

it('opens every source with the sentence that says why it exists', () => {
  const silent = readSources().filter(({ text }) => !/^(?:\/\*\*|\/\/ )/.test(text));
  expect(silent.map(({ file }) => file)).toEqual([]);
});

/** Examples of the registry in the README are what the commands print, and its list of formats is whole. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { keyturn } from '../cli/run.ts';
import { FORMATS } from './estate.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const [, section = ''] = /\n## The registry\n([\s\S]*?)\n## /.exec(readme) ?? [];
const EXAMPLES = [...section.matchAll(/\n {4}keyturn (registry [^\n]+)\n\n```(?:mermaid)?\n([\s\S]*?)```/g)];

test('the formats are those that exist', () => {
  const named = [...section.matchAll(/^\| ((?:`[a-z]+`(?:, )?)+) \|/gm)].flatMap(
    ([, cell = '']) => cell.match(/[a-z]+/g) ?? [],
  );
  expect(named.sort()).toEqual([...FORMATS].sort());
});

test('there are examples', () => expect(EXAMPLES).toHaveLength(2));

test.each(EXAMPLES.map(([, command = '', output = '']) => [command, output] as const))(
  '%s',
  async (command, output) => {
    const { scan } = await import('../../analyzer/src/scan.ts');
    const ran = await keyturn(command.split(' '), { directory: ROOT, scan });
    expect(ran.out).toBe(output);
  },
);

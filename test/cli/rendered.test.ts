/** `--rendered`: what is read, under which names, and what is refused. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Scan } from '../../analyzer/src/cli/contract.ts';
import { tearoom } from '../wire/tearoom.ts';
import { temporaryTree } from '../workspace/temporary.ts';
import { keyturn } from './run.ts';

/** The texts a scan is handed. */
async function handed(words: readonly string[], directory: string) {
  let rendered: Parameters<Scan>[0]['rendered'];
  const scan: Scan = async (options) => {
    rendered = options.rendered;
    return { inventory: tearoom };
  };
  const { code, err } = await keyturn(['scan', '--fail-on', 'never', ...words], { scan, directory });
  return { code, err, rendered };
}

const root = temporaryTree({
  'out/prod/b.json': '{}',
  'out/a.yaml': 'kind: Pod',
  'out/NOTES.txt': 'not a manifest',
  'empty/readme.md': 'nothing',
});

test('a folder is read with all below it, in order', async () => {
  expect((await handed(['--rendered', 'out'], root)).rendered).toEqual([
    { name: 'rendered:a.yaml', text: 'kind: Pod' },
    { name: 'rendered:prod/b.json', text: '{}' },
  ]);
});

test('a file is read whatever it is called', async () => {
  expect((await handed(['--rendered', join('out', 'NOTES.txt')], root)).rendered).toEqual([
    { name: 'rendered:NOTES.txt', text: 'not a manifest' },
  ]);
});

test('without the option a scan is handed nothing', async () => {
  expect((await handed([], root)).rendered).toBeUndefined();
});

test.each([
  [['--rendered', 'nowhere'], 'cannot read nowhere: no such file'],
  [['--rendered', 'empty'], 'empty holds no YAML or JSON file'],
  [['--rendered', 'out', '--from', 'out/prod/b.json'], '--rendered goes with a scan, not with --from'],
])('%s is refused', async (words, why) => {
  const { code, err } = await handed(words, root);
  expect(code).toBe(2);
  expect(err).toContain(why);
});

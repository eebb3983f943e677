/** Tar archives, honest and hostile. */
import { describe, expect, test } from 'vitest';
import { readTar } from '../../analyzer/src/syntax/archive.ts';
import { entryOf, tarOf } from './tar.ts';

const contents = (bytes: Uint8Array) => {
  const { files, refused } = readTar(bytes);
  return { files: Object.fromEntries([...files].map(([path, body]) => [path, Buffer.from(body).toString()])), refused };
};
const end = Buffer.alloc(1024);

describe('a tar archive', () => {
  test('gives its files by path', () => {
    expect(contents(tarOf({ 'whelk/Chart.yaml': 'name: whelk', './whelk//a.txt': 'x'.repeat(513) }))).toEqual({
      files: { 'whelk/Chart.yaml': 'name: whelk', 'whelk/a.txt': 'x'.repeat(513) },
      refused: [],
    });
  });

  test('may name a file in the entry before it', () => {
    const long = `${'deep/'.repeat(40)}whelk.yaml`;
    const gnu = [entryOf('././@LongLink', Buffer.from(`${long}\0`), 'L'), entryOf('cut', Buffer.from('gnu'), '0'), end];
    expect(contents(Buffer.concat(gnu)).files).toEqual({ [long]: 'gnu' });
    const record = ` path=${long}\n`;
    const pax = [
      entryOf('pax', Buffer.from(`${record.length + 3}${record}`), 'x'),
      entryOf('cut', Buffer.from('pax'), '0'),
      end,
    ];
    expect(contents(Buffer.concat(pax)).files).toEqual({ [long]: 'pax' });
  });

  test('has no links and folders, and no file outside of itself', () => {
    const bytes = Buffer.concat([
      entryOf('whelk/', Buffer.alloc(0), '5'),
      entryOf('whelk/link', Buffer.alloc(0), '2'),
      entryOf('/etc/passwd', Buffer.from('a'), '0'),
      entryOf('whelk/../../up', Buffer.from('b'), '0'),
      entryOf('whelk/in', Buffer.from('c'), '0'),
      end,
    ]);
    expect(contents(bytes)).toEqual({
      files: { 'whelk/in': 'c' },
      refused: ['/etc/passwd: it leads out of the archive', 'whelk/../../up: it leads out of the archive'],
    });
  });

  test('that ends too early, lies about a size or is none ends quietly', () => {
    expect(contents(entryOf('whelk', Buffer.from('short'), '0', 9_999_999))).toEqual({
      files: {},
      refused: ['whelk: the archive ends within it'],
    });
    expect(contents(entryOf('whelk', Buffer.from('x'), '0', -1)).files).toEqual({});
    expect(contents(Buffer.from('PK'.repeat(700)))).toEqual({ files: {}, refused: [] });
    expect(contents(new Uint8Array(3))).toEqual({ files: {}, refused: [] });
  });
});

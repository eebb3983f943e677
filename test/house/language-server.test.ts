/** The language server knows the analyzer by its door, the analyzer does not know the server, and clients know `protocol.ts` alone. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { readSources } from './sources.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Imports of the files of a folder, as paths from the repository's root where they are relative. */
function importsOf(folder: string): ReadonlyArray<{ readonly file: string; readonly to: string }> {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const { importedFiles } = ts.preProcessFile(readFileSync(join(ROOT, file), 'utf8'), true, true);
      return importedFiles.map(({ fileName }) => ({
        file,
        to: fileName.startsWith('.') ? posix.join(posix.dirname(file), fileName) : fileName,
      }));
    });
}

const server = importsOf('language-server/src');

describe('the language server', () => {
  it('enters the analyzer by its door', () => {
    const inside = server.filter(({ to }) => to.startsWith('analyzer/'));
    expect(inside.length).toBeGreaterThan(0);
    expect(inside.filter(({ to }) => to !== 'analyzer/src/index.ts')).toEqual([]);
  });

  it('says its own part of the protocol in a file that imports nothing', () =>
    expect(server.filter(({ file }) => file.endsWith('/protocol.ts'))).toEqual([]));

  it('has one file for each request, and none imports another server’s business', () => {
    const threads = server.filter(({ file, to }) => file.includes('/worker/') && to.includes('/requests/'));
    expect(threads).toEqual([]);
  });

  it('is unknown to the analyzer', () => {
    const known = readSources().flatMap(({ file, imports }) =>
      imports.filter((to) => to.includes('language-server/')).map((to) => `${file} → ${to}`),
    );
    expect(known).toEqual([]);
  });
});

/** The analyzer's sources and what they import, read by TypeScript's own parser: a comment or a text is no import. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

export const SOURCES = join(import.meta.dirname, '../../analyzer/src');

export interface Source {
  /** Below `analyzer/src`, with `/`. */
  readonly file: string;
  readonly text: string;
  /** Files below `analyzer/src` it imports, types included. */
  readonly imports: readonly string[];
  /** Packages and modules of Node it imports. */
  readonly packages: readonly string[];
}

/** Every source file, sorted. */
export function readSources(): readonly Source[] {
  return readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map(readSource);
}

function readSource(file: string): Source {
  const text = readFileSync(join(SOURCES, file), 'utf8');
  const named = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  const relative = named.filter((name) => name.startsWith('.'));
  return {
    file,
    text,
    imports: relative.map((name) => posix.normalize(posix.join(posix.dirname(file), name))),
    packages: named.filter((name) => !name.startsWith('.')),
  };
}

/** The area a file belongs to: its folder, or the file itself where it stands at the top. */
export function areaOf(file: string): string {
  return file.split('/')[0] ?? file;
}

/**
 * The texts of `--rendered`: one file, a folder with all below it, or standard input. Links are not followed, and what is read stays
 * in memory. Places in it are named `rendered:…`, because no file of the scanned folder is meant.
 */
import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { compareText } from '../model/place.ts';
import { codeOf, UsageError } from './exit.ts';

export interface RenderedFile {
  readonly name: string;
  readonly text: string;
}

/** Bytes of one file: a dump of a large cluster. */
const LARGEST = 256 * 1024 * 1024;
const MOST_FILES = 10_000;
const MANIFEST = /\.(?:ya?ml|json)$/i;

/** Reads what was typed behind `--rendered`. Fails with a `UsageError` where there is nothing to read. */
export function readRenderedTexts(typed: string, directory: string): readonly RenderedFile[] {
  try {
    if (typed === '-') return [{ name: 'rendered:-', text: readFileSync(0, 'utf8') }];
    const path = resolve(directory, typed);
    if (!statSync(path).isDirectory()) return [readOne(path, basename(path))];
    const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter(isManifest);
    if (files.length === 0) throw new UsageError(`${typed} holds no YAML or JSON file`);
    if (files.length > MOST_FILES) throw new UsageError(`${typed} holds more than ${MOST_FILES} files`);
    return files
      .map((file) => join(file.parentPath, file.name))
      .map((file) => readOne(file, relative(path, file).replaceAll('\\', '/')))
      .sort((a, b) => compareText(a.name, b.name));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`cannot read ${typed}: ${codeOf(error) === 'ENOENT' ? 'no such file' : codeOf(error)}`);
  }
}

function isManifest(file: Dirent): boolean {
  return file.isFile() && MANIFEST.test(file.name);
}

function readOne(path: string, name: string): RenderedFile {
  if (statSync(path).size > LARGEST) throw new UsageError(`${name} is larger than ${LARGEST / 1024 / 1024} MB`);
  return { name: `rendered:${name}`, text: readFileSync(path, 'utf8') };
}

/**
 * Where in the workspace a path of an Argo CD source lies. Argo CD knows a repository by its address, the workspace by nothing, so
 * a path that exists here is taken for this repository's; it must never be looked for outside.
 */
import { linesOfGlobs, readPattern } from '../../model/glob.ts';
import { compareText } from '../../model/place.ts';
import { baseName, folderOf, resolvePath } from '../../syntax/path.ts';
import type { Files } from '../contract.ts';
import { kustomizationIn } from '../kustomize/sources.ts';

/** Paths one walk may meet; more are no folder of manifests. */
const MOST_PATHS = 20_000;

/**
 * The folder of the workspace that `path` is, asked for in `file`; null: not here. The repository may lie below the root of the
 * scan, so the folders above the file are tried, the outermost first. The root of a repository counts only where a tool finds
 * something to build in it.
 */
export function folderHere(path: string, file: string, files: Files): string | null {
  const relative = inRepository(path);
  if (relative === null) return null;
  for (const root of rootsAbove(file)) {
    const folder = resolvePath(root, relative);
    if (folder === null || files.has(folder)) continue;
    if (relative === '' ? kustomizationIn(folder, files) || chartIn(folder, files) : files.list(folder).length > 0)
      return folder;
  }
  return null;
}

/** The file that `path` of a repository is, asked for in `file`; null: not here. */
export function fileHere(path: string, file: string, files: Files): string | null {
  const relative = inRepository(path);
  if (relative === null) return null;
  return (
    rootsAbove(file)
      .map((root) => resolvePath(root, relative) ?? '')
      .find((found) => files.has(found)) ?? null
  );
}

/** A template that nothing filled in is no path. */
function inRepository(path: string): string | null {
  return path.includes('{{') || path.includes('${') ? null : resolvePath('', path.replace(/^\/+/, ''));
}

/** The chart description of a folder; null where it has none. */
export function chartIn(folder: string, files: Files): string | null {
  const path = folder === '' ? 'Chart.yaml' : `${folder}/Chart.yaml`;
  return files.has(path) ? path : null;
}

/** What may be the root of the repository `file` is in: `''`, then each folder towards it. */
export function rootsAbove(file: string): readonly string[] {
  const parts = folderOf(file) === '' ? [] : folderOf(file).split('/');
  return ['', ...parts.map((_, index) => parts.slice(0, index + 1).join('/'))];
}

/** Files and folders (these with a `/` at their end) below `folder`, sorted; hidden ones are passed over. */
export function walk(folder: string, files: Files): readonly string[] {
  const found: string[] = [];
  const open = [folder];
  for (let at = open.pop(); at !== undefined && found.length < MOST_PATHS; at = open.pop())
    for (const path of files.list(at)) {
      if (baseName(path).startsWith('.')) continue;
      if (files.has(path)) found.push(path);
      else {
        found.push(`${path}/`);
        open.push(path);
      }
    }
  return found.sort(compareText);
}

/** The part of a pattern before its first wild segment: where a walk for it begins. */
export function fixedPart(pattern: string): string {
  const segments = pattern.split('/');
  const wild = segments.findIndex((segment) => /[*?[{\\]/.test(segment));
  return segments.slice(0, wild < 0 ? -1 : wild).join('/');
}

/** Whether a path fits a glob from the folder the glob is written for, `{a,b}` included. A glob without a slash speaks of names. */
export function fitsGlob(glob: string): (path: string) => boolean {
  return fits(glob, (line) => (line.includes('/', 1) ? line : line.replace(/^\//, '')));
}

/** Whether a path from the root of a repository fits the pattern of a git generator. */
export function fitsPattern(pattern: string): (path: string) => boolean {
  return fits(pattern.replace(/^(?:\.?\/)+/, '').replace(/\/$/, ''), (line) => line);
}

function fits(glob: string, lineOf: (line: string) => string): (path: string) => boolean {
  const patterns = linesOfGlobs([glob]).flatMap((line) => readPattern(lineOf(line)) ?? []);
  return (path) => patterns.some((pattern) => pattern.fits(path));
}

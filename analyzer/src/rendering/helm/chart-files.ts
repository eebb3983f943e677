/**
 * Which files a chart consists of: what `.helmignore` leaves out is none of them. A chart may stand in the root of a repository, so
 * only its own folders are walked unless a template asks for more.
 */
import { covers, readPattern } from '../../model/glob.ts';
import { compareText } from '../../model/place.ts';
import type { Files } from '../contract.ts';

/** More files than a chart has that people keep. */
const MOST_FILES = 4000;
/** Never part of a chart, and large. */
const NEVER = /(?:^|\/)(?:\.git|node_modules)$/;

/** A path inside a folder; the root is `''`. */
export function inside(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

/** Paths of all files below a folder, in the order of their names; no more than a chart can have. */
export function filesBelow(folder: string, files: Files): readonly string[] {
  const found: string[] = [];
  const waiting = [folder];
  const seen = new Set(waiting);
  for (let next = waiting.pop(); next !== undefined && found.length < MOST_FILES; next = waiting.pop()) {
    for (const child of files.list(next)) {
      if (files.has(child)) found.push(child);
      else if (!seen.has(child) && !NEVER.test(child)) {
        seen.add(child);
        waiting.push(child);
      }
    }
  }
  return found.sort(compareText).slice(0, MOST_FILES);
}

/** Says of a path relative to the chart whether `.helmignore` leaves it out. https://helm.sh/docs/chart_template_guide/helm_ignore_file/ */
export function ignoredBy(folder: string, files: Files): (relative: string) => boolean {
  const lines = (files.text(inside(folder, '.helmignore')) ?? '').split('\n');
  const patterns = lines.flatMap((line) => readPattern(line) ?? []);
  return (relative) => patterns.reduce((left, pattern) => (covers(pattern, relative) ? !pattern.negated : left), false);
}

/** Not among `.Files`: helm, `pkg/chart/loader/load.go`. */
const NO_FILES =
  /^(?:templates\/|charts\/|(?:Chart|values|requirements)\.yaml$|values\.schema\.json$|(?:Chart|requirements)\.lock$)/;

/** Paths, relative to the chart, that `.Files` shows. */
export function otherFiles(folder: string, files: Files): readonly string[] {
  const ignored = ignoredBy(folder, files);
  const length = folder === '' ? 0 : folder.length + 1;
  return filesBelow(folder, files)
    .map((path) => path.slice(length))
    .filter((path) => !NO_FILES.test(path) && !ignored(path));
}

/**
 * Lists a folder that git does not look after: every file below it that no `.gitignore` on the way leaves out. Links are
 * listed and never entered, so a loop is one entry; what cannot be opened is named.
 */
import type { Failure } from './disk.ts';
import type { IgnoreRules } from './ignore-rules.ts';
import type { Root } from './root.ts';

export interface Walked {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly kind: 'file' | 'link' | 'other';
}

export interface Walk {
  readonly found: readonly Walked[];
  /** Files that a rule leaves out; the contents of ignored folders are not among them. */
  readonly ignored: readonly string[];
  /** Folders of installed or built files that were not entered. */
  readonly passed: readonly string[];
  readonly failed: ReadonlyArray<{ readonly path: string; readonly failure: Failure }>;
}

/** Folders that hold copies of other people's work or of one's own; git would normally be told to ignore them. */
const PASSED = new Set([
  'node_modules',
  'bower_components',
  'vendor',
  'dist',
  '.terraform',
  '.venv',
  '__pycache__',
  '.next',
  '.gradle',
]);
/** Where version control keeps itself. */
const ADMINISTRATIVE = new Set(['.git', '.hg', '.svn']);

/** Lists the root without recursion, so that no depth of nesting ends it. */
export function walk(root: Root, rules: IgnoreRules): Walk {
  const result = {
    found: [] as Walked[],
    ignored: [] as string[],
    passed: [] as string[],
    failed: [] as Walk['failed'][number][],
  };
  const waiting = [''];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const entries = root.list(folder);
    if (entries.failure) {
      result.failed.push({ path: folder, failure: entries.failure });
      continue;
    }
    for (const { name, kind } of entries.value) {
      const file = folder === '' ? name : `${folder}/${name}`;
      if (kind !== 'folder') {
        if (rules.ignores(file)) result.ignored.push(file);
        else result.found.push({ path: file, kind });
      } else if (PASSED.has(name)) result.passed.push(file);
      else if (!ADMINISTRATIVE.has(name) && !rules.ignores(`${file}/`)) waiting.push(file);
    }
  }
  return result;
}

/**
 * Nested files of gitignore patterns (`.gitignore`, `.keyturnignore`, and the pattern side of `.gitattributes`), read as git
 * reads them: the deepest file that says something wins, and what lies in an ignored folder stays ignored. It never touches the disk itself.
 */
import ignore from 'ignore';

/** Text of the rules file of a folder (`''`: the root), null where there is none. */
export type RulesText = (folder: string) => string | null;

export interface IgnoreRules {
  /** Whether a path (relative, with `/`; folders end in `/`) is ignored. */
  ignores(path: string): boolean;
}

/** More than this many `*` in one pattern can take a matcher hours; git itself has no such limit, so a pattern beyond it is left out. */
const MOST_STARS = 4;

/** What holds in one folder: the rules files on the way down, the root's first. */
interface Standing {
  readonly ignored: boolean;
  readonly rules: ReadonlyArray<{ readonly folder: string; readonly matcher: ReturnType<typeof ignore> }>;
}

/** The rules of every folder, each file asked for once, when first needed. */
export function createIgnoreRules(textOf: RulesText): IgnoreRules {
  const standings = new Map<string, Standing>();

  function standingOf(folder: string): Standing {
    const known = standings.get(folder);
    if (known) return known;
    const above = folder === '' ? NOTHING_YET : standingOf(folderOf(folder));
    const ignored = folder !== '' && isIgnored(`${folder}/`, above);
    const text = ignored ? null : textOf(folder);
    const rules = text === null ? above.rules : [...above.rules, { folder, matcher: compile(text.split(/\r?\n/)) }];
    const standing = { ignored, rules };
    standings.set(folder, standing);
    return standing;
  }

  return { ignores: (path) => isIgnored(path, standingOf(folderOf(path))) };
}

const NOTHING_YET: Standing = { ignored: false, rules: [] };

function isIgnored(path: string, { ignored, rules }: Standing): boolean {
  if (ignored) return true;
  let verdict = false;
  for (const { folder, matcher } of rules) {
    const found = matcher.test(folder === '' ? path : path.slice(folder.length + 1));
    if (found.ignored) verdict = true;
    else if (found.unignored) verdict = false;
  }
  return verdict;
}

/** A matcher of gitignore patterns that no pattern can keep busy. */
export function compile(patterns: readonly string[]): ReturnType<typeof ignore> {
  return ignore({ ignorecase: false, allowRelativePaths: true }).add(patterns.filter(isCheap));
}

/** Whether a pattern is matched in reasonable time, whatever the path. */
export function isCheap(pattern: string): boolean {
  return pattern.length <= 1024 && pattern.replaceAll(/\*\*+/g, '').split('*').length <= MOST_STARS + 1;
}

/** The folder that holds a path, `''` for the root; a folder may be written with its slash. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/', path.length - 2)));
}

/**
 * Nested files of gitignore patterns (`.gitignore`, `.keyturnignore`, and the pattern side of `.gitattributes`), read as git
 * reads them: the deepest file that says something wins, and what lies in an ignored folder stays ignored. It never touches the disk itself.
 */
import { type Pattern, readPattern } from '../model/glob.ts';

/** Text of the rules file of a folder (`''`: the root), null where there is none. */
export type RulesText = (folder: string) => string | null;

export interface IgnoreRules {
  /** Whether a path (relative, with `/`; folders end in `/`) is ignored. */
  ignores(path: string): boolean;
}

/** What holds in one folder: the rules files on the way down, the root's first. */
interface Standing {
  readonly ignored: boolean;
  readonly rules: ReadonlyArray<{ readonly folder: string; readonly patterns: readonly Pattern[] }>;
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
    const rules = text === null ? above.rules : [...above.rules, { folder, patterns: readPatterns(text) }];
    const standing = { ignored, rules };
    standings.set(folder, standing);
    return standing;
  }

  return { ignores: (path) => isIgnored(path, standingOf(folderOf(path))) };
}

const NOTHING_YET: Standing = { ignored: false, rules: [] };

function isIgnored(path: string, { ignored, rules }: Standing): boolean {
  if (ignored) return true;
  for (const { folder, patterns } of rules.toReversed()) {
    const below = folder === '' ? path : path.slice(folder.length + 1);
    const decisive = patterns.find((pattern) => pattern.fits(below));
    if (decisive) return !decisive.negated;
  }
  return false;
}

/** The patterns of a rules file, the last line first: the last one that fits decides. */
function readPatterns(text: string): readonly Pattern[] {
  return text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map(readPattern)
    .filter((pattern) => pattern !== null)
    .toReversed();
}

/** The folder that holds a path, `''` for the root; a folder may be written with its slash. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/', path.length - 2)));
}

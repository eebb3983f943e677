/**
 * Which of the listed files are worth reading. Own ignore files and the configuration leave files out; links, generated files
 * and ignored files that may hold secrets are named. It looks at names and at attribute files, never at a file's content.
 */
import type { Skipped } from '../model/coverage.ts';
import { linesOfGlobs } from '../model/glob.ts';
import { compareText } from '../model/place.ts';
import { generatedRules } from './generated.ts';
import { createIgnoreRules } from './ignore-rules.ts';
import { judgeLink } from './links.ts';
import { type Listing, listedRulesFiles } from './listing.ts';
import type { Root } from './root.ts';

export interface Choice {
  /** Globs of `files.exclude`. */
  readonly exclude: readonly string[];
  /** Whether a reader could want a file of this name. */
  wants(path: string): boolean;
}

export interface Selection {
  /** Every file that is not left out, sorted. */
  readonly paths: readonly string[];
  /** Those of them whose name a reader could want. */
  readonly wanted: readonly string[];
  readonly skipped: readonly Skipped[];
}

export const IGNORE_FILE = '.keyturnignore';

/** Files that people keep out of git because of what they hold. */
const SECRET_BEARING =
  /(?:^|\/)(?:\.env(?:\..+)?|\.envrc|[^/]+\.env|secrets?\.(?:ya?ml|json|toml)|[^/]+\.tfvars(?:\.json)?|\.npmrc|\.netrc|\.pgpass|kubeconfig)$/i;

/** Chooses among the listed files. */
export function selectFiles(root: Root, listing: Listing, choice: Choice): Selection {
  const own = createIgnoreRules(listedRulesFiles(root, IGNORE_FILE, [...listing.files, ...listing.ignored]));
  const exclude = linesOfGlobs(choice.exclude).join('\n');
  const excluded = createIgnoreRules((folder) => (folder === '' ? exclude : null)).ignores;
  const generated = generatedRules(root, listing.files);
  const left = { own: 0, excluded: 0 };
  const kept = (file: string): boolean => {
    const cause = excluded(file) ? 'excluded' : own.ignores(file) ? 'own' : null;
    if (cause && choice.wants(file)) left[cause] += 1;
    return cause === null;
  };

  const skipped: Skipped[] = [...listing.skipped];
  const paths: string[] = [];
  for (const file of listing.files) {
    if (!kept(file)) continue;
    if (choice.wants(file) && generated(file))
      skipped.push({ file, reason: 'marked linguist-generated in .gitattributes' });
    else paths.push(file);
  }
  for (const file of listing.links) if (kept(file)) skipped.push(...judgeLink(root, file));
  for (const file of listing.ignored)
    if (SECRET_BEARING.test(file) && kept(file)) skipped.push({ file, reason: 'ignored by git: not read' });
  skipped.push(...sayLeftOut(left));
  paths.sort(compareText);
  return { paths, wanted: paths.filter(choice.wants), skipped };
}

function sayLeftOut(left: { readonly own: number; readonly excluded: number }): readonly Skipped[] {
  const lines = [
    { file: IGNORE_FILE, count: left.own, says: `left out by ${IGNORE_FILE}` },
    { file: 'keyturn.yaml', count: left.excluded, says: 'left out by files.exclude' },
  ];
  return lines
    .filter(({ count }) => count > 0)
    .map(({ file, count, says }) => ({ file, reason: `${count} ${count === 1 ? 'file' : 'files'} ${says}` }));
}

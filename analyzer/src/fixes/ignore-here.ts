/**
 * A finding that is right and accepted, said beside the line it is about: a comment above it, with a reason to be worded. Offered only where a line
 * of comment is one: not in formats without comments, not inside a text of several lines, not between a command and its continuation.
 */
import { sourceText } from './call-text.ts';
import { defineFixer, type Fix, UNWORDED } from './contract.ts';
import { indentOf, insertAt, lineEndOf, linesOf } from './text.ts';

interface Manner {
  /** Matched against the last part of the path. */
  readonly files: RegExp;
  readonly comment: (says: string) => string;
  /** Whether a line of comment may stand above line `at`, from 0. */
  readonly allows: (lines: readonly string[], at: number, file: string) => boolean;
}

const hash = (says: string) => `# ${says}`;
const slashes = (says: string) => `// ${says}`;

/** How a line of comment is written, by kind of file; each in a form that `syntax/suppressions.ts` reads. */
const MANNERS: readonly Manner[] = [
  { files: /\.ya?ml$/, comment: hash, allows: (lines, at) => !inBlock(lines, at) },
  { files: /\.pyi?$/, comment: hash, allows: isCode },
  {
    files: /\.(?:[cm]?[jt]sx?|go|java|kts?|cs|rs|scala|swift|groovy|gradle)$/,
    comment: slashes,
    allows: (lines, at, file) => isCode(lines, at, file) && !/^\s*</.test(lines[at] ?? ''),
  },
  { files: /\.(?:rb|sh|bash|tf|tfvars|hcl|nomad|toml|properties)$/, comment: hash, allows: isWhole },
  { files: /^\.env(?:\..+)?$|\.env$|^Dockerfile(?:\..+)?$|\.[Dd]ockerfile$|^crontab$/, comment: hash, allows: isWhole },
  { files: /\.(?:service|timer|socket|container)$/, comment: hash, allows: isWhole },
  { files: /\.sql$/, comment: (says) => `-- ${says}`, allows: isWhole },
];

export default defineFixer({
  id: 'ignore-here',
  offer({ finding, text }): readonly Fix[] {
    if (finding?.place.from !== 'text' && finding?.place.from !== 'absence') return [];
    const { rule, place } = finding;
    const { file, line } = place.span;
    const manner = MANNERS.find(({ files }) => files.test(file.slice(file.lastIndexOf('/') + 1)));
    const source = text(file);
    if (!manner || source === null) return [];
    const lines = linesOf(source);
    const here = lines[line - 1];
    if (here === undefined || /^(?:#!|<\?)/.test(here) || !manner.allows(lines, line - 1, file)) return [];
    const indent = here.slice(0, here.search(/\S|$/));
    const comment = `${indent}${manner.comment(`keyturn:ignore ${rule} ${UNWORDED}`)}${lineEndOf(source)}`;
    const title = `Ignore ${rule} in a comment here, with a reason`;
    return [{ title, settles: rule, edits: [insertAt(file, line, 1, comment)] }];
  },
});

/** Not the rest of a line above. */
function isWhole(lines: readonly string[], at: number): boolean {
  return !/\\\s*$/.test(lines[at - 1] ?? '');
}

/** Not inside a string or a comment of several lines. */
function isCode(lines: readonly string[], at: number, file: string): boolean {
  const bare = sourceText(file, lines.join('\n')).bare.split('\n')[at] ?? '';
  return isWhole(lines, at) && bare[(lines[at] ?? '').search(/\S/)] !== ' ';
}

/** Inside a block scalar of YAML: whatever is written there belongs to it. */
function inBlock(lines: readonly string[], at: number): boolean {
  let least = indentOf(lines[at] ?? '');
  for (let above = at - 1; above >= 0 && least > 0; above--) {
    const line = lines[above] ?? '';
    if (line.trim() === '' || indentOf(line) >= least) continue;
    if (/(?:^|[\s:])[|>][-+\d]*\s*(?:#.*)?$/.test(line)) return true;
    least = indentOf(line);
  }
  return false;
}

/**
 * Patterns as git reads them (gitignore(5)), matched in time that grows with pattern times path whatever either holds. Patterns
 * come from the scanned repository, and matchers made of regular expressions can be kept busy for hours by one line. One thing git
 * knows is not known here: a set in brackets that holds a slash.
 */

/** One position of a segment: a character, any character, any run of characters, or one of a set. */
type Token = string | typeof ANY | typeof RUN | CharacterSet;
type Segment = readonly Token[] | typeof FOLDERS;

const ANY = Symbol('?');
const RUN = Symbol('*');
/** Any number of whole segments. */
const FOLDERS = Symbol('**');

interface CharacterSet {
  readonly negated: boolean;
  readonly ranges: ReadonlyArray<readonly [string, string]>;
}

export interface Pattern {
  /** Written with `!`: takes back what an earlier pattern left out. */
  readonly negated: boolean;
  /** Whether it fits a path relative to the folder of the pattern; folders end in `/`. */
  fits(path: string): boolean;
}

/** Reads one line of a rules file; null where it holds no pattern. */
export function readPattern(line: string): Pattern | null {
  const text = line.replace(/\r$/, '').replace(/(?<!\\) +$/, '');
  if (text === '' || text.startsWith('#')) return null;
  const negated = text.startsWith('!');
  const body = negated ? text.slice(1) : text;
  const path = body.replace(/\/$/, '');
  if (path === '') return null;
  const foldersOnly = body !== path;
  const fits = path.includes('/') ? fitsPath(path.replace(/^\//, '')) : fitsName(path);
  return { negated, fits: (whole) => (whole.endsWith('/') ? fits(whole.slice(0, -1)) : !foldersOnly && fits(whole)) };
}

/** A pattern without a slash speaks of the last segment, at any depth. */
function fitsName(pattern: string): (path: string) => boolean {
  const tokens = readSegment(pattern);
  return (path) => tokens !== null && matches(tokens, path.slice(path.lastIndexOf('/') + 1), tokenFits, RUN);
}

function fitsPath(pattern: string): (path: string) => boolean {
  const segments = pattern.split('/').map((segment) => (/^\*\*+$/.test(segment) ? FOLDERS : readSegment(segment)));
  // `a/**` is everything in `a`, not `a` itself.
  if (segments.at(-1) === FOLDERS) segments.push([RUN]);
  const known = segments.filter((segment) => segment !== null);
  return (path) => known.length === segments.length && matches(known, path.split('/'), segmentFits, FOLDERS);
}

function segmentFits(segment: Segment, name: string): boolean {
  return segment !== FOLDERS && matches(segment, name, tokenFits, RUN);
}

function tokenFits(token: Token, character: string): boolean {
  if (typeof token === 'string') return token === character;
  if (typeof token === 'symbol') return token === ANY;
  return token.ranges.some(([from, to]) => from <= character && character <= to) !== token.negated;
}

/** Whether the parts fit the items one by one, `wild` any number of them. Only the last `wild` ever has to be tried again. */
function matches<P, I>(
  parts: readonly P[],
  items: ArrayLike<I>,
  fits: (part: P, item: I) => boolean,
  wild: symbol,
): boolean {
  let part = 0;
  let retry: { readonly part: number; item: number } | null = null;
  for (let item = 0; item < items.length; ) {
    const now = parts[part];
    if (now === wild) {
      part += 1;
      retry = { part, item };
    } else if (now !== undefined && fits(now, items[item] as I)) {
      part += 1;
      item += 1;
    } else if (retry) {
      retry.item += 1;
      ({ part, item } = retry);
    } else return false;
  }
  return parts.slice(part).every((rest) => rest === wild);
}

/** The tokens of one segment; null where a set is not closed, which fits nothing. */
function readSegment(text: string): readonly Token[] | null {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '*') tokens.push(RUN);
    else if (character === '?') tokens.push(ANY);
    else if (character === '\\') {
      at += 1;
      const escaped = text[at];
      if (escaped === undefined) return null;
      tokens.push(escaped);
    } else if (character === '[') {
      const found = SET.exec(text.slice(at));
      if (!found) return null;
      tokens.push(readSet(found[1] ?? '', found[2] ?? ''));
      at += found[0].length - 1;
    } else tokens.push(character);
  }
  return tokens;
}

/** A set from its bracket to the closing one; a bracket in first place is a member. */
const SET = /^\[([!^]?)((?:\]|\[:[a-z]+:\]|\\.|[^\]\\])(?:\[:[a-z]+:\]|\\.|[^\]\\])*)\]/s;
const MEMBER = /\[:([a-z]+):\]|(\\.|.)(?:-(\\.|.))?/gs;

/** Named sets of POSIX, as git knows them. */
const NAMED: Readonly<Record<string, CharacterSet['ranges']>> = {
  alnum: [
    ['0', '9'],
    ['A', 'Z'],
    ['a', 'z'],
  ],
  alpha: [
    ['A', 'Z'],
    ['a', 'z'],
  ],
  digit: [['0', '9']],
  lower: [['a', 'z']],
  upper: [['A', 'Z']],
  punct: [
    ['!', '/'],
    [':', '@'],
    ['[', '`'],
    ['{', '~'],
  ],
  space: [
    ['\t', '\r'],
    [' ', ' '],
  ],
  xdigit: [
    ['0', '9'],
    ['A', 'F'],
    ['a', 'f'],
  ],
};

function readSet(negation: string, members: string): CharacterSet {
  const bare = (member: string) => member.replace(/^\\/, '') || '\\';
  const ranges = [...members.matchAll(MEMBER)].flatMap(([, name, from, to]) =>
    name === undefined ? [[bare(from ?? ''), bare(to ?? from ?? '')] as const] : (NAMED[name] ?? []),
  );
  return { negated: negation !== '', ranges };
}

/** Alternatives a glob with braces stands for; more than this many and the rest stays unread. */
const MOST_ALTERNATIVES = 256;

/** Globs as people write them in a configuration, `{a,b}` included, as lines of a rules file that hold from the root. */
export function linesOfGlobs(globs: readonly string[]): readonly string[] {
  const lines: string[] = [];
  const waiting = globs.filter((glob) => glob !== '').toReversed();
  for (let glob = waiting.pop(); glob !== undefined && lines.length < MOST_ALTERNATIVES; glob = waiting.pop()) {
    const braces = /\{([^{}]*,[^{}]*)\}/.exec(glob);
    if (!braces) lines.push(glob.startsWith('/') ? glob : `/${glob}`);
    else
      for (const one of (braces[1] ?? '').split(',').toReversed())
        waiting.push(glob.slice(0, braces.index) + one + glob.slice(braces.index + braces[0].length));
  }
  return lines;
}

/** Whether any of the globs of a configuration fits a path, from the root; `{a,b}` included. */
export function anyGlob(globs: readonly string[]): (path: string) => boolean {
  const patterns = linesOfGlobs(globs).flatMap((line) => readPattern(line) ?? []);
  return (path) => patterns.some((pattern) => covers(pattern, path));
}

/** Whether a pattern fits a path or a folder above it: as in a rules file, a folder's name covers what is in it. */
export function covers(pattern: Pattern, path: string): boolean {
  if (pattern.fits(path)) return true;
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1))
    if (pattern.fits(path.slice(0, end + 1))) return true;
  return false;
}

/**
 * The parser of TypeScript and JavaScript: oxc, a native module, loaded only when the first candidate of a scan appears,
 * because readers are synchronous and start-up must not pay for it. It never resolves or executes what it parses.
 */
import type { ParserOptions, parseSync } from 'oxc-parser';
import type { SourceText } from '../source.ts';
import { blocksOf } from './blocks.ts';
import type { SyntaxNode } from './node.ts';

type Lang = NonNullable<ParserOptions['lang']>;

let oxc: { readonly parseSync: typeof parseSync } | null = null;

/**
 * Loads the parser; the edge awaits it before a session that has such files. Where no binding fits the platform every file says
 * so in a note, and what can be read without a parser still is.
 */
export async function loadTypescript(): Promise<void> {
  oxc ??= await import('oxc-parser').catch(() => null);
}

/** Larger files are bundles or data, not code that somebody rotates by (a vendored Yarn took 83 % of a scan: performance notes). */
const LARGEST = 512 * 1024;
/** Minified: lines longer than people write, in a file that is not small. */
const MINIFIED = { size: 20_000, lineLength: 400 };

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export type Parsed =
  /** `broken`: lines that were left out, because the parser stops at them. */
  | { readonly program: SyntaxNode; readonly broken: readonly Stretch[]; readonly problem: null }
  /** Nothing to walk: what was wrong, in words. */
  | { readonly program: null; readonly broken: readonly []; readonly problem: string };

/** Parses a file as far as it can be parsed: the parser recovers from most errors, and what it made still counts. */
export function parseTypescript(source: SourceText): Parsed {
  if (!oxc) return failed('the parser of TypeScript could not be loaded');
  if (source.text.length > LARGEST) return failed('larger than 512 KiB');
  if (isMinified(source.text)) return failed('minified');
  const { code, dialect } = blocksOf(source);
  for (const lang of dialect) {
    const { program } = parseAs(oxc.parseSync, source.file, code, lang);
    if (program) return { program, broken: [], problem: null };
  }
  return (
    parseAround(oxc.parseSync, source.file, code, dialect[0] ?? 'ts') ??
    failed('not TypeScript or JavaScript that parses')
  );
}

function failed(problem: string): Parsed {
  return { program: null, broken: [], problem };
}

function isMinified(text: string): boolean {
  if (text.length < MINIFIED.size) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return text.length / lines > MINIFIED.lineLength;
}

interface Attempt {
  /** null: an error stopped it before it had a statement, or the nesting is deeper than the stack. */
  readonly program: SyntaxNode | null;
  /** Where it stopped; null: that is not told. */
  readonly stoppedAt: number | null;
}

function parseAs(parse: typeof parseSync, file: string, code: string, lang: Lang): Attempt {
  try {
    const result = parse(file, code, { lang, preserveParens: false });
    const program = result.program as unknown as SyntaxNode;
    const isThere = Array.isArray(program.body) && program.body.length > 0;
    return { program: isThere ? program : null, stoppedAt: result.errors[0]?.labels[0]?.start ?? null };
  } catch {
    return { program: null, stoppedAt: null };
  }
}

/** More broken lines than these, and the file is of another language. */
const MOST_BROKEN = 8;

/** Leaves out the line the parser stops at, again and again; null: that does not help either. */
function parseAround(parse: typeof parseSync, file: string, whole: string, lang: Lang): Parsed | null {
  const broken: Stretch[] = [];
  for (let code = whole; broken.length <= MOST_BROKEN; ) {
    const { program, stoppedAt } = parseAs(parse, file, code, lang);
    if (program) return { program, broken, problem: null };
    if (stoppedAt === null) return null;
    const start = code.lastIndexOf('\n', stoppedAt - 1) + 1;
    const next = code.indexOf('\n', stoppedAt);
    const end = next < 0 ? code.length : next;
    if (code.slice(start, end).trim() === '') return null;
    broken.push({ start, end });
    code = code.slice(0, start) + ' '.repeat(end - start) + code.slice(end);
  }
  return null;
}

/**
 * The parser of TypeScript and JavaScript: oxc, a native module, loaded only when the first candidate of a scan appears,
 * because readers are synchronous and start-up must not pay for it. It never resolves or executes what it parses.
 */
import type { ParserOptions, parseSync } from 'oxc-parser';
import type { SourceText } from '../source.ts';
import { blocksOf } from './blocks.ts';
import type { SyntaxNode } from './node.ts';

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

export type Parsed =
  | { readonly program: SyntaxNode; readonly problem: null }
  /** Nothing to walk: what was wrong, in words. */
  | { readonly program: null; readonly problem: string };

/** Parses a file as far as it can be parsed: the parser recovers from most errors, and what it made still counts. */
export function parseTypescript(source: SourceText): Parsed {
  if (!oxc) return failed('the parser of TypeScript could not be loaded');
  if (source.text.length > LARGEST) return failed('larger than 512 KiB');
  if (isMinified(source.text)) return failed('minified');
  const { code, dialect } = blocksOf(source);
  for (const lang of dialect) {
    const program = parseAs(oxc.parseSync, source.file, code, lang);
    if (program) return { program, problem: null };
  }
  return failed('not TypeScript or JavaScript that parses');
}

export interface WrittenImport {
  readonly specifier: string;
  readonly start: number;
  readonly end: number;
}

/** The modules a file imports, without its tree: a third of the cost, for files where nothing else is looked for. */
export function importsOfTypescript(source: SourceText): readonly WrittenImport[] {
  if (!oxc || source.text.length > LARGEST) return [];
  const { code, dialect } = blocksOf(source);
  try {
    const { staticImports, staticExports } = oxc.parseSync(source.file, code, { lang: dialect[0] ?? 'ts' }).module;
    const exported = staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest ?? []),
    );
    const requests = [...staticImports.map(({ moduleRequest }) => moduleRequest), ...exported];
    const found = new Map(requests.map(({ value, start, end }) => [value, { specifier: value, start, end }]));
    return [...found.values()].sort((a, b) => a.start - b.start);
  } catch {
    return [];
  }
}

function failed(problem: string): Parsed {
  return { program: null, problem };
}

function isMinified(text: string): boolean {
  if (text.length < MINIFIED.size) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return text.length / lines > MINIFIED.lineLength;
}

/** null: an error stopped it before it had a statement, or the nesting is deeper than the stack. */
function parseAs(
  parse: typeof parseSync,
  file: string,
  code: string,
  lang: NonNullable<ParserOptions['lang']>,
): SyntaxNode | null {
  try {
    const program = parse(file, code, { lang, preserveParens: false }).program as unknown as SyntaxNode;
    return Array.isArray(program.body) && program.body.length > 0 ? program : null;
  } catch {
    return null;
  }
}

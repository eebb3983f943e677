/**
 * What the text of a file tells without its tree: imports of files where nothing else is looked for, and direct reads where nothing
 * can be parsed. Strings and comments are not told apart, so it never says when something happens.
 */

const DIRECT = /\b(?:process\.env|import\.meta\.env|Bun\.env)(?:\?\.|\.|\[\s*['"])([A-Za-z_]\w*)/g;

export interface PlainRead {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Reads in the order of the text, each name once. */
export function plainReads(text: string): readonly PlainRead[] {
  const found = new Map<string, PlainRead>();
  for (const { 0: whole, 1: name, index } of text.matchAll(DIRECT))
    if (name !== undefined && !found.has(name)) found.set(name, { name, start: index, end: index + whole.length });
  return [...found.values()];
}

export interface PlainImport {
  readonly specifier: string;
  readonly start: number;
  readonly end: number;
}

/** `import a from 'b'`, `import 'b'`, `export * from 'b'`, at the beginning of a line; types alone are none. */
const IMPORT = /^[ \t]*(?:import|export)\s+(?!type\b)(?:[^'";]*?\bfrom\s*)?(['"][^'"\n]+['"])/gm;

/** Modules that a file imports, in the order of the text, each once. */
export function plainImports(text: string): readonly PlainImport[] {
  const found = new Map<string, PlainImport>();
  for (const { 0: whole, 1: quoted = '', index } of text.matchAll(IMPORT)) {
    const end = index + whole.length;
    const specifier = quoted.slice(1, -1);
    if (!found.has(specifier)) found.set(specifier, { specifier, start: end - quoted.length, end });
  }
  return [...found.values()];
}

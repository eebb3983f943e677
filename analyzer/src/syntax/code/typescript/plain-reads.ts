/**
 * The direct reads of a text that could not be parsed: what a tolerant expression can tell, and no more. Strings and comments are
 * not told apart, so when it happens is never said.
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

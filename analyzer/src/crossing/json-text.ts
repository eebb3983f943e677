/** JSON as configuration files of TypeScript write it: with comments and commas at the end. A text that is none of it is null. */

/** What is not closed goes to the end, so that no text is searched twice. */
const TOKENS = /"(?:[^"\\]|\\.)*(?:"|$)|\/\/[^\n]*|\/\*(?:[\s\S]*?\*\/|[\s\S]*$)|,(?=\s{0,99}[\]}])/g;

/** What the text holds; null where it does not parse. */
export function parseJsonText(text: string): unknown {
  const plain = text.replace(/^\uFEFF/, '').replaceAll(TOKENS, (token) => (token.startsWith('"') ? token : ' '));
  try {
    return JSON.parse(plain);
  } catch {
    return null;
  }
}

/** The property of a value that may be anything. */
export function fieldOf(value: unknown, name: string): unknown {
  const isObject = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
  return isObject ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

/** The entries of a value that may be no object. */
export function entriesOf(value: unknown): ReadonlyArray<readonly [string, unknown]> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

/** The texts in a value: a text, a list of them, or an object's, some levels deep. */
export function textsIn(value: unknown, depth = 4): readonly string[] {
  if (typeof value === 'string') return [value];
  if (depth === 0 || typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((inner) => textsIn(inner, depth - 1));
}

/** The arguments of a call as texts, in any language that separates them by commas. Total: brackets that never close end the list. */

/** Characters of one call that are looked at. */
const LONGEST = 4000;
const OPENS = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);
const QUOTES: ReadonlySet<string> = new Set(['"', "'", '`']);

/** The arguments from just behind the opening bracket on. */
export function argumentsAt(text: string, start: number): readonly string[] {
  const found: string[] = [];
  const closing: string[] = [')'];
  let from = start;
  let quote: string | null = null;
  const end = Math.min(text.length, start + LONGEST);
  for (let at = start; at < end; at += 1) {
    const character = text[at] ?? '';
    if (quote !== null) {
      if (character === '\\') at += 1;
      else if (character === quote) quote = null;
    } else if (QUOTES.has(character)) quote = character;
    else if (OPENS.has(character)) closing.push(OPENS.get(character) ?? '');
    else if (character === closing.at(-1)) {
      closing.pop();
      if (closing.length === 0) return [...found, text.slice(from, at).trim()];
    } else if (character === ',' && closing.length === 1) {
      found.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  return [];
}

/** The text of a plain literal, a name before it allowed (`path: "x"`, `name="x"`); null for what is computed. */
export function literalOf(argument: string): string | null {
  const literal = /^(?:[A-Za-z_]\w{0,60}\s?[:=]\s?)?[rRbu@]?(["'`])((?:(?!\1)[^\\\n$]){1,500})\1$/.exec(argument);
  const [, , item = ''] = literal ?? [];
  return literal && !/[{}]/.test(item) ? item : null;
}

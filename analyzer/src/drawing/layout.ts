/** Text on a grid of terminal columns: widths, cutting, padding, wrapping. Works on escaped text without colour. */

/** Characters that take two columns: East Asian wide and fullwidth, emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const NOTHING = /^\p{M}/u;
const ASCII = /^[\x20-\x7e]*$/;

/** Columns a text takes. */
export function widthOf(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

function characterWidth(character: string): number {
  if (NOTHING.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** At most `width` columns; what is too long loses its middle, since both ends of a name tell most. */
export function cutMiddle(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  if (width <= 1) return '…'.slice(0, Math.max(0, width));
  const head = Math.ceil((width - 1) / 2);
  const characters = [...text];
  return `${take(characters, head)}…${[...take(characters.toReversed(), width - 1 - head)].reverse().join('')}`;
}

function take(characters: readonly string[], width: number): string {
  let taken = '';
  let used = 0;
  for (const character of characters) {
    used += characterWidth(character);
    if (used > width) break;
    taken += character;
  }
  return taken;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - widthOf(text))) + text;
}

/** Fills lines of at most `width` columns with parts that stay whole where they fit; a longer part loses its middle. */
export function flow(parts: readonly string[], width: number, between: string): readonly string[] {
  const lines: string[] = [];
  for (const part of parts.map((whole) => cutMiddle(whole, width))) {
    const last = lines.at(-1);
    const joined = last === undefined ? part : `${last}${between}${part}`;
    if (last !== undefined && widthOf(joined) <= width) lines[lines.length - 1] = joined;
    else lines.push(part);
  }
  return lines;
}

/** Breaks a sentence at its spaces. */
export function wrap(sentence: string, width: number): readonly string[] {
  return flow(sentence.split(' '), width, ' ');
}

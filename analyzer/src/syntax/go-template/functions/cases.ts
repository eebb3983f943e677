/** Letters and words in another case (https://masterminds.github.io/sprig/strings.html; words as huandu/xstrings 1.3 cuts them). */
import { fromPieces, mapText, piecesOf } from '../pieces.ts';
import { text } from '../trace.ts';
import { computing, type Family, textArgument } from './contract.ts';
import { opaque } from './generated.ts';

/** A function of one text alone. */
function ofText(change: (whole: string) => string): Family[string] {
  return (args) => text(change(textArgument(args, 0).text));
}

/** goutils.SwapCase: upper becomes lower, lower becomes upper. */
function swapCase(whole: string): string {
  return whole.replace(/\p{L}/gu, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}

/** `http_server` is `HttpServer`; a connector at the start, and all but one of several, stay. */
function camelCase(whole: string): string {
  const connector = /[-_\s]/;
  const characters = [...whole];
  let made = '';
  characters.forEach((character, position) => {
    const [before, after] = [characters[position - 1], characters[position + 1]];
    if (!connector.test(character)) {
      const first = before === undefined || connector.test(before);
      made += first ? character.toUpperCase() : character.toLowerCase();
    } else if (made === '' || /^[-_\s]+$/.test(made) || after === undefined || connector.test(after)) made += character;
  });
  return made;
}

/** Words as `snakecase` and `kebabcase` see them; a number behind letters joins the word before it unless letters follow. */
const WORD =
  /\p{Lu}+(?!\p{Ll})\d*(?![\p{L}\d])|\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?\p{Ll}+\d+(?=\p{Lu}|[^\p{L}\d]|$)|\p{Lu}?\p{Ll}+|\p{Lu}+|\d+[\p{Ll}\d]*|[^\p{L}\d\s_-]+/gu;

function joinedWords(connector: string): (whole: string) => string {
  return (whole) => {
    const lead = /^[-_\s]*/.exec(whole)?.[0] ?? '';
    const tail = lead.length === whole.length ? '' : (/[-_\s]*$/.exec(whole)?.[0] ?? '');
    const words = whole.match(WORD)?.map((word) => word.toLowerCase()) ?? [];
    const joined = words
      .join(connector)
      .replace(new RegExp(`${connector}?([^\\p{L}\\d\\s_-]+)${connector}?`, 'gu'), '$1');
    return connector.repeat(lead.length) + joined + connector.repeat(tail.length);
  };
}

/** Letter for letter, as Go does it: `ß` has no single upper case. */
function simpleUpper(letter: string): string {
  const upper = letter.toUpperCase();
  return upper.length === letter.length ? upper : letter;
}

export const CASES: Family = opaque({
  upper: (args) =>
    fromPieces(mapText(piecesOf(textArgument(args, 0)), (part) => part.replace(/\p{Ll}/gu, simpleUpper))),
  lower: (args) => fromPieces(mapText(piecesOf(textArgument(args, 0)), (part) => part.toLowerCase())),
  ...computing({
    title: ofText((whole) => whole.replace(/(?<![\p{L}\p{Nd}_])\p{L}/gu, (letter) => letter.toUpperCase())),
    untitle: ofText((whole) => whole.replace(/(?<=^|\s)\S/gu, (letter) => letter.toLowerCase())),
    swapcase: ofText(swapCase),
    camelcase: ofText(camelCase),
    snakecase: ofText(joinedWords('_')),
    kebabcase: ofText(joinedWords('-')),
  }),
});

/**
 * The words of a command that may name what it runs: programs, modules, entries. Whatever could be a value stays out, because an
 * argument may be a secret (`--token=…`, `-p …`): words with an equals sign, words behind an option, long or unusual ones.
 */
import { itemsAt, scalarAt, type Tree } from './tree.ts';

/** A path, a module, an entry's name; nothing that looks random. An absolute path counts where it ends in a file's extension or lies in a `bin`. */
const WORD = /^(?:[A-Za-z_.][\w./:@-]{0,63}|\/(?:[\w.@-]+\/)*(?:[\w@-]+\.[a-z]{2,5}|bin\/[\w.-]+))$/;
const OPTION = /^-/;
/** Options whose next word is a program or module, not a value. */
const NAMES_NEXT = new Set(['-m', '-A', '--app', '-c', '--module', '-r', '--', '--ini', '--configuration']);
const MOST_WORDS = 24;

/** Words of a command written as one text or as a list of arguments. */
export function commandWords(parts: readonly string[]): readonly string[] {
  const words = parts.flatMap((part, index) => wordsIn(part, index === 0 || parts[index - 1] === '-c'));
  return words
    .filter((word, index) => {
      const before = words[index - 1] ?? '';
      const behindOption = OPTION.test(before) && !NAMES_NEXT.has(before);
      return WORD.test(word) && !behindOption && !/\d{6}/.test(word);
    })
    .slice(0, MOST_WORDS);
}

/** A text with spaces is a command line only where a shell would read it; elsewhere, as in quotes, it is somebody's value. */
function wordsIn(part: string, isCommandLine: boolean): readonly string[] {
  if (!/\s/.test(part)) return [part];
  if (!isCommandLine) return ['-value'];
  const words = [...part.matchAll(/"[^"]*"|'[^']*'|[^\s;&|()`]+/g)].map(([word]) => word);
  return words.flatMap((word, index) => {
    const bare = word.replace(/^["']|["']$/g, '');
    // `sh -c '…'` hands a command line on.
    return bare === word ? [word] : wordsIn(bare, words[index - 1] === '-c');
  });
}

/** The texts of a node that holds a command: a list of arguments, or one text. */
export function commandTexts(tree: Tree | null | undefined, ...path: readonly string[]): readonly string[] {
  const items = itemsAt(tree, ...path).flatMap((item) => (item.kind === 'scalar' ? [item.text] : []));
  const single = scalarAt(tree, ...path)?.text;
  return single ? [single] : items;
}

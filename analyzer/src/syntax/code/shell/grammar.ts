/** How shell writes words, variables and assignments. It knows shapes only; nothing is expanded or run. */
import { type CodeNode, type CodeTree, child, childOf, childrenIn } from '../code-tree.ts';

/** Set by the shell or by whoever logs in: no configuration of a script. */
const OWN =
  /^(?:HOME|PATH|PWD|OLDPWD|USER|USERNAME|LOGNAME|SHELL|SHLVL|TERM|TMPDIR|LANG|LC_\w+|IFS|PS\d|UID|EUID|GID|PPID|RANDOM|SECONDS|LINENO|HOSTNAME|HOSTTYPE|OSTYPE|MACHTYPE|OPTARG|OPTIND|REPLY|COLUMNS|LINES|EDITOR|DISPLAY|FUNCNAME|PIPESTATUS|BASH\w*|ZSH\w*|XDG_\w+|EPOCH\w*|GROUPS|DIRSTACK)$/;
const UPPER_SNAKE = /^[A-Z][A-Z0-9_]+$/;

export interface Expansion {
  readonly node: CodeNode;
  readonly name: string;
  /** A default stands in when it is missing. */
  readonly optional: boolean;
  /** `${!name}`: the name is in a variable. */
  readonly indirect: boolean;
}

/** Variables that the script uses, in the order of the text. */
export function expansionsIn(tree: CodeTree): readonly Expansion[] {
  return tree.all('simple_expansion', 'expansion').flatMap((node): readonly Expansion[] => {
    const variable = childOf(node, 'variable_name');
    if (!variable) return [];
    const name = tree.text(variable);
    const indirect = tree.text(node).startsWith('${!');
    const optional = /^\$\{\w+:?[-=+]/.test(tree.text(node));
    return indirect || isOutside(name) ? [{ node, name, optional, indirect }] : [];
  });
}

export function isOutside(name: string): boolean {
  return UPPER_SNAKE.test(name) && !OWN.test(name);
}

/** What the script assigns, and where: assignments, loops, `read`, `mapfile`. */
export function assignmentsIn(
  tree: CodeTree,
): ReadonlyArray<{ readonly name: string; readonly node: CodeNode; readonly value: CodeNode | null }> {
  const written = tree.all('variable_assignment').flatMap((node) => {
    const name = childOf(node, 'variable_name') ?? childOf(childOf(node, 'subscript'), 'variable_name');
    return name ? [{ name: tree.text(name), node, value: child(node, 'value') }] : [];
  });
  const loops = tree.all('for_statement').flatMap((node) => {
    const name = child(node, 'variable');
    return name ? [{ name: tree.text(name), node, value: null }] : [];
  });
  const asked = tree.all('command').flatMap((node) => {
    const [command, ...words] = wordsOf(node, tree);
    if (!/^(?:read|mapfile|readarray|getopts)$/.test(command?.text ?? '')) return [];
    return words
      .filter(({ text }) => /^\w+$/.test(text ?? ''))
      .map(({ text }) => ({ name: text ?? '', node, value: null }));
  });
  return [...written, ...loops, ...asked];
}

export interface Word {
  readonly node: CodeNode;
  /** Without quotes; null: parts of it are computed. */
  readonly text: string | null;
}

/** The command and its arguments. */
export function wordsOf(command: CodeNode, tree: CodeTree): readonly Word[] {
  const name = child(command, 'name');
  const words = [...(name ? [name] : []), ...childrenIn(command, 'argument')];
  return words.map((node) => ({ node, text: literalOf(node, tree) }));
}

const COMPUTED = /^(?:simple_expansion|expansion|command_substitution|process_substitution|arithmetic_expansion)$/;

/** A word without its quotes; null: the shell computes a part of it. */
export function literalOf(node: CodeNode, tree: CodeTree): string | null {
  if (COMPUTED.test(node.type)) return null;
  if (node.children.length === 0) return tree.text(node).replace(/^(['"])(.*)\1$/s, '$2');
  const parts = node.children.map((part) => literalOf(part, tree));
  return parts.every((part) => part !== null) ? parts.join('') : null;
}

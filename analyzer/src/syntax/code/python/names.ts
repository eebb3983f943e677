/**
 * What names mean in one Python file: imports, assignments and literals, so that a call can be told in full
 * (`env.str` → `environ.Env().str`). It follows what stands in the file and never guesses what another one holds.
 */
import type { Call, Speech } from '../call-rows.ts';
import { type CodeNode, type CodeTree, child, childrenIn, enclosing } from '../code-tree.ts';
import type { FlowTable } from '../flow.ts';

export interface PythonNames extends Speech, FlowTable {
  readonly tree: CodeTree;
  /** In full: `os.environ`, `environ.Env().str`; null for anything that has no name. */
  full(node: CodeNode | null): string | null;
  literals(node: CodeNode): readonly string[];
  readonly calls: readonly Call[];
}

const MOST_LEVELS = 8;

export function namesOf(tree: CodeTree): PythonNames {
  const imported = importedNames(tree);
  const assigned = assignedNames(tree);

  function full(node: CodeNode | null, level = 0): string | null {
    if (!node || level > MOST_LEVELS) return null;
    switch (node.type) {
      case 'identifier':
        return imported.get(tree.text(node)) ?? made(tree.text(node), level) ?? tree.text(node);
      case 'attribute': {
        const written = tree.text(node);
        if (/^(?:self|cls)\.\w+$/.test(written)) return made(written, level) ?? written;
        const object = full(child(node, 'object'), level + 1);
        return object && `${object}.${tree.text(child(node, 'attribute') ?? node)}`;
      }
      case 'call': {
        const callee = full(child(node, 'function'), level + 1);
        return callee && `${callee}()`;
      }
      case 'await':
      case 'parenthesized_expression':
        return full(node.children[0] ?? null, level + 1);
      default:
        return null;
    }
  }

  /** What a name was assigned, where that is the call that made it or another name. */
  function made(name: string, level: number): string | null {
    const [value, ...more] = assigned.get(name) ?? [];
    if (!value || more.length > 1 || !MAKING.has(value.type)) return null;
    return full(value, level + 1);
  }

  function literals(node: CodeNode, level = 0): readonly string[] {
    const text = textOfString(tree, node) ?? CONSTANTS.get(full(node) ?? '');
    if (text !== undefined) return [text];
    if (node.type !== 'identifier' || level > 1) return [];
    const meanings = (assigned.get(tree.text(node)) ?? []).map((value) => literals(value, level + 1));
    return meanings.length <= MOST_MEANINGS && meanings.every((texts) => texts.length > 0) ? meanings.flat() : [];
  }

  function literal(node: CodeNode): string | null {
    const [text, ...more] = literals(node);
    return text !== undefined && more.length === 0 ? text : null;
  }

  const calls = tree.all('call').flatMap((node): readonly Call[] => {
    const callee = full(child(node, 'function'));
    return callee === null ? [] : [{ node, callee, ...argumentsOf(tree, node) }];
  });
  return { tree, full, literal, literals, written: tree.text, calls, assigned, nameAt: referenceAt };
}

/** A name assigned more often is a variable, not a constant with branches. */
const MOST_MEANINGS = 3;

/** Constants of libraries that stand for a variable's name. */
const CONSTANTS: ReadonlyMap<string, string> = new Map([['dj_database_url.DEFAULT_ENV', 'DATABASE_URL']]);

const MAKING = new Set(['call', 'attribute', 'await', 'identifier']);

/** A variable that is read, or an attribute of `self`; the name in `x=…` is none. */
function referenceAt(node: CodeNode, tree: CodeTree): string | null {
  if (node.type === 'attribute') return /^(?:self|cls)\.\w+$/.test(tree.text(node)) ? tree.text(node) : null;
  if (node.type !== 'identifier' || node.field === 'attribute' || node.field === 'name') return null;
  return tree.text(node);
}

/** The text of a string without expressions in it; null: computed. */
export function textOfString(tree: CodeTree, node: CodeNode): string | null {
  if (node.type === 'concatenated_string') {
    const parts = node.children.map((part) => textOfString(tree, part));
    return parts.includes(null) ? null : parts.join('');
  }
  if (node.type !== 'string') return null;
  const parts = node.children.filter(({ type }) => type !== 'string_start' && type !== 'string_end');
  return parts.every(({ type }) => type === 'string_content') ? parts.map(tree.text).join('') : null;
}

/** Positional and named arguments of a call or of a class's bases. */
export function argumentsOf(tree: CodeTree, call: CodeNode): Pick<Call, 'positional' | 'named'> {
  const list = child(call, 'arguments') ?? child(call, 'superclasses');
  const named = new Map<string, CodeNode>();
  const positional: CodeNode[] = [];
  for (const argument of list?.children ?? []) {
    const value = child(argument, 'value');
    const name = child(argument, 'name');
    if (argument.type !== 'keyword_argument') positional.push(argument);
    else if (name && value) named.set(tree.text(name), value);
  }
  return { positional, named };
}

/** Local name → what it stands for: `import os as o` → `o: os`, `from os import environ` → `environ: os.environ`. */
function importedNames(tree: CodeTree): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const add = (node: CodeNode, module: string) => {
    const target = node.type === 'aliased_import' ? child(node, 'name') : node;
    const alias = node.type === 'aliased_import' ? child(node, 'alias') : null;
    if (!target) return;
    const written = tree.text(target);
    // `import a.b` binds `a`; the dotted use tells the rest.
    const local = alias ? tree.text(alias) : module === '' ? (written.split('.')[0] ?? written) : written;
    names.set(local, alias || module !== '' ? `${module}${written}` : local);
  };
  for (const node of tree.all('import_statement')) for (const name of childrenIn(node, 'name')) add(name, '');
  for (const node of tree.all('import_from_statement')) {
    const module = child(node, 'module_name');
    if (!module) continue;
    const from = tree.text(module);
    for (const name of childrenIn(node, 'name')) add(name, from.endsWith('.') ? from : `${from}.`);
  }
  return names;
}

/** Name or `self.name` → the expressions it is assigned; class bodies count, since `self.name` reads them. */
function assignedNames(tree: CodeTree): ReadonlyMap<string, readonly CodeNode[]> {
  const names = new Map<string, CodeNode[]>();
  const add = (name: string, value: CodeNode) => {
    const known = names.get(name);
    if (known) known.push(value);
    else names.set(name, [value]);
  };
  for (const node of tree.all('assignment', 'named_expression')) {
    const left = child(node, 'left') ?? child(node, 'name');
    const right = child(node, 'right') ?? child(node, 'value');
    if (!left || !right) continue;
    if (left.type === 'identifier') {
      add(tree.text(left), right);
      if (node.parent?.parent?.parent?.type === 'class_definition') add(`self.${tree.text(left)}`, right);
    } else if (left.type === 'attribute' && /^(?:self|cls)\.\w+$/.test(tree.text(left))) add(tree.text(left), right);
  }
  return names;
}

/** The class around a node; null at module level or in a function of the module. */
export function classAround(node: CodeNode): CodeNode | null {
  return enclosing(node, 'class_definition');
}

/**
 * Functions of a file that read the variable their parameter names (`def secret(name): return os.environ[name]`): their callers are the
 * reads, and the computed name inside is none to wonder about.
 */
import { type Call, type Named, type Speech, variableOf } from './call-rows.ts';
import { type CodeNode, type CodeTree, child, enclosing } from './code-tree.ts';

export interface Wrappers {
  /** By name: which parameter names the variable, counted without `self`. */
  readonly byName: ReadonlyMap<string, { readonly at: number; readonly parameter: string }>;
  isInside(node: CodeNode): boolean;
}

/** Of the arguments that name what is read, those that are a parameter of the function around. */
export function wrappersOf(asked: readonly CodeNode[], tree: CodeTree, functions: readonly string[]): Wrappers {
  const byName = new Map<string, { readonly at: number; readonly parameter: string }>();
  const bodies = new Set<CodeNode>();
  for (const argument of asked) {
    const parameter = /^\$?\w+$/.exec(tree.text(argument))?.[0];
    const around = enclosing(argument, ...functions);
    const name = child(around, 'name');
    if (!parameter || !around || !name) continue;
    const at = (child(around, 'parameters')?.children ?? [])
      .map((one) => tree.text(one))
      .filter((one) => one !== 'self' && one !== 'cls')
      .findIndex((one) => one.split(/[^\w$]+/).includes(parameter));
    if (at < 0) continue;
    byName.set(tree.text(name), { at, parameter });
    bodies.add(around);
  }
  return { byName, isInside: (node) => bodies.has(enclosing(node, ...functions) ?? node) };
}

/** What a call reads through a wrapper of the file; the receivers that mean the file's own are left off its name. */
export function throughWrapper(call: Call, { byName }: Wrappers, speech: Speech): Named {
  const wrapper = byName.get(call.callee.replace(/^(?:self|cls|static|\$this)\./, ''));
  if (!wrapper) return { reads: [], unresolved: [] };
  const { at, parameter } = wrapper;
  return variableOf(call, [{ callee: /^/, at, named: [parameter], defaultAt: at + 1 }], speech);
}

/**
 * Reads by name, wrappers included: a function of the file that hands its parameter to a read is a read itself, whatever it is called.
 * The wrapper's own read has no name and is not said to be unresolved.
 */
import { type Call, type Named, type VariableRow, variableOf } from './call-rows.ts';
import type { Callees } from './callees.ts';
import type { CodeNode } from './code-tree.ts';

/** A team's own functions that read a variable (`getEnv`, `env_or`, `mustLookupEnv`): the argument must be written like one too. */
export const READS_VARIABLE =
  /(?:^|\.|::)(?:(?:must|get|lookup|require|read|load|fetch|from|optional|string|int|bool|duration|try|expect)\w*?env|env)\w*$/i;

/** By the wrappers that the file defines, then by the language's rows. */
export function namedReads(callees: Callees, rows: readonly VariableRow[]): readonly Named[] {
  const wrappers = wrappersIn(callees, rows);
  const all = [...wrappers, ...rows];
  return callees.calls.map((call) => {
    const named = variableOf(call, all, callees);
    return isWrapped(call, callees) ? { ...named, unresolved: [] } : named;
  });
}

function wrappersIn(callees: Callees, rows: readonly VariableRow[]): readonly VariableRow[] {
  return callees.calls.flatMap((call): readonly VariableRow[] => {
    const row = rows.find(({ callee, onlyUpperCase }) => !onlyUpperCase && callee.test(call.callee));
    const wrapped = row && wrappedParameter(call, callees);
    const name = wrapped && callees.grammar.nameOf(wrapped.declaration, callees.tree);
    if (!wrapped || !name || !/^\w+$/.test(name)) return [];
    return [{ callee: new RegExp(`(?:^|\\.)${name}$`), at: wrapped.position, onlyUpperCase: true }];
  });
}

function isWrapped(call: Call, callees: Callees): boolean {
  return wrappedParameter(call, callees) !== null;
}

/** The function whose parameter the call reads by. */
function wrappedParameter(
  call: Call,
  callees: Callees,
): { readonly declaration: CodeNode; readonly position: number } | null {
  for (const argument of call.positional.slice(0, 2)) {
    if (!callees.grammar.isName(argument)) continue;
    const name = callees.tree.text(argument);
    const declaration = callees.declaredBy(call.node, name);
    if (declaration)
      return { declaration, position: callees.grammar.parametersOf(declaration, callees.tree).indexOf(name) };
  }
  return null;
}

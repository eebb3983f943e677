/**
 * Calls told in full in languages with declared types: `db.Query` is `sql.DB().Query` where the file says what `db` is. A language gives
 * the shape of its calls and what names mean; this follows them within the file, and never guesses what another file holds.
 */

import { groupBy } from '../../model/group.ts';
import type { Call, Speech } from './call-rows.ts';
import { ancestors, type CodeNode, type CodeTree } from './code-tree.ts';
import type { FlowTable } from './flow.ts';

/** A call as its grammar writes it. */
export interface WrittenCall {
  /** What stands before the name; null: nothing. */
  readonly receiver: CodeNode | null;
  /** `new` stands before what is constructed: `new HikariDataSource`. */
  readonly name: string;
  readonly positional: readonly CodeNode[];
  readonly named: ReadonlyMap<string, CodeNode>;
}

/** What the file says a name is: of a type, or made by a value. */
export interface Meaning {
  readonly name: string;
  readonly at: CodeNode;
  readonly type: string | null;
  readonly value: CodeNode | null;
  /** The object whose member is set: `config` of `config.password = …`. */
  readonly owner?: string;
}

export interface CallGrammar {
  /** Types of nodes that call, construct or index. */
  readonly calls: readonly string[];
  readonly call: (node: CodeNode, tree: CodeTree) => WrittenCall | null;
  /** The receiver and the name of `a.b`; null: it is no member. */
  readonly member: (node: CodeNode, tree: CodeTree) => { readonly receiver: CodeNode; readonly name: string } | null;
  readonly isName: (node: CodeNode) => boolean;
  /** What only wraps another expression (`(x)`, `x!`, `await x`); null: it is no wrapper. */
  readonly inside: (node: CodeNode) => CodeNode | null;
  /** Text of a literal; null: it is none. */
  readonly text: (node: CodeNode, tree: CodeTree) => string | null;
  readonly meanings: (tree: CodeTree) => readonly Meaning[];
  /** Functions and what they are called by. */
  readonly functions: readonly string[];
  readonly nameOf: (node: CodeNode, tree: CodeTree) => string | null;
  readonly parametersOf: (node: CodeNode, tree: CodeTree) => readonly string[];
}

export interface Callees extends Speech, FlowTable {
  readonly tree: CodeTree;
  readonly grammar: CallGrammar;
  readonly calls: readonly Call[];
  /** In full: `os.Getenv`, `IConfiguration().GetSection`; as written where nothing is known. */
  full(node: CodeNode): string;
  /** The nearest function around it that declares a parameter of this name; null: none. */
  declaredBy(node: CodeNode, parameter: string): CodeNode | null;
  /** Calls of a function by the last part of its name. */
  callsOf(name: string): readonly CodeNode[];
  /** The call at a node; undefined: it is none. */
  callAt(node: CodeNode): Call | undefined;
}

const MOST_LEVELS = 5;
/** A name assigned more often is a variable, not a constant with branches. */
const MOST_MEANINGS = 3;
/** What is set on an object that a client is built from: the object carries it. */
const CREDENTIAL_MEMBER =
  /^(?:set|with)?(?:password|passwd|pass|secret|token|api_?key|access_?key|uri|url|dsn|jdbc_?url|connection_?string|credentials?)$/i;
/** Longer callees are data in a chain. */
const LONGEST = 300;

export function createCallees(tree: CodeTree, grammar: CallGrammar): Callees {
  const known = groupBy(grammar.meanings(tree), ({ name }) => name);
  const assigned = new Map(
    [...known].map(([name, meanings]) => [name, meanings.flatMap(({ value }) => (value ? [value] : []))]),
  );
  const own = new Map(assigned);
  function flowsInto(owner: string, member: string, value: CodeNode): void {
    if (!CREDENTIAL_MEMBER.test(member)) return;
    const values = assigned.get(owner) ?? [];
    if (values.length <= MOST_MEANINGS) assigned.set(owner, [...values, value]);
  }
  for (const { name, owner, value } of [...known.values()].flat())
    if (owner !== undefined && value) flowsInto(owner, name.replace(/^\./, ''), value);

  /** The meaning in force: the last one that stands before the use. */
  function meaningAt(name: string, use: CodeNode): Meaning | undefined {
    const meanings = known.get(name) ?? [];
    return meanings.findLast(({ at }) => at.start <= use.start) ?? meanings[0];
  }

  function full(node: CodeNode, level = 0): string {
    if (level > MOST_LEVELS) return '';
    const inside = grammar.inside(node);
    if (inside) return full(inside, level + 1);
    if (grammar.calls.includes(node.type)) {
      const call = grammar.call(node, tree);
      return call ? `${calleeOf(call, level + 1)}()` : '';
    }
    const member = grammar.member(node, tree);
    if (member) {
      const field = known.get(`.${member.name}`)?.find(({ type }) => type);
      return field?.type ? `${field.type}()` : joined(full(member.receiver, level + 1), member.name);
    }
    if (!grammar.isName(node)) return '';
    const name = tree.text(node);
    const meaning = meaningAt(name, node);
    if (meaning?.type) return `${meaning.type}()`;
    const value = meaning?.value;
    const made = value && value.start !== node.start ? full(value, level + 2) : '';
    return /\(\)|\./.test(made) ? made : name;
  }

  function calleeOf({ receiver, name }: WrittenCall, level: number): string {
    return (receiver ? joined(full(receiver, level), name) : name).slice(0, LONGEST);
  }

  function literals(node: CodeNode, level = 0): readonly string[] {
    if (level > MOST_LEVELS) return [];
    const text = grammar.text(node, tree);
    if (text !== null) return [text];
    const inside = grammar.inside(node);
    if (inside) return literals(inside, level + 1);
    const name = grammar.isName(node) ? tree.text(node) : grammar.member(node, tree)?.name;
    const values = name === undefined ? [] : (own.get(name) ?? []);
    if (values.length > MOST_MEANINGS || values.includes(node)) return [];
    const texts = values.map((value) => literals(value, level + 1));
    return texts.every((one) => one.length > 0) ? texts.flat() : [];
  }

  function literal(node: CodeNode): string | null {
    const [text, ...more] = literals(node);
    return text !== undefined && more.length === 0 ? text : null;
  }

  const calls = tree.all(...grammar.calls).flatMap((node): readonly Call[] => {
    const written = grammar.call(node, tree);
    return written
      ? [{ node, callee: calleeOf(written, 0), positional: written.positional, named: written.named }]
      : [];
  });
  for (const {
    node,
    callee,
    positional: [value, ...more],
  } of calls) {
    const receiver = grammar.call(node, tree)?.receiver;
    if (value && more.length === 0 && receiver && grammar.isName(receiver))
      flowsInto(tree.text(receiver), lastName(callee), value);
  }
  const byNode = new Map(calls.map((call) => [call.node, call]));
  const byName = groupBy(calls, ({ callee }) => lastName(callee).replace(/^new |^.*::/, ''));
  return {
    tree,
    grammar,
    calls,
    assigned,
    written: tree.text,
    full: (node) => full(node),
    literal,
    literals: (node) => literals(node),
    callsOf: (name) => (byName.get(name) ?? []).map(({ node }) => node),
    callAt: (node) => byNode.get(node),
    nameAt(node) {
      if (grammar.isName(node)) return tree.text(node);
      const member = grammar.member(node, tree);
      return member ? `.${member.name}` : null;
    },
    declaredBy(node, parameter) {
      for (const at of ancestors(node))
        if (grammar.functions.includes(at.type) && grammar.parametersOf(at, tree).includes(parameter)) return at;
      return null;
    },
  };
}

function joined(receiver: string, name: string): string {
  return receiver === '' ? `.${name}` : `${receiver}.${name}`;
}

/** The name after the last dot of a callee. */
export function lastName(callee: string): string {
  return callee.slice(callee.lastIndexOf('.') + 1);
}

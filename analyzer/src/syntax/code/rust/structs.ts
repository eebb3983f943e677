/**
 * Structs that a library fills from the environment: clap's `env`, envy, config-rs and figment. Their fields are read when the filling
 * call runs; where another file fills them, at start-up.
 */
import type { Callees } from '../callees.ts';
import { type CodeNode, enclosing } from '../code-tree.ts';
import type { FoundRead } from '../findings.ts';
import { attributesBefore, fieldsOf } from './grammar.ts';

export function structReads(callees: Callees): readonly FoundRead[] {
  const { tree } = callees;
  const structs = tree.all('struct_item');
  const claps = structs.flatMap((node) => fieldsOf(node, tree).flatMap((field) => clapField(field, callees)));
  const filled = fillingOf(callees);
  if (!filled) return claps;
  const named = structs.filter((node) => attributesBefore(node).some((one) => /\bDeserialize\b/.test(tree.text(one))));
  const [first] = named.filter((node) => filled.type === null || callees.grammar.nameOf(node, tree) === filled.type);
  const fields = first ? fieldsOf(first, tree) : [];
  return [
    ...claps,
    ...fields.map(({ name, node }) => ({
      source: { kind: 'env', name: `${filled.prefix}${name}`.toUpperCase() } as const,
      node,
      optional: true,
      decidedBy: filled.node,
    })),
  ];
}

/** `#[arg(long, env = "ORDERS_TOKEN")]`; `env` alone is the field in upper case. */
function clapField(
  { name, node }: { readonly name: string; readonly node: CodeNode },
  { tree }: Callees,
): readonly FoundRead[] {
  const attribute = attributesBefore(node)
    .map(tree.text)
    .find((text) => /^#\[(?:arg|clap|structopt)\(/.test(text));
  const written = attribute && /\benv\b(?:\s*=\s*"([^"]+)")?/.exec(attribute);
  if (!attribute || !written) return [];
  return [
    {
      source: { kind: 'env', name: written[1] ?? name.toUpperCase() },
      node,
      optional: /default_value|Option</.test(attribute + tree.text(node)),
      moment: { moment: 'start-up', says: 'when the arguments are parsed', node },
    },
  ];
}

interface Filling {
  readonly node: CodeNode;
  readonly prefix: string;
  /** Struct that is filled, where the call says it. */
  readonly type: string | null;
}

/** `envy::prefixed("ORDERS_").from_env::<Config>()`, `Environment::with_prefix("ORDERS")`, `Env::prefixed("ORDERS_")`. */
function fillingOf({ calls, literal, tree }: Callees): Filling | null {
  for (const {
    callee,
    positional: [argument],
    node,
  } of calls) {
    const prefix = argument ? literal(argument) : null;
    if (/(?:^|::)Environment::with_prefix$/.test(callee) && prefix !== null)
      return { node, prefix: `${prefix}_`, type: null };
    if (/(?:^|::)Env::prefixed$|^envy::prefixed$/.test(callee) && prefix !== null)
      return { node, prefix, type: typeIn(node, tree.text) };
    if (/^envy::from_env$|(?:^|::)Environment::default$/.test(callee))
      return { node, prefix: '', type: typeIn(node, tree.text) };
  }
  return null;
}

function typeIn(node: CodeNode, text: (node: CodeNode) => string): string | null {
  const statement = enclosing(node, 'let_declaration', 'function_item') ?? node;
  return (
    /from_env::<(\w+)>|let\s+\w+\s*:\s*(\w+)/
      .exec(text(statement))
      ?.slice(1)
      .find((name) => name !== undefined) ?? null
  );
}

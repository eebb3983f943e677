/** Everything a Rust file says about secrets: the tables run over its calls and structs. It concludes nothing about other files. */
import { clientOf, itemOf, type Named, roleOf, variableOf } from '../call-rows.ts';
import { type Callees, createCallees } from '../callees.ts';
import type { CodeNode, CodeTree } from '../code-tree.ts';
import { type FoundEntry, type FoundRead, type Stated, stateFindings } from '../findings.ts';
import { settingsIn, withSettings } from '../lifetimes.ts';
import { namedReads } from '../named-reads.ts';
import { withReloadStages } from '../reload-stages.ts';
import { isSecretPath } from '../secret-path.ts';
import { RUST } from './grammar.ts';
import { momentsOf } from './moments.ts';
import { structReads } from './structs.ts';
import { BUILD_VARIABLES, CLIENTS, OPENERS, ROLES, SETTINGS, STORES, VARIABLES } from './tables.ts';

export function findInRust(tree: CodeTree): Stated {
  const callees = createCallees(tree, RUST);
  const named: readonly Named[] = [
    ...namedReads(callees, VARIABLES),
    ...callees.calls.map((call) => itemOf(call, STORES, callees)),
  ];
  const clients = callees.calls.flatMap((call) => clientOf(call, CLIENTS, callees));
  const findings = {
    reads: [
      ...named.flatMap(({ reads }) => reads),
      ...compiledIn(callees),
      ...inMacros(callees),
      ...structReads(callees),
      ...openedFiles(callees),
    ],
    unresolved: named.flatMap(({ unresolved }) => unresolved),
    clients: withSettings(clients, settingsIn(callees), SETTINGS, callees),
    roles: callees.calls.flatMap((call) => roleOf(call, ROLES)),
    entries: scheduled(callees),
    imports: tree.all('use_declaration').map((node) => ({
      specifier: tree.text(node).replace(/^.*?\buse\s+|[;\s]+$/g, ''),
      node,
    })),
  };
  const stated = stateFindings(tree, findings, momentsOf(callees), { ...callees, captured: capturedBy });
  return { ...stated, facts: withReloadStages(stated.facts, tree) };
}

const CAPTURE = /(?<!\{)\{([a-z_]\w*)(?::[^{}]*)?\}/g;

/** `format!("postgres://…:{password}@…")`. https://doc.rust-lang.org/std/fmt/index.html#named-parameters */
function capturedBy(node: CodeNode, tree: CodeTree): readonly string[] {
  if (node.type !== 'string_literal' || node.parent?.type !== 'token_tree') return [];
  return [...tree.text(node).matchAll(CAPTURE)].flatMap(([, name]) => name ?? []);
}

function compiledIn(callees: Callees): readonly FoundRead[] {
  return callees.calls
    .flatMap((call) => variableOf(call, BUILD_VARIABLES, callees).reads)
    .map((read) => ({ ...read, moment: { moment: 'build', says: 'worked out by the compiler', node: read.node } }));
}

/** Inside a macro the grammar sees only tokens: `lazy_static! { … std::env::var("X") … }`. */
function inMacros({ tree }: Callees): readonly FoundRead[] {
  return tree.all('token_tree').flatMap((node) =>
    node.children.flatMap((one, index): readonly FoundRead[] => {
      const isVar = one.type === 'identifier' && /^var(?:_os)?$/.test(tree.text(one));
      const before = node.children[index - 1];
      const name = node.children[index + 1]?.children[0];
      const text = name && RUST.text(name, tree);
      if (!isVar || !before || tree.text(before) !== 'env' || !text) return [];
      return [{ source: { kind: 'env', name: text }, node: one, optional: false }];
    }),
  );
}

function openedFiles(callees: Callees): readonly FoundRead[] {
  return callees.calls.flatMap(({ callee, positional: [first], node }): readonly FoundRead[] => {
    const path = first && OPENERS.test(callee) ? callees.literal(first) : null;
    return path !== null && isSecretPath(path) ? [{ source: { kind: 'file', path }, node, optional: false }] : [];
  });
}

/** tokio-cron-scheduler: `Job::new_async("0 0 6 * * *", …)`. */
function scheduled(callees: Callees): readonly FoundEntry[] {
  return callees.calls.flatMap(({ callee, positional: [spec], node }): readonly FoundEntry[] => {
    const cron = spec && /(?:^|::)Job::new(?:_async)?$/.test(callee) ? callees.literal(spec) : null;
    if (cron === null || !spec) return [];
    return [{ name: `cron ${cron}`, node, schedule: { cron, timeZone: null, row: 'rust-cron', node: spec } }];
  });
}

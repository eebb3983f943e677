/** Everything a file of a JVM language says about secrets: the tables run over its calls and annotations, for Java and Kotlin alike. */
import type { Fact } from '../../../model/fact.ts';
import { type Call, clientOf, itemOf, type Named, roleOf, type VariableRow } from '../call-rows.ts';
import { type Callees, createCallees } from '../callees.ts';
import { type CodeNode, type CodeTree, enclosing } from '../code-tree.ts';
import { type FoundEntry, type FoundRead, type Stated, stateFindings } from '../findings.ts';
import { settingsIn, withSettings } from '../lifetimes.ts';
import { namedReads } from '../named-reads.ts';
import { isSecretPath } from '../secret-path.ts';
import { injectedReads } from './injected.ts';
import { momentsOf } from './moments.ts';
import { microProfileVariable, placeholdersIn, springVariable } from './properties.ts';
import type { JvmShape } from './shape.ts';
import { CLIENTS, OPENERS, PROPERTIES, ROLES, SETTINGS, STORES, VARIABLES } from './tables.ts';

export function findOnJvm(tree: CodeTree, shape: JvmShape): Stated {
  const callees = createCallees(tree, shape.grammar);
  const injected = injectedReads(callees, shape);
  const named: readonly Named[] = [
    ...namedReads(callees, VARIABLES),
    ...callees.calls.map((call) => keyed(call, PROPERTIES, callees)),
    ...callees.calls.map((call) => itemOf(call, STORES, callees)),
  ];
  const clients = callees.calls.flatMap((call) => clientOf(call, CLIENTS, callees));
  const findings = {
    reads: [...named.flatMap(({ reads }) => reads), ...injected, ...openedFiles(callees)],
    unresolved: named.flatMap(({ unresolved }) => unresolved),
    clients: withSettings(clients, settingsIn(callees), SETTINGS, callees),
    roles: callees.calls.flatMap((call) => roleOf(call, ROLES)),
    entries: scheduled(callees, shape),
    imports: shape.importNodes(tree).map((node) => ({
      specifier: tree.text(node).replace(/^import\s+(?:static\s+)?|\s+as\s+\w+|[;\s]+$/g, ''),
      node,
    })),
  };
  const assigned = new Map([...callees.assigned, ...fieldsOf(injected, callees, shape)]);
  const stated = stateFindings(tree, findings, momentsOf(callees, shape), { nameAt: callees.nameAt, assigned });
  return { ...stated, facts: keptByHikari(stated.facts) };
}

/**
 * Spring's refresh never closes or replaces a Hikari pool (row spring-hikari-never-refreshable): what flows into one is observed and
 * not swapped.
 */
function keptByHikari(facts: readonly Fact[]): readonly Fact[] {
  const kept = new Set(
    facts.flatMap((fact) =>
      fact.fact === 'connection' && fact.row.startsWith('hikaricp') ? fact.uses.map((use) => JSON.stringify(use)) : [],
    ),
  );
  return facts.map((fact) =>
    fact.fact === 'read' && fact.moment === 'watch' && kept.has(JSON.stringify(fact.source))
      ? { ...fact, stages: { ...fact.stages, swaps: false } }
      : fact,
  );
}

/** A key of the framework's configuration, as the variable that overrides it; the key may itself hold a placeholder. */
function keyed(call: Call, rows: readonly VariableRow[], callees: Callees): Named {
  const row = rows.find(({ callee }) => callee.test(call.callee));
  const [argument] = call.positional;
  const key = row && argument ? callees.literal(argument) : null;
  if (!row || key === null) return { reads: [], unresolved: [] };
  const names = key.includes('${') ? placeholdersIn(key).map(({ name }) => name) : [key];
  const toVariable = /Config/.test(call.callee) ? microProfileVariable : springVariable;
  const optional = call.positional.length > (row.defaultAt ?? Number.POSITIVE_INFINITY);
  const reads = names.map(
    (name): FoundRead => ({ source: { kind: 'env', name: toVariable(name) }, node: call.node, optional }),
  );
  return { reads, unresolved: [] };
}

function openedFiles(callees: Callees): readonly FoundRead[] {
  return callees.calls.flatMap(({ callee, positional: [first], node }): readonly FoundRead[] => {
    const path = first && OPENERS.test(callee) ? callees.literal(first) : null;
    return path !== null && isSecretPath(path) ? [{ source: { kind: 'file', path }, node, optional: false }] : [];
  });
}

/** `@Scheduled(cron = "0 0 6 * * *")`: Spring's six fields, seconds first. */
function scheduled({ tree, literal }: Callees, shape: JvmShape): readonly FoundEntry[] {
  return tree.all(...shape.functionTypes).flatMap((node): readonly FoundEntry[] => {
    const annotation = shape.annotations(node, tree).find(({ name }) => name === 'Scheduled');
    const spec = annotation?.named.get('cron');
    const zone = annotation?.named.get('zone') ?? annotation?.named.get('timeZone');
    const cron = spec ? literal(spec) : null;
    if (!annotation || !spec || cron === null || cron.includes('${')) return [];
    const timeZone = zone ? literal(zone) : null;
    const name = shape.grammar.nameOf(node, tree) ?? 'scheduled';
    return [{ name, node: annotation.node, schedule: { cron, timeZone, row: 'spring-scheduled', node: spec } }];
  });
}

/** Injected fields and parameters, so that what they are used for is known. */
function fieldsOf(
  reads: readonly FoundRead[],
  { tree }: Callees,
  shape: JvmShape,
): readonly (readonly [string, readonly CodeNode[]])[] {
  return reads.flatMap(({ node }) => {
    const owner = enclosing(node, ...shape.annotated) ?? node;
    const name = /(\w+)\s*(?:=[^=].*)?[;,)]?\s*$|\b(?:va[lr])\s+(\w+)/s.exec(tree.text(owner).slice(0, 400));
    const written = name?.[1] ?? name?.[2];
    return written ? [`.${written}`, written].map((one) => [one, [node]] as const) : [];
  });
}

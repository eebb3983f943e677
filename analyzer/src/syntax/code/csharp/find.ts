/** Everything a C# file says about secrets: the tables run over its calls and classes. It concludes nothing about other files. */
import { clientOf, implicitOf, itemOf, type Named, roleOf } from '../call-rows.ts';
import { type Callees, createCallees } from '../callees.ts';
import { type CodeTree, child } from '../code-tree.ts';
import { type FoundEntry, type FoundRead, type Stated, stateFindings } from '../findings.ts';
import { settingsIn, withSettings } from '../lifetimes.ts';
import { namedReads } from '../named-reads.ts';
import { withReloadStages } from '../reload-stages.ts';
import { isSecretPath } from '../secret-path.ts';
import { aspireClients, configurationReads, declaredOptions } from './configuration.ts';
import { CSHARP } from './grammar.ts';
import { keyVaultReads } from './key-vault.ts';
import { momentsOf } from './moments.ts';
import { CLIENTS, IMPLICIT, OPENERS, ROLES, SETTINGS, STORES, VARIABLES } from './tables.ts';

export function findInCSharp(tree: CodeTree): Stated {
  const callees = createCallees(tree, CSHARP);
  const named: readonly Named[] = [
    ...namedReads(callees, VARIABLES),
    ...callees.calls.map((call) => itemOf(call, STORES, callees)),
    ...keyVaultReads(callees),
  ];
  const clients = [...callees.calls.flatMap((call) => clientOf(call, CLIENTS, callees)), ...aspireClients(callees)];
  const options = declaredOptions(callees);
  const findings = {
    reads: [
      ...named.flatMap(({ reads }) => reads),
      ...configurationReads(callees),
      ...options,
      ...callees.calls.flatMap((call) => implicitOf(call, IMPLICIT)),
      ...openedFiles(callees),
    ],
    unresolved: named.flatMap(({ unresolved }) => unresolved),
    clients: withSettings(clients, settingsIn(callees), SETTINGS, callees),
    roles: callees.calls.flatMap((call) => roleOf(call, ROLES)),
    entries: scheduled(callees),
    imports: tree.all('using_directive').map((node) => ({
      specifier: tree.text(node).replace(/^(?:global\s+)?using\s+(?:static\s+)?(?:\w+\s*=\s*)?|[;\s]+$/g, ''),
      node,
    })),
  };
  const members = options.flatMap(({ node }) => {
    const name = child(node, 'name');
    return name ? [[`.${tree.text(name)}`, [node]] as const] : [];
  });
  const assigned = new Map([...callees.assigned, ...members]);
  const stated = stateFindings(tree, findings, momentsOf(callees), { nameAt: callees.nameAt, assigned });
  return { ...stated, facts: withReloadStages(stated.facts, tree) };
}

function openedFiles(callees: Callees): readonly FoundRead[] {
  return callees.calls.flatMap(({ callee, positional: [first], node }): readonly FoundRead[] => {
    const path = first && OPENERS.test(callee) ? callees.literal(first) : null;
    return path !== null && isSecretPath(path) ? [{ source: { kind: 'file', path }, node, optional: false }] : [];
  });
}

/** Hangfire: `RecurringJob.AddOrUpdate<Digest>("send-digest", job => job.Run(), "0 6 * * *")`; Quartz: `WithCronSchedule("…")`. */
function scheduled(callees: Callees): readonly FoundEntry[] {
  return callees.calls.flatMap(({ callee, positional, node }): readonly FoundEntry[] => {
    const hangfire = /\.AddOrUpdate$/.test(callee) && /RecurringJob/.test(callee);
    if (!hangfire && !/\.(?:WithCronSchedule|CronSchedule)$/.test(callee)) return [];
    const spec = hangfire ? positional.slice(1).find((one) => isCron(callees.literal(one))) : positional[0];
    const cron = spec ? callees.literal(spec) : null;
    if (!spec || cron === null) return [];
    const id = hangfire && positional[0] ? callees.literal(positional[0]) : null;
    return [
      { name: id ?? `cron ${cron}`, node, schedule: { cron, timeZone: null, row: 'quartz-trigger', node: spec } },
    ];
  });
}

function isCron(text: string | null): boolean {
  return text !== null && /^\S+(?:\s+\S+){4,6}$/.test(text);
}

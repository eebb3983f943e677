/** Everything a Go file says about secrets: the tables run over its calls and tags. It concludes nothing about other files. */
import { clientOf, itemOf, type Named, roleOf } from '../call-rows.ts';
import { type Callees, createCallees, lastName } from '../callees.ts';
import { type CodeTree, child } from '../code-tree.ts';
import type { FoundEntry, FoundRead, Stated } from '../findings.ts';
import { stateFindings } from '../findings.ts';
import { settingsIn, withSettings } from '../lifetimes.ts';
import { namedReads } from '../named-reads.ts';
import { withReloadStages } from '../reload-stages.ts';
import { isSecretPath } from '../secret-path.ts';
import { GO, importsOf } from './grammar.ts';
import { momentsOf } from './moments.ts';
import { taggedFields, taggedReads } from './struct-tags.ts';
import { CLIENTS, KEY_PAIR, OPENERS, ROLES, SETTINGS, STORES, VARIABLES } from './tables.ts';
import { viperReads } from './viper.ts';

export function findInGo(tree: CodeTree): Stated {
  const callees = createCallees(tree, GO);
  const named: readonly Named[] = [
    ...namedReads(callees, VARIABLES),
    ...callees.calls.map((call) => itemOf(call, STORES, callees)),
  ];
  const clients = callees.calls.flatMap((call) => clientOf(call, CLIENTS, callees));
  const findings = {
    reads: [
      // Before the reads by name: a flag's variable is read when the flags are.
      ...flagVariables(callees),
      ...named.flatMap(({ reads }) => reads),
      ...taggedReads(callees),
      ...viperReads(callees),
      ...openedFiles(callees),
    ],
    unresolved: named.flatMap(({ unresolved }) => unresolved),
    clients: withSettings(clients, settingsIn(callees), SETTINGS, callees),
    roles: callees.calls.flatMap((call) => roleOf(call, ROLES)),
    entries: scheduled(callees),
    imports: importsOf(tree),
  };
  const assigned = new Map([...callees.assigned, ...taggedFields(tree).map(([name, tag]) => [name, [tag]] as const)]);
  const stated = stateFindings(tree, findings, momentsOf(callees), { nameAt: callees.nameAt, assigned });
  return { ...stated, facts: withReloadStages(stated.facts, tree) };
}

/** urfave/cli: `EnvVars: []string{"ORDERS_TOKEN"}`, `Sources: cli.EnvVars("…")`. https://cli.urfave.org/v3/examples/flags/value-sources/ */
function flagVariables({ tree, calls, literal }: Callees): readonly FoundRead[] {
  const sources = calls
    .filter(({ callee }) => /^cli\.EnvVars?$/.test(callee))
    .flatMap(({ node, positional }) => positional.map((argument) => ({ node, name: literal(argument) })));
  const lists = tree
    .all('keyed_element')
    .filter((node) => /^(?:EnvVars?|EnvVariable)$/.test(tree.text(child(node, 'key') ?? node)))
    .flatMap((node) => {
      const written = tree.text(child(node, 'value') ?? node);
      return [...written.matchAll(/"([A-Za-z_]\w*)"/g)].map(([, name = '']) => ({ node, name }));
    });
  return [...sources, ...lists].flatMap(({ node, name }): readonly FoundRead[] => {
    const moment = { moment: 'start-up', says: 'when the flags of the command are parsed', node } as const;
    return name === null ? [] : [{ source: { kind: 'env', name }, node, optional: true, moment }];
  });
}

function openedFiles(callees: Callees): readonly FoundRead[] {
  return callees.calls.flatMap(({ callee, positional, node }): readonly FoundRead[] => {
    const argument = OPENERS.test(callee) ? positional[0] : KEY_PAIR.test(callee) ? positional[1] : undefined;
    const path = argument ? callees.literal(argument) : null;
    if (path === null || !(isSecretPath(path) || KEY_PAIR.test(callee))) return [];
    return [{ source: { kind: 'file', path }, node, optional: false }];
  });
}

/** robfig/cron: `c.AddFunc("0 6 * * *", sendDigest)`. */
function scheduled(callees: Callees): readonly FoundEntry[] {
  return callees.calls.flatMap(({ callee, positional: [spec, run], node }): readonly FoundEntry[] => {
    const cron = spec && /^(?:AddFunc|AddJob)$/.test(lastName(callee)) ? callees.literal(spec) : null;
    if (cron === null || !spec || !run) return [];
    const name = GO.isName(run) || GO.member(run, callees.tree) ? lastName(callees.tree.text(run)) : `cron ${cron}`;
    return [{ name, node, schedule: { cron, timeZone: null, row: 'go-cron', node: spec } }];
  });
}

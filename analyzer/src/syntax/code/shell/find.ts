/**
 * What a script reads: variables it does not set itself, env files it sources, items it fetches from stores, mounted files. A variable is
 * said once, where it is first used. It never expands or runs anything.
 */
import type { CarrierRef } from '../../../model/fact.ts';
import { groupBy } from '../../../model/group.ts';
import { folderOf, namePath } from '../../path.ts';
import { type CodeNode, type CodeTree, enclosing } from '../code-tree.ts';
import { durationOf } from '../duration-text.ts';
import { type FoundRead, type FoundRole, type Stated, stateFindings } from '../findings.ts';
import type { MomentTable } from '../moment.ts';
import { isSecretPath } from '../secret-path.ts';
import { assignmentsIn, expansionsIn, isOutside, type Word, wordsOf } from './grammar.ts';
import { STORE_COMMANDS, type StoreCommand } from './stores.ts';

interface Script {
  readonly tree: CodeTree;
  readonly commands: ReadonlyArray<{ readonly node: CodeNode; readonly words: readonly Word[] }>;
  /** Literals of variables that are set once. */
  readonly constants: ReadonlyMap<string, string>;
}

export function findInShell(tree: CodeTree): Stated {
  const assignments = assignmentsIn(tree);
  const commands = tree.all('command').map((node) => ({ node, words: wordsOf(node, tree) }));
  const literals = assignments.map(({ name, value }) => [name, value ? wordText(value, tree) : null] as const);
  const constants = new Map(
    [...groupBy(literals, ([name]) => name)].flatMap(([name, [only, ...more]]) =>
      only && only[1] !== null && more.length === 0 ? [[name, only[1]] as const] : [],
    ),
  );
  const script: Script = { tree, commands, constants };
  const variables = outsideVariables(tree, assignments);
  const stores = commands.map((command) => storeRead(command, script));
  const findings = {
    reads: [
      ...variables,
      ...printed(script),
      ...sourced(script),
      ...mounted(tree),
      ...stores.flatMap((one) => (one?.read ? [one.read] : [])),
    ],
    roles: presenting(script),
    unresolved: [
      ...stores.flatMap((one) => (one?.unresolved ? [one.unresolved] : [])),
      ...expansionsIn(tree)
        .filter(({ indirect }) => indirect)
        .map(({ node, name }) => ({ what: `\${!${name}}: the name is computed`, node })),
    ],
  };
  const assigned = new Map(
    variables.map(({ source, node }) => [source.kind === 'env' ? source.name : '', [node]] as const),
  );
  const flow = {
    nameAt: (node: CodeNode) => (node.type === 'variable_name' ? tree.text(node) : null),
    assigned,
  };
  return stateFindings(tree, findings, MOMENTS, flow);
}

function wordText(node: CodeNode, tree: CodeTree): string | null {
  return /^(?:word|number|raw_string|string)$/.test(node.type) ? textOf(node, tree) : null;
}

function textOf(node: CodeNode, tree: CodeTree): string | null {
  const text = tree.text(node).replace(/^(['"])(.*)\1$/s, '$2');
  return /[$`]/.test(text) ? null : text;
}

/** Used before the script sets it, or set from itself (`X="${X:-default}"`). */
function outsideVariables(tree: CodeTree, assignments: ReturnType<typeof assignmentsIn>): readonly FoundRead[] {
  const set = new Map<string, CodeNode>();
  for (const { name, node } of assignments)
    if (!set.has(name) || node.start < (set.get(name)?.start ?? 0)) set.set(name, node);
  const seen = new Set<string>();
  return expansionsIn(tree).flatMap(({ node, name, optional, indirect }): readonly FoundRead[] => {
    const first = set.get(name);
    // A loop's variable is set before its body; `A=$A` uses A before it is set.
    const isSet = first && (first.type === 'for_statement' || first.end <= node.start);
    if (indirect || isSet || seen.has(name)) return [];
    seen.add(name);
    return [{ source: { kind: 'env', name }, node, optional }];
  });
}

/** `printenv ORDERS_TOKEN` */
function printed({ commands }: Script): readonly FoundRead[] {
  return commands.flatMap(({ node, words: [command, argument] }): readonly FoundRead[] => {
    const name = command?.text === 'printenv' ? (argument?.text ?? '') : '';
    return isOutside(name) ? [{ source: { kind: 'env', name }, node, optional: false }] : [];
  });
}

/** `source .env`, `. "$(dirname "$0")/db.env"`: beside the script, as far as the path tells. */
function sourced({ tree, commands }: Script): readonly FoundRead[] {
  return commands.flatMap(({ node, words: [command, file] }): readonly FoundRead[] => {
    if (!file || !/^(?:source|\.)$/.test(command?.text ?? '')) return [];
    const written = tree.text(file.node).replace(/["']/g, '');
    const path = written.replace(/^(?:\$\(dirname[^)]*\)|\$\{?\w*(?:DIR|ROOT|PATH|HERE|dir|root)\w*\}?)\//, './');
    if (!/(?:^|\/)(?:\.env[\w.-]*|[\w.-]*\.env|\.envrc|env)$/.test(path) || /[$`]/.test(path)) return [];
    const name = namePath(folderOf(tree.source.file), path);
    return [{ source: { kind: 'file', path: name }, node, optional: false }];
  });
}

/** `$(cat /run/secrets/db_password)`, `read -r X < /run/secrets/x`. */
function mounted(tree: CodeTree): readonly FoundRead[] {
  return tree.all('word', 'raw_string', 'string').flatMap((node): readonly FoundRead[] => {
    const path = node.children.length > 1 ? null : textOf(node, tree);
    return path !== null && isSecretPath(path) ? [{ source: { kind: 'file', path }, node, optional: false }] : [];
  });
}

/** Programs that log in with what they are given. */
const LOGS_IN =
  /^(?:curl|wget|http|https|xh|psql|pg_dump|pg_restore|pg_dumpall|mysql|mysqldump|mariadb|mongosh|mongodump|redis-cli|docker|podman|helm|skopeo|crane|git|gh|glab|restic|rclone|sshpass|ldapsearch|smbclient|npm|twine|cargo)$/;

function presenting({ commands }: Script): readonly FoundRole[] {
  return commands
    .filter(({ words: [command] }) => LOGS_IN.test(command?.text ?? ''))
    .map(({ node }) => ({ node, role: 'presents' }));
}

interface StoreFound {
  readonly read?: FoundRead;
  readonly unresolved?: { readonly what: string; readonly node: CodeNode };
}

function storeRead({ node, words }: Script['commands'][number], script: Script): StoreFound | null {
  const row = STORE_COMMANDS.find((one) =>
    one.words.every((word, index) => word.test(plainWords(words)[index]?.text ?? '')),
  );
  if (!row) return null;
  const rest = words.slice(words.indexOf(plainWords(words)[row.words.length - 1] as Word) + 1);
  const item = row.options ? optionOf(rest, row.options) : plainWords(rest)[0];
  if (!item) return null;
  const text = resolved(item, script);
  if (text === null)
    return {
      unresolved: {
        what: `${words
          .slice(0, 3)
          .map((word) => word.text ?? '…')
          .join(' ')}: the item is computed`,
        node,
      },
    };
  return {
    read: { source: { kind: 'store', carrier: carrierOf(row, text, rest, node, script) }, node, optional: false },
  };
}

/** Words that are no options, nor the values of options written apart. */
function plainWords(words: readonly Word[]): readonly Word[] {
  return words.filter(({ text }, index) => {
    const before = words[index - 1]?.text ?? '';
    return !(text?.startsWith('-') ?? false) && !/^-{1,2}[\w-]+$/.test(before);
  });
}

/** `--name x`, `--name=x`. */
function optionOf(words: readonly Word[], options: readonly string[]): Word | undefined {
  const at = words.findIndex(({ text }) => options.some((option) => text === option || text?.startsWith(`${option}=`)));
  const found = words[at];
  const inline = found?.text?.includes('=')
    ? { node: found.node, text: found.text.slice(found.text.indexOf('=') + 1) }
    : undefined;
  return at < 0 ? undefined : (inline ?? words[at + 1]);
}

function resolved({ node, text }: Word, { tree, constants }: Script): string | null {
  const variable = /^"?\$\{?(\w+)\}?"?$/.exec(tree.text(node))?.[1];
  return text ?? (variable === undefined ? null : (constants.get(variable) ?? null));
}

function carrierOf(row: StoreCommand, item: string, rest: readonly Word[], node: CodeNode, script: Script): CarrierRef {
  const scoped = row.scopeOptions ? optionOf(rest, row.scopeOptions) : undefined;
  const keyed = row.keyOptions ? optionOf(rest, row.keyOptions) : undefined;
  const around = enclosing(node, 'pipeline', 'command_substitution') ?? node;
  const written = script.tree.text(around);
  const key =
    keyed?.text ??
    /\bjq\b[^|]*?['"\s](?:\.SecretString\s*\|\s*fromjson\s*\|\s*)?\.([\w-]+)['"]?/.exec(written)?.[1] ??
    (row.type === 'kubernetes-secret' ? keyOfSecret(written) : null);
  const name = row.type === 'kubernetes-secret' ? item.replace(/^secrets?\//, '') : item;
  return { type: row.type, scope: scoped?.text ?? row.scope, name, key: key ?? null };
}

/** `-o jsonpath='{.data.password}'`, `{.data.tls\.key}`, `go-template='{{index .data "x"}}'`. */
function keyOfSecret(written: string): string | null {
  const key = /\.data\.([\w\\.-]+)/.exec(written)?.[1] ?? /\.data\s+"([^"]+)"/.exec(written)?.[1];
  return key?.replaceAll('\\', '') ?? null;
}

/** A script runs from its first line to its last: only a loop that sleeps looks again. */
const MOMENTS: MomentTable = {
  rows: [
    {
      on: ['while_statement'],
      fits(node, _, tree) {
        const sleep = /\bsleep\s+(\d+[smhd]?)/.exec(tree.text(node))?.[1];
        return sleep === undefined
          ? null
          : { moment: 'timer', says: 'inside a loop that sleeps', interval: durationOf(sleep, 1) };
      },
    },
  ],
  functions: new Set(),
  nameOf: () => null,
  callers: () => [],
  top: () => ({ moment: 'start-up', says: 'when the script runs' }),
};

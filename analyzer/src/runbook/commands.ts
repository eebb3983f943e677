/**
 * The command that makes one consumer use the new value. Names come from scanned repositories and go through the shell escape;
 * contexts are placeholders. What is not known is said, never guessed.
 */
import { escapeShell, escapeTerminal } from '../explain/escape.ts';
import { restartOf } from '../knowledge/commands.ts';
import type { CommandRow } from '../knowledge/tables.ts';
import type { WireCarrier, WireConsumer } from '../wire/types.ts';

export interface Command {
  readonly command: string | null;
  readonly missing: string | null;
  readonly check: string | null;
}

/** `$CONTEXT_PROD_EU` for a named cluster; one context for everything in a drill. */
export function contextOf(cluster: string | null, drill: boolean): string {
  if (drill) return '$DRILL_CONTEXT';
  const name = (cluster ?? '')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return name === '' ? '$CONTEXT' : `$CONTEXT_${name}`;
}

/** `kubectl --context "$CONTEXT" -n orders` */
export function kubectl(place: Pick<WireCarrier, 'cluster' | 'namespace'>, drill: boolean): string {
  return `kubectl ${scopeOf(place, drill)}`;
}

function scopeOf({ cluster, namespace }: Pick<WireCarrier, 'cluster' | 'namespace'>, drill: boolean): string {
  const space = namespace === null ? '"$NAMESPACE"' : escapeShell(namespace);
  return `--context "${contextOf(cluster, drill)}" -n ${space}`;
}

type Words = Readonly<Record<string, string>>;

/** A row with its words filled in; a word that nobody gave stays as it is written. */
export function fill({ command, missing, check }: CommandRow, words: Words): Command {
  const put = (text: string | null) =>
    text?.replace(/\{([a-z]+)\}/g, (whole, name: string) =>
      Object.hasOwn(words, name) ? (words[name] ?? whole) : whole,
    ) ?? null;
  return { command: put(command), missing, check: put(check) };
}

/** Where a carrier or consumer is, as words of a row. */
export function placeWords(place: Pick<WireCarrier, 'cluster' | 'namespace' | 'name'>, drill: boolean): Words {
  const scope = scopeOf(place, drill);
  const context = `"${contextOf(place.cluster, drill)}"`;
  return {
    context,
    kubectl: `kubectl ${scope}`,
    argo: `kubectl argo rollouts ${scope}`,
    name: escapeShell(place.name),
  };
}

/** A Kubernetes name holds 63 characters; a Job appends six of its own to its pods. */
const LONGEST_JOB = 40;

/** The command for a consumer, or what is missing. */
export function commandFor(consumer: WireConsumer, drill: boolean): Command {
  const kind = consumer.objectKind ?? '';
  const row = restartOf(kind);
  if (row?.command === null) return { ...fill(row, {}), missing: `${row.missing}${placeOf(consumer)}` };
  if (row !== null) return fill(row, { ...placeWords(consumer, drill), ...ownWords(consumer) });
  if (kind === 'declared') return { command: null, missing: null, check: 'its owner says so in writing' };
  const missing = `no command is known for objects of kind ${escapeTerminal(consumer.objectKind ?? consumer.kind)}`;
  return { command: null, missing: `${missing}${placeOf(consumer)}`, check: null };
}

function ownWords(consumer: WireConsumer): Words {
  const file = fileOf(consumer);
  const isWorkflow = file.endsWith('.yml') || file.endsWith('.yaml');
  return {
    job: escapeShell(`${consumer.name.slice(0, LONGEST_JOB)}-rotated`),
    file: escapeShell(file),
    workflow: escapeShell(isWorkflow ? file.slice(file.lastIndexOf('/') + 1) : consumer.name),
  };
}

function fileOf({ because }: WireConsumer): string {
  return because.find(({ file }) => file !== null)?.file ?? '';
}

function placeOf({ because }: WireConsumer): string {
  const seen = because.find(({ file, line }) => file !== null && line !== null);
  return seen === undefined ? '' : ` (declared at ${seen.file}:${seen.line})`;
}

/**
 * Calls that say something, as tables: which call reads a variable, asks a store, builds a client, or presents what it is given. A
 * language turns its calls into `Call`s with full names; the rows are data, and the reason stands beside each. One call may fit
 * several rows (a client that also reads a variable without being told).
 */
import type { Seconds } from '../../model/duration.ts';
import type { CodeSource } from '../../model/fact.ts';
import type { Role } from '../../model/vocabulary.ts';
import type { CodeNode } from './code-tree.ts';
import type { FoundClient, FoundRead, FoundRole } from './findings.ts';

export interface Call {
  readonly node: CodeNode;
  /** In full, as far as the file tells: `os.environ.get`, `boto3.client().get_parameter`. */
  readonly callee: string;
  readonly positional: readonly CodeNode[];
  readonly named: ReadonlyMap<string, CodeNode>;
}

/** How a language writes what rows look for. */
export interface Speech {
  /** Text of a literal, or of a name that stands for one; null: computed. */
  literal(node: CodeNode): string | null;
  /** What a name may stand for, where every branch assigns it a literal; empty: computed. Absent: `literal` says it all. */
  literals?(node: CodeNode): readonly string[];
  /** As written, for the words of a note. */
  written(node: CodeNode): string;
}

interface ArgumentRow {
  readonly callee: RegExp;
  /** Position of the argument; -1: only by name. */
  readonly at?: number;
  readonly named?: readonly string[];
}

export interface VariableRow extends ArgumentRow {
  /** Read when no name is given (`env.db()`). */
  readonly unnamed?: string;
  /** A default stands in: at this position, or under `default`. */
  readonly defaultAt?: number;
  /** Only where the argument is written like a variable, because the callee's name alone does not prove it. */
  readonly onlyUpperCase?: boolean;
}

export interface StoreRow extends ArgumentRow {
  /** `sdk:aws-sm`: scope of the carrier. */
  readonly scope: string;
  /** The item in a longer name; absent: the argument itself. */
  readonly item?: RegExp;
}

export interface ImplicitRow {
  readonly callee: RegExp;
  /** Arguments that tell it instead. */
  readonly unless: readonly string[];
  /** So does an argument at this position. */
  readonly unlessAt?: number;
  readonly variables: readonly string[];
  readonly by: string;
}

export interface ClientRow {
  readonly callee: RegExp;
  /** Matches the text of the call, where its arguments make it another client. */
  readonly given?: RegExp;
  /** Connection row of the fact tables. */
  readonly row: string;
  /** Arguments that limit the life of a connection, in the row's unit. */
  readonly lifetime?: readonly string[];
  readonly off?: readonly number[];
  /** Arguments that ask for the credential each time. */
  readonly asks?: readonly string[];
  /** Matches the text of a call that names itself to the server; null: no such setting. */
  readonly names: RegExp | null;
}

export interface RoleRow {
  readonly callee: RegExp;
  readonly role: Role;
}

const UPPER_CASE = /^[A-Z][A-Z0-9_]+$/;

export interface Named {
  readonly reads: readonly FoundRead[];
  readonly unresolved: ReadonlyArray<{ readonly what: string; readonly node: CodeNode }>;
}

/** What the call reads by a name in its arguments, by the first row that fits. */
export function variableOf(call: Call, rows: readonly VariableRow[], speech: Speech): Named {
  const row = rows.find(({ callee }) => callee.test(call.callee));
  if (!row) return NOTHING;
  const argument = argumentOf(call, row);
  const names = argument ? literalsOf(argument, speech) : [row.unnamed ?? []].flat();
  const optional = call.named.has('default') || (row.defaultAt !== undefined && call.positional.length > row.defaultAt);
  if (argument && names.length === 0) return row.onlyUpperCase ? NOTHING : computed(call, argument, speech);
  const reads = names
    .filter((name) => !row.onlyUpperCase || UPPER_CASE.test(name))
    .map((name): FoundRead => ({ source: { kind: 'env', name }, node: call.node, optional }));
  return { reads, unresolved: [] };
}

/** What the call asks of a store, by the first row that fits. `keyOf` tells the property taken from the answer. */
export function itemOf(
  call: Call,
  rows: readonly StoreRow[],
  speech: Speech,
  keyOf: (node: CodeNode) => string | null = () => null,
): Named {
  const row = rows.find(({ callee }) => callee.test(call.callee));
  const argument = row && argumentOf(call, row);
  if (!row || !argument) return NOTHING;
  const literal = speech.literal(argument);
  const item = row.item ? row.item.exec(literal ?? speech.written(argument))?.[1] : literal;
  if (item === undefined || item === null) return computed(call, argument, speech);
  const source: CodeSource = {
    kind: 'store',
    carrier: { type: 'external-store', scope: row.scope, name: item, key: keyOf(call.node) },
  };
  return { reads: [{ source, node: call.node, optional: false }], unresolved: [] };
}

/** Variables that a library reads without being told. */
export function implicitOf(
  { callee, named, positional, node }: Call,
  rows: readonly ImplicitRow[],
): readonly FoundRead[] {
  const isTold = ({ unless, unlessAt = Number.POSITIVE_INFINITY }: ImplicitRow) =>
    positional.length > unlessAt || unless.some((name) => named.has(name));
  return rows
    .filter((row) => row.callee.test(callee) && !isTold(row))
    .flatMap(({ variables, by }) =>
      variables.map((name): FoundRead => ({ source: { kind: 'env', name }, node, optional: true, implicitBy: by })),
    );
}

/** The client that the call builds, by the first row that fits. */
export function clientOf(call: Call, rows: readonly ClientRow[], speech: Speech): readonly FoundClient[] {
  const row = rows.find(
    ({ callee, given }) => callee.test(call.callee) && (given?.test(speech.written(call.node)) ?? true),
  );
  if (!row) return [];
  const told = (row.lifetime ?? []).flatMap((name) => call.named.get(name) ?? [])[0];
  const lifetime = told ? numberOf(speech.written(told)) : null;
  const off = lifetime !== null && (row.off ?? []).includes(lifetime);
  return [
    {
      row: row.row,
      node: call.node,
      lifetime: off ? null : lifetime,
      off,
      asksEachTime: (row.asks ?? []).some((name) => call.named.has(name)),
      attributable: row.names?.test(speech.written(call.node)) ?? null,
    },
  ];
}

/** What the call does with what flows into it. */
export function roleOf({ callee, node }: Call, rows: readonly RoleRow[]): readonly FoundRole[] {
  return rows.filter((row) => row.callee.test(callee)).map(({ role }) => ({ node, role }));
}

/** Seconds, or whatever the unit is, of `1800` and `30 * 60`; null for what is computed. */
export function numberOf(written: string): Seconds | null {
  const factors = written
    .replaceAll('_', '')
    .split('*')
    .map((factor) => factor.trim());
  if (!factors.every((factor) => /^-?\d+(?:\.\d+)?$/.test(factor))) return null;
  return factors.reduce((product, factor) => product * Number(factor), 1);
}

function literalsOf(argument: CodeNode, speech: Speech): readonly string[] {
  return speech.literals?.(argument) ?? [speech.literal(argument) ?? []].flat();
}

const NOTHING: Named = { reads: [], unresolved: [] };

function argumentOf(call: Call, { at = 0, named = [] }: ArgumentRow): CodeNode | undefined {
  return named.map((name) => call.named.get(name)).find((node) => node !== undefined) ?? call.positional[at];
}

/** Names can be long and hold anything: cut, and never a literal's text. */
function computed({ callee, node }: Call, argument: CodeNode, speech: Speech): Named {
  const written = speech
    .written(argument)
    .replace(/(["'`]).*?\1/gs, '…')
    .replace(/\s+/g, ' ')
    .slice(0, 40);
  return { reads: [], unresolved: [{ what: `${callee}(${written}): the name is computed`, node }] };
}

/**
 * What is set beside a client rather than in its constructor: `db.SetConnMaxLifetime(…)`, `config.maxLifetime = …`. A setting belongs to
 * the nearest client of its kind in the same function, else in the file.
 */
import type { Seconds } from '../../model/duration.ts';
import type { Callees } from './callees.ts';
import { type CodeNode, enclosing, isWithin } from './code-tree.ts';
import { durationOf } from './duration-text.ts';
import type { FoundClient } from './findings.ts';

export interface SettingRow {
  /** Rows of clients it may belong to. */
  readonly clients: RegExp;
  /** Name that is set, or the function that sets it. */
  readonly name: RegExp;
  /** `lifetime`: the argument; `asks`: the client asks for the credential each time; `names`: it names itself to the server. */
  readonly sets: 'lifetime' | 'asks' | 'names';
  /** Seconds of a bare number; null: text with a unit of its own. */
  readonly bare?: Seconds | null;
  readonly off?: readonly Seconds[];
}

export interface FoundSetting {
  readonly name: string;
  readonly value: CodeNode;
}

/** Clients that settings are looked up for; a file that builds more was generated. */
const MOST_CLIENTS = 100;

export function withSettings(
  clients: readonly FoundClient[],
  settings: readonly FoundSetting[],
  rows: readonly SettingRow[],
  callees: Callees,
): readonly FoundClient[] {
  const changed = new Map(clients.map((client) => [client.node, client]));
  for (const { name, value } of settings) {
    const row = rows.find((one) => one.name.test(name));
    const near =
      row &&
      nearest(
        value,
        clients.slice(0, MOST_CLIENTS).filter((one) => row.clients.test(one.row)),
        callees,
      );
    const client = near && changed.get(near.node);
    if (row && near && client) changed.set(near.node, apply(client, row, callees.written(value)));
  }
  return clients.map((client) => changed.get(client.node) ?? client);
}

function apply(client: FoundClient, row: SettingRow, written: string): FoundClient {
  if (row.sets === 'asks') return { ...client, asksEachTime: true };
  if (row.sets === 'names') return { ...client, attributable: true };
  const lifetime = durationOf(written, row.bare ?? null) ?? (/^-?\d+$/.test(written) ? Number(written) : null);
  const off = lifetime !== null && (row.off ?? []).includes(lifetime);
  return { ...client, lifetime: off ? null : lifetime, off };
}

function nearest(at: CodeNode, clients: readonly FoundClient[], { grammar }: Callees): FoundClient | undefined {
  const inside = clients.find(({ node }) => isWithin(at, node));
  if (inside) return inside;
  const around = enclosing(at, ...grammar.functions);
  const beside = clients.filter(({ node }) => enclosing(node, ...grammar.functions) === around);
  const distance = ({ node }: FoundClient) => Math.abs(node.start - at.start);
  return (beside.length > 0 ? beside : clients).toSorted((a, b) => distance(a) - distance(b))[0];
}

/** Settings of a file: arguments of calls with one argument, named arguments, and assignments to members. */
export function settingsIn(callees: Callees): readonly FoundSetting[] {
  const calls = callees.calls.flatMap(({ callee, positional, named }): readonly FoundSetting[] => [
    ...[...named].map(([name, value]) => ({ name, value })),
    ...(positional[0] ? [{ name: callee.slice(callee.lastIndexOf('.') + 1), value: positional[0] }] : []),
  ]);
  const members = [...callees.assigned]
    .filter(([name]) => name.startsWith('.'))
    .flatMap(([name, values]) => values.map((value) => ({ name: name.slice(1), value })));
  return [...calls, ...members];
}

/**
 * .NET configuration: a key `Stripe:ApiKey` is the variable `Stripe__ApiKey`, a connection string lies below `ConnectionStrings`. A section
 * carries its key to whoever reads from it in the same file; options of another file are read where their class says its section.
 * https://learn.microsoft.com/en-us/aspnet/core/fundamentals/configuration/#non-prefixed-environment-variables
 */
import type { Call } from '../call-rows.ts';
import type { Callees } from '../callees.ts';
import { type CodeNode, child } from '../code-tree.ts';
import type { FoundClient, FoundRead } from '../findings.ts';
import type { Verdict } from '../moment.ts';
import { CLASSES, CSHARP, hasModifier, typeArguments } from './grammar.ts';
import {
  ASPIRE_CLIENTS,
  ASPIRE_CONNECTION,
  ASPIRE_PARAMETER,
  BINDS,
  CONNECTION_STRINGS,
  KEYS,
  SECTION,
} from './tables.ts';

/** The variable that overrides a key. */
export function variableOf(key: string): string {
  return key.replaceAll(':', '__');
}

const MOST_LEVELS = 4;

export function configurationReads(callees: Callees): readonly FoundRead[] {
  return callees.calls.flatMap((call) => [
    ...keyReads(call, callees),
    ...namedConnection(call, callees),
    ...boundOptions(call, callees),
  ]);
}

function keyReads(call: Call, callees: Callees): readonly FoundRead[] {
  const { callee, positional, named, node } = call;
  const argument = positional[0] ?? named.get('key');
  const key = argument ? callees.literal(argument) : null;
  if (key === null) return [];
  if (CONNECTION_STRINGS.test(callee)) return [read(`ConnectionStrings:${key}`, node, positional.length > 1)];
  if (!KEYS.test(callee)) return [];
  const section = sectionOf(receiverOf(node, callees), callees);
  if (section === null) return [];
  return [read(`${section}${key}`, node, positional.length > 1 || isCoalesced(node))];
}

/** The key of the section that an expression is, with a colon behind it; `''`: the root; null: computed. */
function sectionOf(node: CodeNode | null, callees: Callees, level = 0): string | null {
  if (!node || level > MOST_LEVELS) return '';
  const inside = CSHARP.inside(node);
  if (inside) return sectionOf(inside, callees, level + 1);
  const call = callees.callAt(node);
  if (call && SECTION.test(call.callee)) {
    const [argument] = call.positional;
    const key = argument ? callees.literal(argument) : null;
    const around = sectionOf(receiverOf(node, callees), callees, level + 1);
    return key === null || around === null ? null : `${around}${key}:`;
  }
  if (!CSHARP.isName(node)) return '';
  const [value, ...more] = callees.assigned.get(callees.written(node)) ?? [];
  return value && more.length === 0 && value !== node ? sectionOf(value, callees, level + 1) : '';
}

function receiverOf(node: CodeNode, { tree }: Callees): CodeNode | null {
  return CSHARP.call(node, tree)?.receiver ?? null;
}

function isCoalesced({ parent, field }: CodeNode): boolean {
  return parent?.type === 'binary_expression' && field === 'left';
}

/** A client that is told the name of its connection string, and what the app host of Aspire hands out. */
function namedConnection(call: Call, callees: Callees): readonly FoundRead[] {
  const name = call.positional[0] ? callees.literal(call.positional[0]) : null;
  if (name === null) return [];
  if (ASPIRE_PARAMETER.test(call.callee)) return [read(`Parameters:${name}`, call.node, call.positional.length > 1)];
  if (ASPIRE_CONNECTION.test(call.callee) && call.positional.length === 1)
    return [read(`ConnectionStrings:${name}`, call.node, false)];
  const isClient = ASPIRE_CLIENTS.some(({ callee }) => callee.test(call.callee));
  return isClient || wrapsClient(call, callees) ? [read(`ConnectionStrings:${name}`, call.node, false)] : [];
}

/** `builder.AddRabbitMqEventBus("eventbus")`: a team's own method around such a client, by what it is called. */
function wrapsClient({ callee, positional }: Call, callees: Callees): boolean {
  return (
    /\.Add\w*(?:EventBus|RabbitMQ|RabbitMq|Redis|Npgsql|Postgres|SqlServer|MySql|Kafka|ServiceBus|Mongo)\w*$/.test(
      callee,
    ) &&
    /^(?:builder|(?:Web|Host)Application\.Create\w*\(\))\./.test(callee) &&
    positional[0] !== undefined &&
    !isAppHost(callees)
  );
}

/** The app host declares resources with the same words (`AddRedis("redis")`); it connects to none. */
function isAppHost({ calls }: Callees): boolean {
  return calls.some(({ callee }) => /^DistributedApplication\.CreateBuilder$/.test(callee));
}

export function aspireClients(callees: Callees): readonly FoundClient[] {
  return callees.calls.flatMap(({ callee, node }): readonly FoundClient[] => {
    const row = ASPIRE_CLIENTS.find((one) => one.callee.test(callee))?.row;
    return row ? [{ row, node, lifetime: null, off: false, asksEachTime: false, attributable: null }] : [];
  });
}

/** `Configure<StripeOptions>(section)`, `section.Get<StripeOptions>()`: the properties of a class of this file. */
function boundOptions(call: Call, callees: Callees): readonly FoundRead[] {
  if (!BINDS.test(call.callee)) return [];
  const [options] = typeArguments(call.node, callees.tree);
  const sources = [...call.positional, receiverOf(call.node, callees)];
  const section = sources.map((one) => sectionOf(one, callees)).find((one) => one !== '' && one !== null);
  const declared = callees.tree.all(...CLASSES).find((one) => callees.grammar.nameOf(one, callees.tree) === options);
  if (!options || !section || !declared) return [];
  return propertiesOf(declared, callees).map(({ name, node }) => ({
    ...read(`${section}${name}`, node, true),
    decidedBy: call.node,
  }));
}

/** `class StripeOptions { public const string SectionName = "Stripe"; … }`: its properties are keys of that section. */
export function declaredOptions(callees: Callees): readonly FoundRead[] {
  const { tree } = callees;
  return tree.all('class_declaration', 'record_declaration').flatMap((node) => {
    const section = sectionNameOf(node, callees);
    if (section === null) return [];
    const moment: Verdict = { ...takenThrough(node, section, callees), node };
    return propertiesOf(node, callees).map(({ name, node: at }) => ({
      ...read(`${section}:${name}`, at, true),
      moment,
    }));
  });
}

/**
 * Options are computed once (`IOptions`), for each scope (`IOptionsSnapshot`) or whenever their source reloads (`IOptionsMonitor`), as
 * far as this file asks for them. https://learn.microsoft.com/en-us/aspnet/core/fundamentals/configuration/options
 */
function takenThrough(node: CodeNode, section: string, { grammar, tree }: Callees): Verdict {
  const name = grammar.nameOf(node, tree) ?? '';
  const asked = new RegExp(`\\bIOptions(Snapshot|Monitor)?<(?:\\w+\\.)*${name}>`, 'g');
  const ways = new Set([...tree.text(tree.root).matchAll(asked)].map(([, way = '']) => way));
  if (ways.has('') || ways.size === 0)
    return { moment: 'start-up', says: `bound from the section ${section} when the host starts` };
  return ways.has('Snapshot')
    ? { moment: 'per-call', says: `bound from the section ${section} for each scope, through IOptionsSnapshot` }
    : { moment: 'watch', says: `bound from the section ${section} again when it changes, through IOptionsMonitor` };
}

function sectionNameOf(node: CodeNode, { tree, literal }: Callees): string | null {
  const fields = (child(node, 'body')?.children ?? []).filter(
    (one) => one.type === 'field_declaration' && hasModifier(one, 'const', tree),
  );
  for (const field of fields) {
    const declared = /\bstring\s+(?:Section(?:Name|Key)?|ConfigSection|ConfigurationSection|Position)\s*=/.test(
      tree.text(field),
    );
    const value = declared ? field.children.at(-1)?.children.at(-1)?.children.at(-1) : undefined;
    if (value) return literal(value);
  }
  return null;
}

function propertiesOf(
  node: CodeNode,
  { tree }: Callees,
): ReadonlyArray<{ readonly name: string; readonly node: CodeNode }> {
  return (child(node, 'body')?.children ?? []).flatMap((one) => {
    const name = one.type === 'property_declaration' && !hasModifier(one, 'static', tree) ? child(one, 'name') : null;
    return name ? [{ name: tree.text(name), node: one }] : [];
  });
}

function read(key: string, node: CodeNode, optional: boolean): FoundRead {
  return { source: { kind: 'env', name: variableOf(key) }, node, optional };
}

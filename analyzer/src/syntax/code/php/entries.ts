/** What something else starts in PHP code: console commands, queued jobs, and Laravel's schedule. */
import { type CodeNode, child } from '../code-tree.ts';
import type { FoundEntry } from '../findings.ts';
import { argumentsOf, basesOf, type PhpNames, textOf } from './names.ts';
import { COMMAND_BASE, FREQUENCIES, JOB_BASE } from './tables.ts';

export function entriesOf(names: PhpNames): readonly FoundEntry[] {
  return [...commandsOf(names), ...jobsOf(names), ...scheduleOf(names)];
}

/** `$signature = 'tide:digest {--dry}'`, `$defaultName`, `#[AsCommand(name: …)]`, `Artisan::command('tide:digest', …)`. */
function commandsOf(names: PhpNames): readonly FoundEntry[] {
  const { tree } = names;
  const properties = tree.all('property_element').flatMap((node): readonly FoundEntry[] => {
    const [name, value] = [child(node, 'name'), child(node, 'default_value')];
    const text = name && value && /^\$(?:signature|defaultName)$/.test(tree.text(name)) ? textOf(tree, value) : null;
    return text ? [{ name: firstWord(text), node, schedule: null }] : [];
  });
  const called = names.calls
    .filter(({ callee }) => callee === 'AsCommand' || callee === 'Artisan.command')
    .flatMap(({ positional: [first], named, node }): readonly FoundEntry[] => {
      const argument = named.get('name') ?? first;
      const text = argument && textOf(tree, argument);
      return text ? [{ name: firstWord(text), node, schedule: null }] : [];
    });
  return [...properties, ...called];
}

function firstWord(signature: string): string {
  return signature.trim().split(/\s/)[0] ?? signature;
}

function jobsOf({ tree }: PhpNames): readonly FoundEntry[] {
  return tree
    .all('class_declaration')
    .filter((node) => basesOf(tree, node).some((base) => JOB_BASE.test(base) && !COMMAND_BASE.test(base)))
    .flatMap((node) => {
      const name = child(node, 'name');
      return name ? [{ name: tree.text(name), node: name, schedule: null }] : [];
    });
}

/** `$schedule->command('tide:digest')->dailyAt('3:00')->timezone('UTC')`: a chain that begins with what is run. */
function scheduleOf(names: PhpNames): readonly FoundEntry[] {
  const { tree, calls } = names;
  return calls
    .filter(({ callee }) => /^(?:\$schedule|Schedule|\$this\.schedule)\.(?:command|job|exec|call)$/.test(callee))
    .flatMap(({ positional: [what], node }): readonly FoundEntry[] => {
      const name = what && nameOf(what, names);
      if (!name) return [];
      const chain = chainOf(node, names);
      const when = chain.find(({ method, node: link }) => cronOf(method, link, names) !== null);
      const zone = chain.find(({ method }) => method === 'timezone');
      const cron = when ? cronOf(when.method, when.node, names) : null;
      const timeZone = zone ? firstText(zone.node, names) : null;
      return [
        { name, node, schedule: when && cron ? { cron, timeZone, row: 'laravel-schedule', node: when.node } : null },
      ];
    });

  function nameOf(node: CodeNode, { full }: PhpNames): string | null {
    const text = textOf(tree, node);
    if (text !== null) return firstWord(text);
    const written = /^\\?([\w\\]+)::class$/.exec(tree.text(node))?.[1] ?? full(node)?.replace(/^new /, '');
    return written ? written.slice(written.lastIndexOf('\\') + 1) : null;
  }
}

interface Link {
  readonly method: string;
  readonly node: CodeNode;
}

function chainOf(node: CodeNode, { tree }: PhpNames): readonly Link[] {
  const links: Link[] = [];
  for (let at = node.parent; at?.type === 'member_call_expression'; at = at.parent) {
    const name = child(at, 'name');
    if (name) links.push({ method: tree.text(name), node: at });
  }
  return links;
}

function firstText(call: CodeNode, { tree }: PhpNames): string | null {
  const [first] = argumentsOf(tree, call).positional;
  return first ? textOf(tree, first) : null;
}

function cronOf(method: string, call: CodeNode, names: PhpNames): string | null {
  if (method === 'cron') return firstText(call, names);
  const plain = FREQUENCIES[method];
  if (plain) return plain;
  const [hour, minute] = (firstText(call, names) ?? '').split(':').map(Number);
  if (method !== 'dailyAt' || hour === undefined || Number.isNaN(hour)) return null;
  return `${minute ?? 0} ${hour} * * *`;
}

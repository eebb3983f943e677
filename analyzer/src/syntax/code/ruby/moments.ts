/**
 * When Ruby code runs, from the construct around it: the decision table of the language. Class bodies and blocks run where they stand,
 * methods and lambdas when they are called.
 */
import type { Seconds } from '../../../model/duration.ts';
import { numberOf } from '../call-rows.ts';
import { type CodeNode, type CodeTree, child, enclosing } from '../code-tree.ts';
import type { MomentRow, MomentTable, Verdict } from '../moment.ts';
import { basesOf, className, type RubyNames } from './names.ts';
import { BLOCKS, CONTROLLER_BASE, JOB_BASE } from './tables.ts';

/** Files that run at a moment of their own (https://guides.rubyonrails.org/initialization.html). */
const FILES: ReadonlyArray<{ readonly file: RegExp; readonly verdict: Verdict }> = [
  { file: /\.rake$|(?:^|\/)Rakefile$/, verdict: { moment: 'job', says: 'in a file of rake tasks' } },
  { file: /(?:^|\/)db\/(?:migrate|post_migrate|seeds)\b/, verdict: { moment: 'job', says: 'in a migration' } },
  {
    file: /(?:^|\/)config\/initializers\//,
    verdict: { moment: 'start-up', says: 'in an initializer, which runs when the application starts' },
  },
  {
    file: /(?:^|\/)config\/[^/]+\.ya?ml(?:\.erb)?$/,
    verdict: { moment: 'start-up', says: 'in a configuration file, read when the application starts' },
  },
  {
    file: /(?:^|\/)config\/|\.ru$/,
    verdict: { moment: 'start-up', says: 'in the configuration, which runs when the application starts' },
  },
  { file: /\.erb$/, verdict: { moment: 'per-call', says: 'in a template' } },
];

export function momentsOf(names: RubyNames): MomentTable {
  const { tree } = names;
  return {
    rows: [KEPT, BLOCK, LOOP, JOB_METHOD, CONTROLLER_METHOD],
    functions: new Set(['method', 'singleton_method', 'lambda']),
    nameOf: (node) => calledAs(node, tree),
    callers: (name) => names.calls.filter(({ node }) => callsOwn(node, name, tree)).map(({ node }) => node),
    top: () =>
      FILES.find(({ file }) => file.test(tree.source.file))?.verdict ?? {
        moment: 'import',
        says: 'where the file is loaded',
      },
    otherwise: (node) =>
      definedName(node, tree) === 'initialize'
        ? { moment: 'construction', says: `in the constructor of ${calledAs(node, tree) ?? 'a class'}` }
        : (FILES.find(({ file, verdict }) => verdict.moment === 'job' && file.test(tree.source.file))?.verdict ?? null),
  };
}

function definedName(node: CodeNode, tree: CodeTree): string | null {
  const name = child(node, 'name');
  return name && tree.text(name);
}

/** A constructor is called by the name of its class. */
function calledAs(node: CodeNode, tree: CodeTree): string | null {
  const name = definedName(node, tree);
  const around = name === 'initialize' ? enclosing(node, 'class') : null;
  return around ? className(tree, around) : name;
}

/** A call without a receiver, on `self`, or `new` of the class. */
function callsOwn(node: CodeNode, name: string, tree: CodeTree): boolean {
  const method = child(node, 'method');
  const receiver = child(node, 'receiver');
  const written = method ? tree.text(method) : '';
  if (written === 'new') return receiver !== null && tree.text(receiver) === name;
  return written === name && (receiver === null || receiver.type === 'self');
}

/** `@client ||= …` where the object lives as long as the process: on the class, in a class variable, a global or a constant. */
const KEPT: MomentRow = {
  on: ['operator_assignment'],
  fits(node, inner, tree) {
    const [left, operator] = [child(node, 'left'), child(node, 'operator')];
    if (inner.field !== 'right' || !left || !operator || tree.text(operator) !== '||=') return null;
    const method = enclosing(node, 'method', 'singleton_method');
    const outlives =
      left.type === 'class_variable' ||
      left.type === 'global_variable' ||
      (left.type === 'instance_variable' && isOfClass(method, tree));
    return outlives ? { moment: 'memoised', says: `kept in ${tree.text(left)} once made` } : null;
  },
};

/** `def self.x`, a method in `class << self`, or of a module that extends itself. */
function isOfClass(method: CodeNode | null, tree: CodeTree): boolean {
  if (!method) return false;
  if (method.type === 'singleton_method' || enclosing(method, 'singleton_class')) return true;
  const around = enclosing(method, 'class', 'module');
  return around?.type === 'module' && /\b(?:extend self|module_function)\b/.test(tree.text(around).slice(0, 2000));
}

const BLOCK: MomentRow = {
  on: ['call'],
  fits(node, inner, tree) {
    if (inner.field !== 'block') return null;
    const method = child(node, 'method');
    const written = method ? tree.text(method) : '';
    const given = child(node, 'arguments');
    // `get` of an object is no route.
    const isBare = child(node, 'receiver') === null;
    const row = BLOCKS.find((one) =>
      one.given
        ? one.method.test(written) && given !== null && one.given.test(tree.text(given))
        : one.method.test(written) && (isBare || one.moment === 'start-up'),
    );
    if (row) return { moment: row.moment, says: row.says };
    if (written !== 'fetch' || !/\bexpires_in\b/.test(tree.text(given ?? node))) return null;
    return { moment: 'timer', says: 'inside a cache that expires', interval: expiry(tree.text(node)) };
  },
};

const UNITS: Readonly<Record<string, Seconds>> = { second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800 };

/** `expires_in: 5.minutes`. */
function expiry(text: string): Seconds | null {
  const told = /\bexpires_in:\s*(\d+)(?:\.(second|minute|hour|day|week)s?)?/.exec(text);
  return told ? Number(told[1]) * (UNITS[told[2] ?? 'second'] ?? 1) : null;
}

const LOOP: MomentRow = {
  on: ['while', 'until', 'call'],
  fits(node, inner, tree) {
    const method = child(node, 'method');
    const loops = node.type !== 'call' || (inner.field === 'block' && method !== null && tree.text(method) === 'loop');
    const sleep = loops ? /\bsleep[ (]+([\d_.]+)?/.exec(tree.text(inner)) : null;
    const interval = sleep?.[1] === undefined ? null : numberOf(sleep[1]);
    return sleep && { moment: 'timer', says: 'inside a loop that sleeps', interval };
  },
};

const JOB_METHOD: MomentRow = {
  on: ['method', 'singleton_method'],
  fits(node, inner, tree) {
    const around = inner.field === 'parameters' ? null : enclosing(node, 'class');
    if (!around || !basesOf(tree, around).some((base) => JOB_BASE.test(base))) return null;
    return { moment: 'job', says: `inside the job ${className(tree, around)}` };
  },
};

const CONTROLLER_METHOD: MomentRow = {
  on: ['method'],
  fits(node, inner, tree) {
    const around = inner.field === 'parameters' ? null : enclosing(node, 'class');
    if (!around || !basesOf(tree, around).some((base) => CONTROLLER_BASE.test(base))) return null;
    return {
      moment: 'per-call',
      says: `inside the action ${definedName(node, tree) ?? ''} of ${className(tree, around)}`,
    };
  },
};

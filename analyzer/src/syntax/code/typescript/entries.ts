/**
 * Places that something else starts: scheduled functions, queue tasks, cron routes. The schedule is given where it is written;
 * one worked out when the program runs is not.
 */

import { cronRoute } from './conventions.ts';
import { literalOf } from './literals.ts';
import type { SourceModule } from './module.ts';
import { bare, child, children, dotted, identifier, keyName, memberName, propertyOf, type SyntaxNode } from './node.ts';

export interface FoundEntry {
  readonly name: string;
  readonly node: SyntaxNode;
  readonly cron: {
    readonly text: string;
    readonly node: SyntaxNode;
    readonly timeZone: string | null;
    readonly row: string;
  } | null;
}

interface EntryRow {
  /** Modules it comes from; null: the name is enough. */
  readonly module: RegExp | null;
  readonly callee: RegExp;
  /** Argument or option (`1.pattern`: of the second argument) that holds the cron text; null: none, it is a task. */
  readonly cron: readonly string[];
  readonly zone: readonly string[];
  /** Where the name is written. */
  readonly name: readonly string[];
  readonly row: string;
}

const ENTRY_ROWS: readonly EntryRow[] = [
  {
    module: /^node-cron$/,
    callee: /^(?:schedule|createTask)$/,
    cron: ['0'],
    zone: ['2.timezone'],
    name: ['2.name'],
    row: 'node-cron',
  },
  {
    module: /^cron$/,
    callee: /^CronJob$/,
    cron: ['0', '0.cronTime'],
    zone: ['4', '0.timeZone'],
    name: ['0.name'],
    row: 'node-cron',
  },
  {
    module: /^cron$/,
    callee: /^from$/,
    cron: ['0.cronTime'],
    zone: ['0.timeZone'],
    name: ['0.name'],
    row: 'node-cron',
  },
  { module: /^croner$/, callee: /^Cron$/, cron: ['0'], zone: ['1.timezone'], name: ['1.name'], row: 'node-cron' },
  {
    module: /^node-schedule$/,
    callee: /^scheduleJob$/,
    cron: ['0', '1', '0.rule'],
    zone: ['0.tz'],
    name: [],
    row: 'node-cron',
  },
  {
    module: /^bullmq?$/,
    callee: /^add$/,
    cron: ['2.repeat.pattern', '2.repeat.cron', '1.repeat.cron'],
    zone: ['2.repeat.tz'],
    name: ['0'],
    row: 'bullmq-job-scheduler',
  },
  {
    module: /^bullmq$/,
    callee: /^upsertJobScheduler$/,
    cron: ['1.pattern'],
    zone: ['1.tz'],
    name: ['0'],
    row: 'bullmq-job-scheduler',
  },
  { module: /^bullmq$/, callee: /^Worker$/, cron: [], zone: [], name: ['0'], row: '' },
  { module: /^bull$/, callee: /^process$/, cron: [], zone: [], name: ['0'], row: '' },
  {
    module: /^inngest/,
    callee: /^createFunction$/,
    cron: ['1.cron', '0.cron'],
    zone: [],
    name: ['0.id', '0.name'],
    row: 'node-cron',
  },
  {
    module: /^@trigger\.dev\/sdk/,
    callee: /^task$/,
    cron: ['0.cron', '0.cron.pattern'],
    zone: ['0.cron.timezone'],
    name: ['0.id'],
    row: 'node-cron',
  },
  { module: /^(?:agenda|@hokify\/agenda)$/, callee: /^define$/, cron: [], zone: [], name: ['0'], row: '' },
  { module: /^pg-boss$/, callee: /^schedule$/, cron: ['1'], zone: ['3.tz'], name: ['0'], row: 'node-cron' },
  { module: /^pg-boss$/, callee: /^work$/, cron: [], zone: [], name: ['0'], row: '' },
];

/** Five fields, six with seconds, or a macro. */
const CRON = /^(?:@\w+|[\d*/,?LW#A-Za-z-]+(?:\s+[\d*/,?LW#A-Za-z-]+){4,5})$/;

/** All entries of a file. */
export function entriesOf(module: SourceModule): readonly FoundEntry[] {
  const rows = ENTRY_ROWS.filter(
    (row) => row.module === null || module.specifiers.some(({ specifier }) => row.module?.test(specifier)),
  );
  const called =
    rows.length === 0
      ? []
      : module.ofType('CallExpression', 'NewExpression').flatMap((call) => entryOf(module, rows, call) ?? []);
  const route = cronRoute(module.source.file);
  return [
    ...called,
    ...decorated(module),
    ...(route === null ? [] : [{ name: route, node: module.program, cron: null }]),
  ];
}

function entryOf(module: SourceModule, rows: readonly EntryRow[], call: SyntaxNode): FoundEntry | null {
  const callee = bare(child(call, 'callee'));
  const called = memberName(callee) ?? identifier(callee) ?? '';
  const row = rows.find((candidate) => candidate.callee.test(called));
  if (!row) return null;
  const cron = first(row.cron, (path) => {
    const node = argumentAt(call, path);
    const text = literalOf(module, node);
    return node && text !== null && CRON.test(text.trim()) ? { node, text: withoutSeconds(text) } : null;
  });
  const name = first(row.name, (path) => literalOf(module, argumentAt(call, path))) ?? givenName(module, call);
  if (row.cron.length > 0 && !cron && !/^(?:task|createFunction)$/.test(called)) return null;
  if (row.cron.length === 0 && first(row.name, (path) => literalOf(module, argumentAt(call, path))) === null)
    return null;
  const timeZone = first(row.zone, (path) => literalOf(module, argumentAt(call, path)));
  return { name, node: call, cron: cron && { ...cron, timeZone, row: row.row } };
}

function first<T>(paths: readonly string[], look: (path: string) => T | null): T | null {
  for (const path of paths) {
    const found = look(path);
    if (found !== null) return found;
  }
  return null;
}

/** `1.repeat.pattern`: from the second argument inwards. */
function argumentAt(call: SyntaxNode, path: string): SyntaxNode | null {
  const [position, ...steps] = path.split('.');
  let at: SyntaxNode | null = bare(children(call, 'arguments')[Number(position)]);
  for (const step of steps) at = bare(propertyOf(at, step));
  return at;
}

/** Six fields begin with seconds, which no later stage counts. */
function withoutSeconds(text: string): string {
  const fields = text.trim().split(/\s+/);
  return fields.length === 6 ? fields.slice(1).join(' ') : text.trim();
}

/** The function handed over, the constant it is put into, else the file. */
function givenName(module: SourceModule, call: SyntaxNode): string {
  const handed = children(call, 'arguments').map((argument) =>
    argument.type === 'MemberExpression' ? memberName(argument) : identifier(argument),
  );
  const named = handed.find((name) => name !== null && name !== 'undefined') ?? module.nameOf(call)?.name;
  return named ?? module.source.file;
}

/** Expressions of `@nestjs/schedule` by name: https://github.com/nestjs/schedule/blob/master/lib/enums/cron-expression.enum.ts */
const NEST_EXPRESSIONS: Readonly<Record<string, string>> = {
  EVERY_MINUTE: '*/1 * * * *',
  EVERY_5_MINUTES: '*/5 * * * *',
  EVERY_10_MINUTES: '*/10 * * * *',
  EVERY_30_MINUTES: '*/30 * * * *',
  EVERY_HOUR: '0-23/1 * * * *',
  EVERY_2_HOURS: '0-23/2 * * * *',
  EVERY_6_HOURS: '0-23/6 * * * *',
  EVERY_12_HOURS: '0-23/12 * * * *',
  EVERY_DAY_AT_MIDNIGHT: '0 0 * * *',
  EVERY_DAY_AT_1AM: '0 1 * * *',
  EVERY_DAY_AT_2AM: '0 2 * * *',
  EVERY_DAY_AT_3AM: '0 3 * * *',
  EVERY_DAY_AT_NOON: '0 12 * * *',
  EVERY_WEEK: '0 0 * * 0',
  EVERY_WEEKDAY: '0 0 * * 1-5',
  EVERY_1ST_DAY_OF_MONTH_AT_MIDNIGHT: '0 0 1 * *',
  EVERY_QUARTER: '0 0 1 */3 *',
  EVERY_YEAR: '0 0 1 1 *',
};

/** `@Cron('0 3 * * *', { timeZone })` and `@Processor('mail')` of NestJS. */
function decorated(module: SourceModule): readonly FoundEntry[] {
  return module.ofType('Decorator').flatMap((decorator): readonly FoundEntry[] => {
    const call = child(decorator, 'expression');
    if (call?.type !== 'CallExpression') return [];
    const name = dotted(child(call, 'callee'));
    const target = module.parentOf(decorator);
    const asked = argumentAt(call, '0');
    const text = literalOf(module, asked) ?? NEST_EXPRESSIONS[memberName(asked) ?? ''] ?? null;
    if (name === 'Cron' && asked && text !== null) {
      const timeZone = literalOf(module, argumentAt(call, '1.timeZone'));
      const cron = { text: withoutSeconds(text), node: asked, timeZone, row: 'node-cron' };
      return [
        {
          name: literalOf(module, argumentAt(call, '1.name')) ?? keyName(target) ?? module.source.file,
          node: call,
          cron,
        },
      ];
    }
    return name === 'Processor' && text !== null ? [{ name: text, node: call, cron: null }] : [];
  });
}

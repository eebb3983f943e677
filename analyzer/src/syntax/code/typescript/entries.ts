/**
 * Places that something else starts: scheduled functions, queue tasks, cron routes. The schedule is given where it is written;
 * one worked out when the program runs is not.
 */

import { cronRoute } from './conventions.ts';
import { argumentAt, type FoundEntry, withoutSeconds } from './entry.ts';
import { literalOf } from './literals.ts';
import type { SourceModule } from './module.ts';
import { decoratedEntries } from './nest-entries.ts';
import { bare, child, children, identifier, memberName, type SyntaxNode } from './node.ts';

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
    ...decoratedEntries(module),
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

/** The function handed over, the constant it is put into, else the file. */
function givenName(module: SourceModule, call: SyntaxNode): string {
  const handed = children(call, 'arguments').map((argument) =>
    argument.type === 'MemberExpression' ? memberName(argument) : identifier(argument),
  );
  const named = handed.find((name) => name !== null && name !== 'undefined') ?? module.nameOf(call)?.name;
  return named ?? module.source.file;
}

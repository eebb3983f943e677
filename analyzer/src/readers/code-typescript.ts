/**
 * TypeScript and JavaScript: what is read, when and by whom, which connections are built, what is imported, what something else
 * starts. It says what one file shows; who runs that file is for linking to find.
 */
import type { ConnectionFact, EntryFact, Fact, ImportFact, Note, ReadFact } from '../model/fact.ts';
import type { Span } from '../model/place.ts';
import type { SourceText } from '../syntax/code/source.ts';
import { NEEDS_TREE } from '../syntax/code/typescript/candidates.ts';
import { readsOfClients } from '../syntax/code/typescript/clients.ts';
import { connectionsOf, type FoundConnection } from '../syntax/code/typescript/connections.ts';
import { cronRoute } from '../syntax/code/typescript/conventions.ts';
import { entriesOf } from '../syntax/code/typescript/entries.ts';
import type { FoundEntry } from '../syntax/code/typescript/entry.ts';
import { readsOfEnvironment } from '../syntax/code/typescript/environment.ts';
import { readsOfFiles } from '../syntax/code/typescript/files.ts';
import { createFlow, type Flow } from '../syntax/code/typescript/flow.ts';
import { type Found, joinSearches } from '../syntax/code/typescript/found.ts';
import { resolveModule, type SourceModule } from '../syntax/code/typescript/module.ts';
import { momentOf } from '../syntax/code/typescript/moments.ts';
import type { SyntaxNode } from '../syntax/code/typescript/node.ts';
import { parseTypescript, type Stretch } from '../syntax/code/typescript/parser.ts';
import { plainImports, plainReads } from '../syntax/code/typescript/plain.ts';
import { roleOf } from '../syntax/code/typescript/roles.ts';
import { readsBySchema } from '../syntax/code/typescript/schemas.ts';
import { NO_STAGES, stagesOf } from '../syntax/code/typescript/stages.ts';
import { readsOfStores } from '../syntax/code/typescript/stores.ts';
import { readsThroughWrappers } from '../syntax/code/typescript/wrappers.ts';
import { defineReader, type Reading } from './contract.ts';

const LANGUAGE = 'typescript';
const NOTHING: Reading = { facts: [], notes: [] };

/** Modules that only work inside a test run. `@playwright/test` is not among them: crawlers take its browsers. */
const TEST_RUNNERS: ReadonlySet<string> = new Set(['vitest', '@jest/globals', 'node:test', 'bun:test']);

/** Every way a file can read; a place that two of them see counts for the first. */
const SEARCHES = [
  readsOfEnvironment,
  readsThroughWrappers,
  readsBySchema,
  readsOfFiles,
  readsOfStores,
  readsOfClients,
] as const;

export default defineReader({
  id: 'code-typescript',
  reads:
    'TypeScript and JavaScript: reads of the environment, of files and of secret stores, and when they happen; connections; schedules',
  syntax: 'code',
  accepts: (unit) => unit.content.language === LANGUAGE,
  read: ({ content }) => {
    if (!NEEDS_TREE.test(content.text) && cronRoute(content.file) === null) return readImports(content);
    const { program, broken, problem } = parseTypescript(content);
    if (!program) return readPlainly(content, [{ start: 0, end: content.text.length }], problem);
    const module = resolveModule(content, program);
    // Set-up of tests has no name of its own; what it imports tells it: tests are no consumers (`skip.ts`).
    if (module.specifiers.some(({ specifier }) => TEST_RUNNERS.has(specifier))) return NOTHING;
    const whole = readModule(module);
    const rest = broken.length > 0 ? readPlainly(content, broken, 'broken here') : NOTHING;
    return { facts: [...whole.facts, ...rest.facts], notes: [...whole.notes, ...rest.notes] };
  },
});

function readModule(module: SourceModule): Reading {
  const { found, loose } = joinSearches(SEARCHES.map((search) => search(module)));
  const reads = distinct(found);
  const flow = createFlow(module, reads);
  const facts: readonly Fact[] = [
    ...reads.map((read) => readFact(module, flow, read)),
    ...connectionsOf(module).map((connection) => connectionFact(module, flow, connection)),
    ...entriesOf(module).map((entry) => entryFact(module, entry)),
    ...module.specifiers.map(({ specifier, at }) => importFact(specifier, spanOf(module, at))),
  ];
  const notes = loose.map(({ what, node }): Note => ({ note: 'unresolved', what, at: spanOf(module, node) }));
  return { facts, notes };
}

/** One read a name and place; in the order of the text. */
function distinct(found: readonly Found[]): readonly Found[] {
  const seen = new Map<string, Found>();
  for (const read of found) {
    const key = `${read.node.start} ${JSON.stringify(read.source)}`;
    if (!seen.has(key)) seen.set(key, read);
  }
  return [...seen.values()].sort((a, b) => a.node.start - b.node.start);
}

function readFact(
  module: SourceModule,
  flow: Flow,
  { source, node, optional, implicitBy, inlined, happensAt, role }: Found,
): ReadFact {
  const decision = momentOf(module, happensAt ?? node);
  const reloads = decision.callback && (decision.moment === 'watch' || decision.moment === 'timer');
  return {
    fact: 'read',
    source,
    language: LANGUAGE,
    moment: inlined === null ? decision.moment : 'build',
    interval: inlined === null ? decision.interval : null,
    stages: reloads && decision.callback ? stagesOf(module, decision.callback) : NO_STAGES,
    role: role ?? roleOf(module, flow, node),
    implicitBy,
    optional,
    at: spanOf(module, node),
    decidedAt: spanOf(module, inlined === null ? headOf(decision.node) : node),
    says: inlined ?? decision.says,
  };
}

function connectionFact(module: SourceModule, flow: Flow, { node, ...connection }: FoundConnection): ConnectionFact {
  const { moment } = momentOf(module, node);
  return {
    fact: 'connection',
    language: LANGUAGE,
    ...connection,
    uses: flow.into(node),
    moment,
    at: spanOf(module, node),
  };
}

function entryFact(module: SourceModule, { name, node, cron }: FoundEntry): EntryFact {
  const schedule = cron && {
    cron: cron.text,
    timeZone: cron.timeZone,
    concurrency: 'Allow' as const,
    startingDeadline: null,
    row: cron.row,
    at: spanOf(module, cron.node),
  };
  return { fact: 'entry', language: LANGUAGE, name, schedule, at: spanOf(module, headOf(node)) };
}

/** A long construct is pointed at by its beginning: up to where its body, or its first inner line, begins. */
function headOf(node: SyntaxNode): SyntaxNode {
  const body = node.body;
  const inner = typeof body === 'object' && body !== null && 'start' in body ? Number(body.start) : node.end;
  return inner > node.start && inner < node.end ? { ...node, end: inner } : node;
}

function spanOf({ source }: SourceModule, { start, end }: SyntaxNode): Span {
  const lineEnd = source.text.indexOf('\n', start);
  return source.index.span(start, lineEnd < 0 || lineEnd > end ? end : lineEnd);
}

/** A file that only passes on what others read: what it imports is all it has to say. */
function readImports({ text, index }: SourceText): Reading {
  const facts = plainImports(text).map(({ specifier, start, end }) => importFact(specifier, index.span(start, end)));
  return { facts, notes: [] };
}

function importFact(specifier: string, at: Span): ImportFact {
  return { fact: 'import', language: LANGUAGE, specifier, at };
}

/** What is left where nothing could be parsed, in the stretches of the text that were not. */
function readPlainly({ text, index }: SourceText, stretches: readonly Stretch[], problem: string): Reading {
  const facts = stretches.flatMap((stretch) =>
    plainReads(text.slice(stretch.start, stretch.end)).map(({ name, start, end }): ReadFact => {
      const at = index.span(stretch.start + start, stretch.start + end);
      const source = { kind: 'env', name } as const;
      const rest = { interval: null, stages: NO_STAGES, role: null, implicitBy: null, optional: false } as const;
      return {
        fact: 'read',
        source,
        language: LANGUAGE,
        moment: 'unknown',
        ...rest,
        at,
        decidedAt: at,
        says: `the code is ${problem}`,
      };
    }),
  );
  const notes = stretches.map(
    ({ start }): Note => ({ note: 'skipped', what: `not parsed: ${problem}`, at: index.span(start, start) }),
  );
  return { facts, notes };
}

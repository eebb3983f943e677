/**
 * TypeScript and JavaScript: what is read, when and by whom, which connections are built, what is imported, what something else
 * starts. It says what one file shows; who runs that file is for linking to find.
 */
import type { EntryFact, Fact, Note, ReadFact } from '../model/fact.ts';
import type { SourceText } from '../syntax/code/source.ts';
import { NEEDS_TREE } from '../syntax/code/typescript/candidates.ts';
import { readsOfClients } from '../syntax/code/typescript/clients.ts';
import { connectionsOf } from '../syntax/code/typescript/connections.ts';
import { cronRoute } from '../syntax/code/typescript/conventions.ts';
import { entriesOf } from '../syntax/code/typescript/entries.ts';
import type { FoundEntry } from '../syntax/code/typescript/entry.ts';
import { readsOfEnvironment } from '../syntax/code/typescript/environment.ts';
import { readsOfFiles } from '../syntax/code/typescript/files.ts';
import { createFlow } from '../syntax/code/typescript/flow.ts';
import { distinctReads, joinSearches } from '../syntax/code/typescript/found.ts';
import { resolveModule, type SourceModule } from '../syntax/code/typescript/module.ts';
import { parseTypescript, type Stretch } from '../syntax/code/typescript/parser.ts';
import { plainImports, plainReads } from '../syntax/code/typescript/plain.ts';
import { readsBySchema } from '../syntax/code/typescript/schemas.ts';
import { NO_STAGES } from '../syntax/code/typescript/stages.ts';
import { connectionFact, headOf, importFact, LANGUAGE, readFact, spanOf } from '../syntax/code/typescript/state.ts';
import { readsOfStores } from '../syntax/code/typescript/stores.ts';
import { readsThroughWrappers } from '../syntax/code/typescript/wrappers.ts';
import { defineReader, type Reading } from './contract.ts';

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
  const reads = distinctReads(found);
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

/** A file that only passes on what others read: what it imports is all it has to say. */
function readImports({ text, index }: SourceText): Reading {
  const facts = plainImports(text).map(({ specifier, start, end }) => importFact(specifier, index.span(start, end)));
  return { facts, notes: [] };
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

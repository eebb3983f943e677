/**
 * The cross-file questions of TypeScript: where in other files is the value that a module read used, when, and in which client? On just
 * the files involved: modules that export what they read, and their importers. It states reads at the places of use, as a reader would.
 */
import type { Fact, Note, ReadFact } from '../model/fact.ts';
import { compareText } from '../model/place.ts';
import { createLineIndex, fileStart } from '../syntax/line-index.ts';
import { type Exported, followExports } from './exported.ts';
import { type Importer, importersIn } from './importers.ts';
import { type Compiler, type Modules, openModules } from './project.ts';
import { type ReadUses, readUses, type ShapeOf } from './read-uses.ts';
import { createResolver, type Resolver } from './resolve.ts';
import { capturedOf, eitherOf, namesAsked, objectOf, type Shape } from './shape.ts';

/** The state of the files that a crossing is asked about. */
export interface CrossingFiles {
  /** Sorted; those that an import may mean or that say what it means. */
  readonly paths: readonly string[];
  text(path: string): string | null;
  /** Import lines of each file of code (`importsAsText`). */
  readonly imports: ReadonlyMap<string, string>;
  /** What each file reads, gives on and is worth following. */
  readonly reads: ReadonlyMap<string, readonly ReadFact[]>;
}

export interface Crossed {
  readonly file: string;
  readonly facts: readonly Fact[];
}

export interface Crossing {
  /** By file, sorted. */
  readonly crossed: readonly Crossed[];
  readonly notes: readonly Note[];
}

/** Modules whose exports are followed, and files whose uses are read. */
const MOST_MODULES = 400;
const MOST_IMPORTERS = 4_000;
/** Modules that hand on what they import, one behind the other. */
const MOST_ROUNDS = 5;
/** Brackets inside one another: the compiler walks by recursion. */
const DEEPEST_NESTING = 200;
/** UTF-16 units of a module; a larger one is data. */
const LARGEST_MODULE = 256 * 1024;

const NOTHING: Crossing = { crossed: [], notes: [] };
const MODULE = /\.[cm]?[jt]sx?$/;

/** Answers the cross-file questions. `loadCompiler` is asked only where a module that reads is imported; null: it cannot be loaded. */
export function crossFiles(files: CrossingFiles, loadCompiler: () => Compiler | null): Crossing {
  const reading = [...files.reads.keys()].filter((file) => MODULE.test(file)).sort(compareText);
  if (reading.length === 0) return NOTHING;
  const resolver = createResolver(files);
  const importersOf = importersIn(files.imports, resolver);
  const first = reading.filter((file) => importersOf(file).length > 0);
  const compiler = first.length === 0 ? null : loadCompiler();
  if (first.length === 0) return NOTHING;
  if (!compiler) {
    const [file = ''] = first;
    const what = 'not followed into other files: the TypeScript compiler could not be loaded';
    return { crossed: [], notes: [{ note: 'skipped', what, at: fileStart(file) }] };
  }
  try {
    return createRounds(files, resolver, importersOf, openModules(compiler, resolver)).run(first);
  } catch {
    // The error is dropped unseen, because it may quote the text.
    const what = 'not followed into other files: the TypeScript compiler could not read its modules';
    return { crossed: [], notes: [{ note: 'skipped', what, at: fileStart(first[0] ?? '') }] };
  }
}

/** The deepest nesting of brackets, those in texts and comments among them. */
function nestingOf(text: string): number {
  let [depth, deepest] = [0, 0];
  for (const [bracket] of text.matchAll(/[([{}\])]/g)) {
    depth = OPENS.has(bracket) ? depth + 1 : Math.max(0, depth - 1);
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

const OPENS: ReadonlySet<string> = new Set(['(', '[', '{']);

function createRounds(
  files: CrossingFiles,
  resolver: Resolver,
  importersOf: (file: string) => readonly Importer[],
  modules: Modules,
) {
  const taken = new Set<string>();
  const results = new Map<string, ReadUses>();
  const notes: Note[] = [];
  const exported = followExports(modules, (file) => files.reads.get(file) ?? []);

  function leaveOut(file: string, why: string): void {
    notes.push({
      note: 'skipped',
      what: `what it reads is not followed into other files: ${why}`,
      at: fileStart(file),
    });
  }

  /** Takes modules into the project, with those that hand on their exports. */
  function takeIn(wanted: readonly string[]): readonly string[] {
    const fresh: string[] = [];
    const open = [...wanted];
    for (let file = open.shift(); file !== undefined; file = open.shift()) {
      if (taken.has(file) || !MODULE.test(file)) continue;
      taken.add(file);
      const text = files.text(file);
      if (text === null) continue;
      if (taken.size > MOST_MODULES) leaveOut(file, `more than ${MOST_MODULES} modules hand on what they read`);
      else if (text.length > LARGEST_MODULE) leaveOut(file, 'its module is too large');
      else if (nestingOf(text) > DEEPEST_NESTING) leaveOut(file, 'its module is nested too deeply');
      else {
        modules.add(file, text);
        fresh.push(file);
        open.push(...importersOf(file).flatMap((one) => (one.passesOn ? [one.file] : [])));
      }
    }
    return fresh;
  }

  /** Files that import something that holds a read. */
  function importersAmong(fresh: readonly string[]): readonly string[] {
    const found = new Set<string>();
    for (const module of fresh)
      for (const { file, names, passesOn } of importersOf(module))
        if (!passesOn && !found.has(file) && names.some((name) => isMentioned(exported.shape(module, name), file)))
          found.add(file);
    return [...found].sort(compareText);
  }

  /** Of a large object only the properties that are asked for count: a file that has none of their names asks for none. */
  function isMentioned(shape: Shape | null, file: string): boolean {
    if (!shape) return false;
    const names = namesAsked(shape);
    const text = names === null ? null : files.text(file);
    return names === null || (text !== null && names.some((name) => text.includes(name)));
  }

  function run(first: readonly string[]): Crossing {
    let wanted = first;
    for (let round = 0; wanted.length > 0 && round < MOST_ROUNDS; round += 1) {
      const fresh = takeIn(wanted);
      exported.renew();
      const sections = sectionsOf(exported, [...taken]);
      const given: string[] = [];
      for (const file of [...importersAmong(fresh), ...askingBySection(sections)]) {
        const text = results.size < MOST_IMPORTERS ? files.text(file) : null;
        if (text === null) continue;
        const shapeOf: ShapeOf = (specifier, name) => {
          const module = resolver.resolve(file, specifier);
          return module === null ? null : exported.shape(module, name);
        };
        const source = { language: 'typescript', file, text, index: createLineIndex(file, text) } as const;
        const uses = readUses(source, shapeOf, sections);
        if (!uses) continue;
        results.set(file, uses);
        if (uses.givesOn && !taken.has(file)) given.push(file);
      }
      wanted = given;
    }
    if (results.size >= MOST_IMPORTERS) leaveOut(first[0] ?? '', `more than ${MOST_IMPORTERS} files use it`);
    for (const file of wanted) leaveOut(file, `handed on more than ${MOST_ROUNDS} times`);
    return { crossed: crossedOf(results), notes };
  }

  /** Files that ask for a value by the section that `registerAs` named, wherever that is. */
  function askingBySection(sections: Shape | null): readonly string[] {
    if (!sections) return [];
    return [...files.imports].filter(([, lines]) => lines.includes(`${NEST}|`)).map(([file]) => file);
  }

  return { run };
}

const NEST = '@nestjs/config';

/** What `config.get('database.password')` can ask for. */
function sectionsOf(exported: Exported, modules: readonly string[]): Shape | null {
  return modules
    .flatMap((file) => exported.registered(file))
    .map(([section, shape]) => objectOf([[section, capturedOf(shape)]]))
    .reduce(eitherOf, null);
}

function crossedOf(results: ReadonlyMap<string, ReadUses>): readonly Crossed[] {
  return [...results]
    .filter(([, { facts }]) => facts.length > 0)
    .sort(([a], [b]) => compareText(a, b))
    .map(([file, { facts }]) => ({ file, facts }));
}

/** What one file says about values that others read: reads at the places of use, clients they flow into. The moment rules are the reader's. */
import type { CodeSource, ConnectionFact, Fact, ReadFact } from '../model/fact.ts';
import type { SourceText } from '../syntax/code/source.ts';
import { connectionsOf } from '../syntax/code/typescript/connections.ts';
import { isScript } from '../syntax/code/typescript/conventions.ts';
import { createFlow } from '../syntax/code/typescript/flow.ts';
import { resolveModule, type SourceModule } from '../syntax/code/typescript/module.ts';
import { parseTypescript } from '../syntax/code/typescript/parser.ts';
import { connectionFact, importFact, readFact, spanOf } from '../syntax/code/typescript/state.ts';
import type { Shape } from './shape.ts';
import { type Use, usesIn } from './uses.ts';

export interface ReadUses {
  readonly facts: readonly Fact[];
  /** It exports a value that it took. */
  readonly givesOn: boolean;
}

/** What a module's export, named as the file names it, holds. */
export type ShapeOf = (specifier: string, name: string) => Shape | null;

/** Reads the uses of a file; null where it does not parse, which its reader has said. */
export function readUses(source: SourceText, shapeOf: ShapeOf, sections: Shape | null): ReadUses | null {
  const { program } = parseTypescript(source);
  if (!program) return null;
  const module = resolveModule(source, program);
  const { uses, givesOn } = usesIn(module, shapeOf, sections);
  if (uses.length === 0) return { facts: [], givesOn };
  const flow = createFlow(
    module,
    uses.map(({ found }) => found),
  );
  const sources = new Set(uses.map(({ found }) => keyOf(found.source)));
  const reads = uses.map((use): ReadFact => usedFact(module, readFact(module, flow, use.found), use));
  const clients = connectionsOf(module)
    .map((client): ConnectionFact => connectionFact(module, flow, client))
    .filter((client) => client.uses.some((one) => sources.has(keyOf(one))));
  const imports = module.specifiers.map(({ specifier, at }) => importFact(specifier, spanOf(module, at)));
  return { facts: [...reads, ...clients, ...imports], givesOn };
}

function keyOf(source: CodeSource): string {
  return JSON.stringify(source);
}

/** Longest spelling of a use that is told. */
const LONGEST = 80;

/**
 * The read of a value at its place of use. What was taken when its module was loaded stays so however late it is used; only a value that
 * is read when it is asked for is read when this place runs.
 */
function usedFact(module: SourceModule, here: ReadFact, { taken: { read, onDemand }, written }: Use): ReadFact {
  const through = { at: read.at, written: written.slice(0, LONGEST), says: here.says };
  const common = { ...here, through, ...(read.declared ? { declared: read.declared } : {}) };
  if (onDemand && ASKED.has(read.moment)) return common;
  const { interval, stages, decidedAt, says } = read;
  return { ...common, moment: momentOf(module, here, read), interval, stages, decidedAt, says };
}

/** Moments of code that runs when it is called. */
const ASKED: ReadonlySet<ReadFact['moment']> = new Set<ReadFact['moment']>(['per-call', 'unknown', 'job']);

function momentOf({ source }: SourceModule, here: ReadFact, read: ReadFact): ReadFact['moment'] {
  // A build and a script load the module anew and end.
  if (here.moment === 'build' || (here.moment === 'job' && isScript(source.file))) return here.moment;
  return ASKED.has(read.moment) ? 'start-up' : read.moment;
}

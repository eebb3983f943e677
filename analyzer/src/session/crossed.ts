/**
 * Puts the cross-file questions to the texts of a session: reads as the units state them, import lines as the texts have them. It
 * decides nothing; what comes back are units like any other.
 */
import type { CodeImports } from '../crossing/code-imports.ts';
import { isModule } from '../crossing/code-imports.ts';
import { type Crossing, crossFiles } from '../crossing/cross.ts';
import type { Compiler } from '../crossing/project.ts';
import type { ReadFact } from '../model/fact.ts';
import { plainContext } from '../rendering/units.ts';
import type { Memory } from './memory.ts';
import type { Stated } from './stated.ts';
import type { Texts } from './texts.ts';

export interface CrossingParts {
  readonly imports: CodeImports;
  /** ts-morph; asked only where it is needed. */
  loadCompiler(): Compiler | null;
  /** What a variable's name says about its value. */
  judgeName(name: string): 'secret' | 'unknown' | 'other';
}

const SAYS_WHERE = /(?:^|\/)(?:package|[jt]sconfig[\w.-]*)\.json$/;

/** What files of code say together, beside what each of them says. */
export function stateCrossings(
  stated: readonly Stated[],
  texts: Texts,
  memory: Memory,
  { imports, loadCompiler, judgeName }: CrossingParts,
): Stated {
  const kept = keptInSecretPlaces(stated);
  const reads = readsByFile(stated, ({ source, implicitBy, givenOn, moment }) => {
    // What a client reads by itself stays in the client; what a bundler puts in is in no variable any more.
    if (implicitBy !== null || !givenOn || moment === 'build') return false;
    const verdict = source.kind === 'env' ? judgeName(source.name) : 'secret';
    return verdict === 'secret' || (verdict === 'unknown' && source.kind === 'env' && kept.has(source.name));
  });
  if (reads.size === 0) return { units: [], notes: [] };
  const paths = texts.paths().filter((path) => isModule(path) || SAYS_WHERE.test(path));
  const lines = new Map(
    paths.filter(isModule).map((path) => [path, imports.of(path, texts.edited(path), () => texts.text(path))]),
  );
  const spoken = new Set(stated.flatMap(({ units }) => units.map(({ unit }) => unit)));
  const followed = [...reads].map(([file, all]) => JSON.stringify([file, all.map(({ source }) => source)]));
  const identity = [...paths, ...lines.values(), ...followed];
  return memory.crossed(identity, texts, (recording) => {
    const files = { paths, text: recording.text, imports: lines, reads };
    return asStated(crossFiles(files, loadCompiler), spoken);
  });
}

/** Carriers that are made for secrets: a name that tells nothing is one there. */
const SECRET_PLACES: ReadonlySet<string> = new Set([
  'kubernetes-secret',
  'external-store',
  'ci-secret',
  'compose-secret',
]);

/** Names of variables that some file delivers from such a place. */
function keptInSecretPlaces(stated: readonly Stated[]): ReadonlySet<string> {
  const kept = new Set<string>();
  for (const { units } of stated)
    for (const { facts } of units)
      for (const fact of facts) {
        if (fact.fact === 'delivery' && SECRET_PLACES.has(fact.from.type))
          kept.add(fact.variable ?? fact.from.key ?? '');
        if (fact.fact === 'carrier' && SECRET_PLACES.has(fact.carrier.type)) kept.add(fact.carrier.key ?? '');
      }
  return kept;
}

function readsByFile(
  stated: readonly Stated[],
  isFollowed: (read: ReadFact) => boolean,
): ReadonlyMap<string, readonly ReadFact[]> {
  const reads = new Map<string, ReadFact[]>();
  for (const { units } of stated)
    for (const { facts } of units)
      for (const fact of facts) {
        if (fact.fact !== 'read' || fact.language !== 'typescript' || !isFollowed(fact)) continue;
        const known = reads.get(fact.at.file);
        if (known) known.push(fact);
        else reads.set(fact.at.file, [fact]);
      }
  return reads;
}

/** A file that its own reader had nothing to say about has no imports stated yet; another's are known. */
function asStated({ crossed, notes }: Crossing, spoken: ReadonlySet<string>): Stated {
  const units = crossed.map(({ file, facts }) => ({
    unit: file,
    reader: 'crossing',
    context: plainContext(file),
    facts: facts.filter(({ fact }) => fact !== 'import' || !spoken.has(file)),
    notes: [],
  }));
  return { units, notes };
}

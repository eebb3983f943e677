/**
 * Runs the readers over units. What cannot be read is a note; a reader that fails costs its own reading of one unit and its
 * error is dropped unseen, because it may quote the text.
 */
import type { Note, UnitFacts } from '../model/fact.ts';
import type { Reader, Sight } from '../readers/contract.ts';
import type { Origin, RenderedInput } from '../rendering/rendered-input.ts';
import { fileStart } from '../syntax/line-index.ts';
import type { SyntaxName, Unit } from '../syntax/unit.ts';

/** What some units say: plain JSON, fit for the cache. */
export interface Stated {
  readonly units: readonly UnitFacts[];
  /** What syntax and rendering said about them. */
  readonly notes: readonly Note[];
}

export type ReadersBySyntax = ReadonlyMap<SyntaxName, readonly Reader[]>;

/** Readers by the syntax they read, so that a unit meets only those that may want it. */
export function readersBySyntax(readers: readonly Reader[]): ReadersBySyntax {
  const bySyntax = new Map<SyntaxName, Reader[]>();
  for (const reader of readers) {
    const known = bySyntax.get(reader.syntax);
    if (known) known.push(reader);
    else bySyntax.set(reader.syntax, [reader]);
  }
  return bySyntax;
}

/** All that readers say about the units; those with nothing to say leave nothing behind. */
export function state(
  planned: { readonly units: readonly Unit[]; readonly notes: readonly Note[] },
  readers: ReadersBySyntax,
  sight: Sight,
): Stated {
  return {
    units: planned.units.flatMap((unit) =>
      (readers.get(unit.syntax) ?? [])
        .map((reader) => readOne(unit, reader, sight))
        .filter(({ facts, notes }) => facts.length > 0 || notes.length > 0),
    ),
    notes: [...planned.notes, ...planned.units.flatMap((unit) => unit.notes)],
  };
}

/** What one reader says of a rendered object, with the source that the object names. */
export interface RenderedStated extends Origin {
  readonly facts: UnitFacts;
}

/** All that rendered input says. */
export interface RenderedSide {
  readonly facts: readonly RenderedStated[];
  readonly notes: readonly Note[];
}

/** All that readers say about rendered objects. */
export function stateRendered(input: RenderedInput, readers: ReadersBySyntax, sight: Sight): RenderedSide {
  const origins = new Map(input.units.map(({ id, origin }) => [id, origin]));
  const { units, notes } = state(input, readers, sight);
  return {
    facts: units.map((facts) => ({ template: null, chart: null, ...origins.get(facts.unit), facts })),
    notes,
  };
}

function readOne(unit: Unit, reader: Reader, sight: Sight): UnitFacts {
  const { id, context, file } = unit;
  try {
    const { facts, notes } = reader.accepts(unit) ? reader.read(unit, sight) : NOTHING;
    return { unit: id, reader: reader.id, context, facts, notes };
  } catch {
    const note: Note = { note: 'skipped', what: `${reader.id} could not read this`, at: fileStart(file) };
    return { unit: id, reader: reader.id, context, facts: [], notes: [note] };
  }
}

const NOTHING = { facts: [], notes: [] } as const;

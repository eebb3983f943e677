/**
 * What the files say, kept current while they change: `apply` takes edits in, `facts` is the answer for the texts as they
 * stand. Whatever edits led there, it equals a fresh session on the same texts. No disk, no clock, no conclusion.
 */
import type { IgnoreDeclaration } from './model/configuration.ts';
import type { Skipped } from './model/coverage.ts';
import type { Note, UnitFacts } from './model/fact.ts';
import type { Unresolved } from './model/graph.ts';
import { compareSpans, compareText } from './model/place.ts';
import type { Reader, Sight } from './readers/contract.ts';
import type { Renderer } from './rendering/contract.ts';
import { plainSyntaxOf } from './rendering/plain.ts';
import type { RenderedInput } from './rendering/rendered-input.ts';
import { standingRoots } from './rendering/standing.ts';
import { type CrossingParts, stateCrossings } from './session/crossed.ts';
import { type FactCache, openMemory } from './session/memory.ts';
import { sameFacts } from './session/same-facts.ts';
import {
  type RenderedSide,
  type RenderedStated,
  readersBySyntax,
  type Stated,
  state,
  stateRendered,
} from './session/stated.ts';
import { type Change, layOver, type SessionSource } from './session/texts.ts';
import { classifyPasswords, classifyValues, type ValueClasses } from './session/value-classes.ts';
import { readSuppressions, type Suppressions } from './syntax/suppressions.ts';
import { parseYaml } from './syntax/yaml.ts';

export interface SessionParts {
  readonly source: SessionSource;
  readonly renderers: readonly Renderer[];
  readonly readers: readonly Reader[];
  readonly sight: Sight;
  /** Keeps values apart under a key that nobody else has (`createDigest` of the workspace). */
  digest(value: string): string;
  /** null: facts are remembered for the life of the session only. */
  readonly cache: FactCache | null;
  /** Words of declared technologies, which make a plain file worth reading; absent: none. */
  readonly words?: RegExp | null;
  /** Objects that another tool rendered; absent: none were given. Never cached, and no part of the texts. */
  readonly renderedInput?: RenderedInput;
  /** Asks what files of code say together; absent: each is read alone. */
  readonly crossing?: CrossingParts;
}

/** All that the files say, before anything is joined. */
export interface Facts {
  readonly units: readonly UnitFacts[];
  /** What rendered input says, an entry for each reader of an object. */
  readonly rendered: readonly RenderedStated[];
  readonly valueClasses: ValueClasses;
  /** Equal passwords of any length, where one of them stands in a connection string. */
  readonly passwordClasses: ValueClasses;
  /** Documents that could not be read, and buffers shown as they last parsed. */
  readonly skipped: readonly Skipped[];
  readonly unresolved: readonly Unresolved[];
  /** Written beside what they are about. */
  readonly suppressions: readonly IgnoreDeclaration[];
}

export interface Session {
  /** Grows with every edit that changes anything. */
  revision(): number;
  apply(changes: readonly Change[]): void;
  /** Files whose last edit does not parse: they are shown as they last did. Sorted. */
  stale(): readonly string[];
  facts(): Facts;
  /** The later stages over the facts as they stand; asked again without a change, the same snapshot. */
  snapshot<T>(analyze: (facts: Facts) => T): T;
}

/** Opens a session over the files of a workspace. */
export function createSession(parts: SessionParts): Session {
  const texts = layOver(parts.source, parses);
  const readers = readersBySyntax(parts.readers);
  const memory = openMemory((planned) => state(planned, readers, parts.sight), parts.cache, parts.words ?? null);
  const rendered = stateRendered(parts.renderedInput ?? { units: [], notes: [] }, readers, parts.sight);
  let revision = 0;
  let said: Facts | null = null;
  const facts = byRevision(() => {
    const now = read();
    said = said && sameFacts({ ...said }, { ...now }) ? said : now;
    return said;
  });
  let analysis: { readonly by: unknown; readonly of: Facts; readonly result: unknown } | null = null;

  function read(): Facts {
    const paths = texts.paths();
    const roots = standingRoots(parts.renderers, (renderer) =>
      memory.roots(renderer, paths, texts).map((root) => ({ ...memory.root(renderer, root, texts), root })),
    );
    const claimed = new Set(roots.flatMap((root) => root.claims));
    const plain = paths.flatMap((path) => {
      const text = claimed.has(path) ? null : texts.candidate(path);
      return text === null ? [] : [memory.plain(path, text)];
    });
    const alone = [...roots, ...plain];
    const crossed = parts.crossing ? [stateCrossings(alone, texts, memory, parts.crossing)] : [];
    const written = paths.map((path) => readSuppressions(path, texts.candidate(path) ?? ''));
    return assemble([...alone, ...crossed], rendered, written, texts.stale(), (units) => ({
      valueClasses: classifyValues(units, texts.text, parts.digest),
      passwordClasses: classifyPasswords(units, texts.text, parts.digest),
    }));
  }

  /** Memoises by revision. */
  function byRevision<T>(make: () => T): () => T {
    let kept: { readonly at: number; readonly value: T } | null = null;
    return () => {
      if (kept?.at !== revision) kept = { at: revision, value: make() };
      return kept.value;
    };
  }

  return {
    revision: () => revision,
    apply(changes) {
      const changed = changes.map(texts.apply);
      if (changed.includes(true)) revision += 1;
    },
    stale: texts.stale,
    facts,
    snapshot<T>(analyze: (facts: Facts) => T): T {
      const now = facts();
      if (analysis?.by !== analyze || analysis.of !== now) analysis = { by: analyze, of: now, result: analyze(now) };
      return analysis.result as T;
    },
  };
}

/** Whether every document of the text can be read; lines are always readable. */
function parses(path: string, text: string): boolean {
  if (plainSyntaxOf(path)?.syntax !== 'yaml') return true;
  return parseYaml(path, text).every(({ tree, notes }) => tree && !notes.some(({ note }) => note === 'skipped'));
}

function assemble(
  stated: readonly Stated[],
  rendered: RenderedSide,
  written: readonly Suppressions[],
  stale: readonly string[],
  classify: (units: readonly UnitFacts[]) => Pick<Facts, 'valueClasses' | 'passwordClasses'>,
): Facts {
  const units = stated.flatMap((one) => one.units);
  const all = [...units, ...rendered.facts.map(({ facts }) => facts)];
  const notes = distinct([...stated, rendered].flatMap((one) => one.notes).concat(all.flatMap((unit) => unit.notes)));
  return {
    units,
    rendered: rendered.facts,
    ...classify(units),
    skipped: [...notes.filter(({ note }) => note === 'skipped').map(asSkipped), ...stale.map(asStale)].sort(
      (a, b) => compareText(a.file, b.file) || compareText(a.reason, b.reason),
    ),
    unresolved: [
      ...notes.filter(({ note }) => note === 'unresolved').map(({ what, at }) => ({ what, at })),
      ...written.flatMap(({ unresolved }) => unresolved),
    ],
    suppressions: written.flatMap(({ entries }) => entries),
  };
}

/** Sorted by place; a base that several roots render says a thing once. */
function distinct(notes: readonly Note[]): readonly Note[] {
  const sorted = notes.toSorted((a, b) => compareSpans(a.at, b.at) || compareText(a.what, b.what));
  return sorted.filter((note, index) => {
    const before = sorted[index - 1];
    return !before || before.what !== note.what || before.note !== note.note || compareSpans(before.at, note.at) !== 0;
  });
}

function asSkipped({ what, at }: Note): Skipped {
  return { file: at.file, reason: `line ${at.line}: ${what}` };
}

function asStale(file: string): Skipped {
  return { file, reason: 'does not parse as edited: shown as it last did' };
}

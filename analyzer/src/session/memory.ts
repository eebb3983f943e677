/**
 * Remembers what files and roots said, first in this process, then in a cache if there is one. A result is taken again only
 * for the very texts and answers it was made from, so nothing has to be invalidated.
 */
import type { ArchivingFiles, Renderer, Root } from '../rendering/contract.ts';
import { plainUnits, type Question, renderRoot } from '../rendering/units.ts';
import { type Answered, answersAsText, answerTo, recordAnswers, stillHolds } from './questions.ts';
import type { Stated } from './stated.ts';

/** A cache of plain JSON: a value is found under exactly the parts it was kept under. */
export interface FactCache {
  get(parts: readonly string[]): unknown;
  set(parts: readonly string[], value: unknown): void;
}

/** Turns planned units into what they state. */
type State = (planned: Pick<ReturnType<typeof plainUnits>, 'units' | 'notes'>) => Stated;

export interface StatedRoot extends Stated {
  readonly claims: readonly string[];
}

export interface Memory {
  /** What one file says on its own. */
  plain(file: string, text: string): Stated;
  /** The roots a renderer finds. */
  roots(renderer: Renderer, paths: readonly string[], files: ArchivingFiles): readonly Root[];
  root(renderer: Renderer, root: Root, files: ArchivingFiles): StatedRoot;
  /** What several files say together; `identity` is what decides which are asked. */
  crossed(identity: readonly string[], files: ArchivingFiles, make: (recording: ArchivingFiles) => Stated): Stated;
}

/** Opens a memory; `cache` null: this process only. `also`: words that make a plain file worth reading beside the known ones. */
export function openMemory(state: State, cache: FactCache | null, also: RegExp | null = null): Memory {
  const files = new Map<string, { readonly text: string; readonly stated: Stated }>();
  const found = new Map<string, Kept<readonly Root[]> & { readonly paths: readonly string[] }>();
  const rendered = new Map<string, Kept<StatedRoot>>();
  let crossing: (Kept<Stated> & { readonly name: string }) | null = null;

  /** What `make` makes of the files: from the cache where they still answer all it asked then as they did. */
  function recall<T>(
    identity: readonly string[],
    isOne: (value: unknown) => value is T,
    answers: ArchivingFiles,
    make: (recording: ArchivingFiles) => T,
  ): Kept<T> {
    const asked = cache?.get(['asked', ...identity]);
    const questions = Array.isArray(asked) ? (asked as readonly Question[]) : null;
    if (questions) {
      const known = cache?.get(['made', ...identity, ...answersAsText(questions, answers)]);
      const answered = questions.map((question) => ({ question, answer: answerTo(question, answers) }));
      if (isOne(known)) return { value: known, answered };
    }
    const made = recordAnswers(answers, make);
    const nowAsked = made.answered.map(({ question }) => question);
    cache?.set(['asked', ...identity], nowAsked);
    cache?.set(['made', ...identity, ...answersAsText(nowAsked, answers)], made.value);
    return made;
  }

  return {
    plain(file, text) {
      const kept = files.get(file);
      if (kept?.text === text) return kept.stated;
      const known = cache?.get(['plain', file, text]);
      const stated = isStated(known) ? known : state(plainUnits(file, text, also));
      if (stated !== known) cache?.set(['plain', file, text], stated);
      files.set(file, { text, stated });
      return stated;
    },
    roots(renderer, paths, answers) {
      const kept = found.get(renderer.id);
      if (kept?.paths === paths && stillHolds(kept.answered, answers)) return kept.value;
      const fresh = recall(['roots', renderer.id, ...paths], isRoots, answers, (recording) =>
        renderer.roots(paths, recording),
      );
      found.set(renderer.id, { ...fresh, paths });
      return fresh.value;
    },
    root(renderer, root, answers) {
      const identity = ['root', renderer.id, root.id, ...root.entries];
      const name = identity.join('\0');
      const kept = rendered.get(name);
      const holding =
        kept && stillHolds(kept.answered, answers)
          ? kept
          : recall(identity, isStatedRoot, answers, (recording) => {
              const { claims, ...planned } = renderRoot(renderer, root, recording);
              return { ...state(planned), claims };
            });
      rendered.set(name, holding);
      return holding.value;
    },
    crossed(identity, answers, make) {
      const name = identity.join('\0');
      if (crossing?.name === name && stillHolds(crossing.answered, answers)) return crossing.value;
      crossing = { ...recall(['crossed', ...identity], isStated, answers, make), name };
      return crossing.value;
    },
  };
}

interface Kept<T> {
  readonly value: T;
  readonly answered: readonly Answered[];
}

function isStated(value: unknown): value is Stated {
  return (
    typeof value === 'object' &&
    value !== null &&
    'units' in value &&
    Array.isArray(value.units) &&
    'notes' in value &&
    Array.isArray(value.notes)
  );
}

function isStatedRoot(value: unknown): value is StatedRoot {
  return isStated(value) && 'claims' in value && Array.isArray(value.claims);
}

function isRoots(value: unknown): value is readonly Root[] {
  return Array.isArray(value);
}

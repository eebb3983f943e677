/** A pattern as a program of small steps, so that matching can remember which step it tried where. */
import { GoError } from '../failure.ts';
import type { Class } from './classes.ts';
import type { Assertion, Pattern } from './pattern.ts';

export type Step =
  | { readonly kind: 'class'; readonly holds: Class }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  /** Tries the first way, then the second. */
  | { readonly kind: 'split'; first: number; second: number }
  | { readonly kind: 'jump'; to: number }
  | { readonly kind: 'save'; readonly slot: number }
  | { readonly kind: 'match' };

/** RE2 refuses programs above a size, too. */
const MOST_STEPS = 20_000;

/** Slots 0 and 1 hold the whole match, 2n and 2n + 1 group n. Throws `GoError` for a pattern that unfolds to too much. */
export function compile(pattern: Pattern): readonly Step[] {
  const steps: Step[] = [];
  add({ kind: 'save', slot: 0 });
  emit(pattern);
  add({ kind: 'save', slot: 1 });
  add({ kind: 'match' });
  return steps;

  function add<S extends Step>(step: S): S {
    if (steps.length >= MOST_STEPS) throw new GoError('a regular expression that is too large');
    steps.push(step);
    return step;
  }

  function emit(node: Pattern): void {
    switch (node.kind) {
      case 'class':
      case 'assertion':
        add(node);
        return;
      case 'sequence':
        node.parts.forEach(emit);
        return;
      case 'choice':
        emitChoice(node.parts);
        return;
      case 'group':
        if (node.index !== null) add({ kind: 'save', slot: node.index * 2 });
        emit(node.part);
        if (node.index !== null) add({ kind: 'save', slot: node.index * 2 + 1 });
        return;
      case 'repeat':
        emitRepeat(node);
    }
  }

  function emitChoice(parts: readonly Pattern[]): void {
    const ends = parts.map((part, position) => {
      if (position === parts.length - 1) {
        emit(part);
        return null;
      }
      const split = add<Step & { kind: 'split' }>({ kind: 'split', first: steps.length + 1, second: 0 });
      emit(part);
      const jump = add<Step & { kind: 'jump' }>({ kind: 'jump', to: 0 });
      split.second = steps.length;
      return jump;
    });
    for (const jump of ends) if (jump) jump.to = steps.length;
  }

  function emitRepeat({ part, least, most, lazy }: Pattern & { kind: 'repeat' }): void {
    for (let count = 0; count < least; count += 1) emit(part);
    if (most === Number.POSITIVE_INFINITY) {
      const start = steps.length;
      const split = fork(lazy);
      emit(part);
      add({ kind: 'jump', to: start });
      leave(split, lazy);
      return;
    }
    const splits = Array.from({ length: most - least }, () => {
      const split = fork(lazy);
      emit(part);
      return split;
    });
    for (const split of splits) leave(split, lazy);
  }

  function fork(lazy: boolean): Step & { kind: 'split' } {
    const inside = steps.length + 1;
    return add<Step & { kind: 'split' }>({ kind: 'split', first: lazy ? 0 : inside, second: lazy ? inside : 0 });
  }

  function leave(split: Step & { kind: 'split' }, lazy: boolean): void {
    if (lazy) split.first = steps.length;
    else split.second = steps.length;
  }
}

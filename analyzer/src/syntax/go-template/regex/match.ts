/**
 * Runs a compiled pattern over a text: the first match from the left, alternatives in their order, as Perl and Go's regexp mean it. Every
 * pair of step and place is tried once (the bit-state method of RE2), so no pattern can make it hang.
 */
import { GoError } from '../failure.ts';
import type { Meter } from '../meter.ts';
import { isWord } from './classes.ts';
import { parsePattern } from './pattern.ts';
import { compile, type Step } from './program.ts';

/** Pairs of step and place one search may remember: 16 MB. */
const MOST_PAIRS = 4 * 1024 * 1024;

/** Offsets in UTF-16 units, two for each group, the whole match first; -1: the group took no part. */
export type Match = readonly number[];

export interface Regex {
  /** Index of each named group. */
  readonly names: ReadonlyMap<string, number>;
  /** Matches from the left that do not overlap, `most` at most. */
  all(text: string, most: number): readonly Match[];
}

/** Compiles a pattern of RE2. Throws `GoError` where it is refused; so does a search that would take too long. */
export function createRegex(source: string, meter: Meter): Regex {
  meter.made(source.length);
  const { pattern, groups, names } = parsePattern(source);
  const program = compile(pattern);
  return {
    names,
    all(text, most) {
      const subject = createSubject(text);
      const pairs = program.length * (subject.points.length + 1);
      if (pairs > MOST_PAIRS) throw new GoError('a text too long for this regular expression');
      return search(program, subject, groups, most, meter);
    },
  };
}

interface Subject {
  readonly points: readonly number[];
  /** Offset of each point, and of the end. */
  readonly offsets: readonly number[];
}

function createSubject(text: string): Subject {
  const points: number[] = [];
  const offsets: number[] = [0];
  for (const character of text) {
    points.push(character.codePointAt(0) ?? 0);
    offsets.push((offsets.at(-1) ?? 0) + character.length);
  }
  return { points, offsets };
}

function search(
  program: readonly Step[],
  subject: Subject,
  groups: number,
  most: number,
  meter: Meter,
): readonly Match[] {
  const matches: Match[] = [];
  const { points, offsets } = subject;
  const leftmost = createRun(program, points, groups, meter);
  let [start, lastEnd] = [0, -1];
  while (matches.length < most && start <= points.length) {
    const found = leftmost(start);
    if (!found) break;
    const [from = 0, to = 0] = found;
    // An empty match right behind the last one is none (regexp.FindAll).
    if (to > from || from > lastEnd) matches.push(found.map((at) => (at < 0 ? -1 : (offsets[at] ?? 0))));
    lastEnd = to;
    start = to > from ? to : from + 1;
  }
  return matches;
}

/** One way not yet taken: a step at a place, or a slot to be put back. */
type Pending = readonly [step: number, at: number] | readonly [slot: number, value: number, restores: true];

/** Finds the first match from a place on; the memory of pairs tried is shared by all searches of one text. */
function createRun(
  program: readonly Step[],
  points: readonly number[],
  groups: number,
  meter: Meter,
): (start: number) => number[] | null {
  const width = points.length + 1;
  const tried = new Uint32Array(program.length * width);
  let round = 0;
  let slots: number[] = [];
  return (start) => {
    round += 1;
    slots = new Array<number>(groups * 2 + 2).fill(-1);
    for (let from = start; from < width; from += 1) if (runFrom(from)) return slots;
    return null;
  };

  function runFrom(from: number): boolean {
    const pending: Pending[] = [[0, from]];
    for (let next = pending.pop(); next; next = pending.pop()) {
      if (next.length === 3) {
        slots[next[0]] = next[1];
        continue;
      }
      if (follow(next[0], next[1], pending)) return true;
    }
    return false;
  }

  /** Goes on from a step until it fails or matches. */
  function follow(first: number, from: number, pending: Pending[]): boolean {
    let [at, place] = [first, from];
    for (;;) {
      const pair = at * width + place;
      if (tried[pair] === round) return false;
      tried[pair] = round;
      meter.step(1 / 16);
      const step = program[at];
      if (!step) return false;
      if (step.kind === 'match') return true;
      if (step.kind === 'jump') at = step.to;
      else if (step.kind === 'split') {
        pending.push([step.second, place]);
        at = step.first;
      } else if (step.kind === 'save') {
        pending.push([step.slot, slots[step.slot] ?? -1, true]);
        slots[step.slot] = place;
        at += 1;
      } else {
        const point = points[place];
        if (step.kind === 'class') {
          if (point === undefined || !step.holds(point)) return false;
          place += 1;
        } else if (!ASSERTS[step.assertion](points, place)) return false;
        at += 1;
      }
    }
  }
}

type Asserts = (points: readonly number[], at: number) => boolean;

const atWord: Asserts = (points, at) => {
  const [before, behind] = [points[at - 1], points[at]];
  return (before !== undefined && isWord(before)) !== (behind !== undefined && isWord(behind));
};

const ASSERTS: Readonly<Record<(Step & { kind: 'assertion' })['assertion'], Asserts>> = {
  'text-start': (_, at) => at === 0,
  'text-end': (points, at) => at === points.length,
  'line-start': (points, at) => at === 0 || points[at - 1] === 10,
  'line-end': (points, at) => at === points.length || points[at] === 10,
  word: atWord,
  'no-word': (points, at) => !atWord(points, at),
};

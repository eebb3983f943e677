/**
 * The contents of blobs, fetched from git many at a time and held while they are likely to be asked for again. Two trees of one
 * repository share it, so that the second is nearly free. It never holds more than a limit, and fetches nothing over a network.
 */
import type { GitObjects } from './git-objects.ts';

export interface Blobs {
  /** The files of a tree in the order they will be asked for. */
  expect(objects: readonly string[]): void;
  /** Bytes, known before the content is fetched; null: not here. */
  size(object: string): number | null;
  /** null: not here. */
  content(object: string): Buffer | null;
}

/** Bytes fetched by one process, and held altogether. */
const FETCHED = 16 << 20;
const HELD = 96 << 20;
/** A larger blob is fetched alone, when it is asked for. */
const LARGE = 2 << 20;

/** Blobs of one repository. */
export function openBlobs(objects: GitObjects): Blobs {
  const sizes = new Map<string, number | null>();
  let held = new Map<string, Buffer>();
  let bytes = 0;
  let order: readonly string[] = [];
  let positions: ReadonlyMap<string, number> = new Map();

  function size(object: string): number | null {
    if (!sizes.has(object)) learn([object]);
    return sizes.get(object) ?? null;
  }
  function learn(asked: readonly string[]): void {
    const unknown = [...new Set(asked)].filter((object) => !sizes.has(object));
    const found = objects.sizes(unknown);
    for (const object of unknown) sizes.set(object, found.get(object) ?? null);
  }
  /** The object, and what will be asked for after it. */
  function batchFrom(object: string): readonly string[] {
    const batch = [object];
    let sum = size(object) ?? 0;
    for (let at = (positions.get(object) ?? order.length) + 1; at < order.length && sum < FETCHED; at += 1) {
      const next = order[at] ?? object;
      const more = size(next) ?? LARGE;
      if (more >= LARGE || held.has(next)) continue;
      batch.push(next);
      sum += more;
    }
    return batch;
  }
  function fetch(object: string): void {
    const batch = batchFrom(object);
    if (bytes > HELD) {
      held = new Map();
      bytes = 0;
    }
    for (const [name, content] of objects.contents(batch)) {
      held.set(name, content);
      bytes += content.length;
    }
  }
  return {
    expect(expected) {
      learn(expected);
      order = expected;
      positions = new Map(expected.map((object, at) => [object, at]));
    },
    size,
    content(object) {
      if (size(object) === null) return null;
      if (!held.has(object)) fetch(object);
      return held.get(object) ?? null;
    },
  };
}

/**
 * Facts that outlive one reading of a folder, so that reading it again after a file came or went parses next to nothing. What
 * somebody types in between is not kept: it would grow with every key that is pressed. Holds facts, never texts.
 */
import { createHash } from 'node:crypto';
import type { FactCache } from '../session/memory.ts';
import type { DiskCache } from '../workspace/cache.ts';

export interface KeptFacts extends FactCache {
  /** A reading begins: facts are given and taken. */
  begin(): void;
  /** It has ended: whatever it did not ask for is dropped, and nothing is given or taken until the next. */
  end(): void;
}

/** `disk`: where the facts of the last process are, for the first reading alone. */
export function keepFacts(disk: DiskCache | null): KeptFacts {
  let before: ReadonlyMap<string, unknown> = new Map();
  let now: Map<string, unknown> | null = null;
  let first = disk;
  return {
    begin() {
      now = new Map();
    },
    end() {
      first?.save();
      first = null;
      before = now ?? before;
      now = null;
    },
    get(parts) {
      if (now === null) return null;
      const name = nameOf(parts);
      const value = before.get(name) ?? first?.get(parts) ?? null;
      if (value !== null) now.set(name, value);
      return value;
    },
    set(parts, value) {
      now?.set(nameOf(parts), value);
      if (now) first?.set(parts, value);
    },
  };
}

function nameOf(parts: readonly string[]): string {
  const hash = createHash('sha1');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('base64');
}

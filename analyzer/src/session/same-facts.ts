/**
 * Whether the files say the same as before, places included: then everything that follows from them is the same, too. Most of what is
 * typed in a file says nothing of a secret. Files that nobody touched say it with the same objects, so only few are compared in full.
 */

/** What can be compared: lists of plain JSON, and maps of plain values. */
type Said = Readonly<Record<string, readonly unknown[] | ReadonlyMap<string, unknown>>>;

export function sameFacts(before: Said, now: Said): boolean {
  return Object.entries(now).every(([name, value]) => {
    const other = before[name];
    if (value instanceof Map) return other instanceof Map && sameEntries(other, value);
    return Array.isArray(value) && Array.isArray(other) && sameItems(other, value);
  });
}

function sameItems(before: readonly unknown[], now: readonly unknown[]): boolean {
  return (
    before.length === now.length &&
    now.every((item, at) => item === before[at] || JSON.stringify(item) === JSON.stringify(before[at]))
  );
}

function sameEntries(before: ReadonlyMap<string, unknown>, now: ReadonlyMap<string, unknown>): boolean {
  return before.size === now.size && [...now].every(([key, value]) => before.get(key) === value);
}

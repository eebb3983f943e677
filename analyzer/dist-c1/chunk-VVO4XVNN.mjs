import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);

// analyzer/src/model/slips.ts
function countSlips(from, to) {
  let before = [];
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let at = 0; at < from.length; at++) {
    const next = [at + 1];
    for (let column = 1; column <= to.length; column++) {
      const changed = (row[column - 1] ?? 0) + (from[at] === to[column - 1] ? 0 : 1);
      const crossed = at > 0 && column > 1 && from[at] === to[column - 2] && from[at - 1] === to[column - 1];
      const swapped = crossed ? (before[column - 2] ?? 0) + 1 : changed;
      next.push(Math.min(changed, swapped, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row[to.length] ?? 0;
}

export {
  countSlips
};

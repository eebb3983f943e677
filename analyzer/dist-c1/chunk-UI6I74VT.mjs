import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);

// analyzer/src/model/place.ts
function compareSpans(a, b) {
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column || a.endLine - b.endLine || a.endColumn - b.endColumn;
}
function compareText(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

export {
  compareSpans,
  compareText
};

import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);

// analyzer/src/cli/exit.ts
var EXIT = { clean: 0, findings: 1, usage: 2, failed: 3 };
var UsageError = class extends Error {
  name = "UsageError";
};
function codeOf(error) {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}

export {
  EXIT,
  UsageError,
  codeOf
};

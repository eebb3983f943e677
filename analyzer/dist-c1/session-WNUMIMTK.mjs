import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);
import {
  UsageError,
  codeOf
} from "./chunk-R6QVF6GH.mjs";
import {
  escapeTerminal
} from "./chunk-V6KYWJYZ.mjs";
import "./chunk-5AEBWAPJ.mjs";

// analyzer/src/cli/session.ts
import { accessSync, constants, readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";

// analyzer/src/cli/progress.ts
function watchProgress(terminal, quiet) {
  if (quiet || !terminal.errIsTerminal) return { onProgress: () => {
  }, clear: () => {
  } };
  let shown = -1;
  return {
    onProgress(done, total) {
      const percent = total > 0 ? Math.floor(100 * done / total) : 0;
      if (percent === shown) return;
      shown = percent;
      terminal.err(`\r\x1B[Kreading ${done} of ${total} files (${percent} %)`);
    },
    clear() {
      if (shown >= 0) terminal.err("\r\x1B[K");
    }
  };
}

// analyzer/src/cli/session.ts
async function openInventory(request, context) {
  if (request.from === null) return scanFolder(request, context);
  if (request.path !== null) throw new UsageError("give either a folder or --from, not both");
  const { readInventory } = await import("./read-32TSDTIZ.mjs");
  const { inventory, problem } = readInventory(readText(request.from, context.directory));
  if (inventory === null) throw new UsageError(`${request.from}: ${problem}`);
  return inventory;
}
async function scanFolder(request, context) {
  const root = resolve(context.directory, request.path ?? ".");
  checkFolder(root, request.path ?? context.directoryGiven ?? ".");
  const progress = watchProgress(context.terminal, request.quiet);
  const warn = (message) => {
    if (request.quiet) return;
    progress.clear();
    context.terminal.err(`keyturn: ${escapeTerminal(message)}
`);
  };
  try {
    const { onProgress } = progress;
    const { inventory } = await context.scan({ root, cache: request.cache, onProgress, warn });
    const { toWire } = await import("./inventory-S4MLDRU2.mjs");
    return toWire(inventory);
  } finally {
    progress.clear();
  }
}
function checkFolder(root, typed) {
  try {
    const found = statSync(root, { throwIfNoEntry: false });
    if (found === void 0) throw new UsageError(`no such folder: ${typed}`);
    if (!found.isDirectory()) throw new UsageError(`${typed} is not a folder: keyturn scans folders`);
    accessSync(root, constants.R_OK | constants.X_OK);
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(`cannot read ${typed}: ${codeOf(error)}`);
  }
}
function readText(from, directory) {
  try {
    return readFileSync(from === "-" ? 0 : resolve(directory, from), "utf8");
  } catch (error) {
    throw new UsageError(`cannot read ${from}: ${codeOf(error) === "ENOENT" ? "no such file" : codeOf(error)}`);
  }
}
function reportNothingScanned({ coverage }, { terminal }) {
  if (coverage.filesRead > 0) return false;
  const skipped = coverage.filesSkipped.length;
  const why = skipped > 0 ? `every file was skipped (${skipped})` : "there is no file that keyturn reads";
  terminal.err(`keyturn: nothing scanned: ${why}
`);
  return true;
}
export {
  openInventory,
  reportNothingScanned
};

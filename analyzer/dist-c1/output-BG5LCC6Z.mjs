import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);
import {
  UsageError,
  codeOf
} from "./chunk-R6QVF6GH.mjs";
import {
  escapeShell
} from "./chunk-V6KYWJYZ.mjs";
import "./chunk-5AEBWAPJ.mjs";

// analyzer/src/cli/output.ts
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

// analyzer/src/cli/style.ts
var STYLES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 };
var plainPaint = (text) => text;
var colourPaint = (text, ...styles) => styles.length === 0 || text === "" ? text : `\x1B[${styles.map((name) => STYLES[name]).join(";")}m${text}\x1B[0m`;

// analyzer/src/cli/output.ts
var WIDEST = 160;
var NARROWEST = 76;
function writeOutput(text, out, { terminal, directory }) {
  if (out === null) {
    terminal.out(text);
    return;
  }
  try {
    writeFileSync(resolve(directory, out), text);
  } catch (error) {
    throw new UsageError(`cannot write ${out}: ${codeOf(error) === "ENOENT" ? "no such folder" : codeOf(error)}`);
  }
}
function lookOf(terminal, out) {
  const coloured = out === null && terminal.outIsTerminal && terminal.colour;
  const columns = Math.min(WIDEST, Math.max(NARROWEST, terminal.columns));
  return { columns, paint: coloured ? colourPaint : plainPaint };
}
function whereOf(directory, path, from) {
  if (from !== null) return `${directory === null ? "" : ` -C ${escapeShell(directory)}`} --from ${escapeShell(from)}`;
  if (path === null && directory === null) return "";
  return ` -C ${escapeShell(path === null ? directory ?? "." : directory === null ? path : joined(directory, path))}`;
}
function joined(directory, path) {
  return path.startsWith("/") ? path : join(directory, path);
}
export {
  lookOf,
  whereOf,
  writeOutput
};

/**
 * The WebAssembly of parsers on disk: beside the bundle, where the build puts it, else in `node_modules`, where sources run. It knows files,
 * no language.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8 from compiling hot functions of parsers a second time. The lexer of a grammar is one function: for bash's and Kotlin's the
 * second compiler takes 600 to 690 MB and over a second of processor time. Without it a repository that is all Python costs a tenth
 * more, most others less (test/bench/README.md).
 */
const ONE_COMPILER = '--no-wasm-tier-up --no-wasm-dynamic-tiering';

/** Bytes of a package's file; throws where it is in neither place. */
export function readWasm(of: { readonly package: string; readonly file: string }): Uint8Array {
  setFlagsFromString(ONE_COMPILER);
  const bundled = fileURLToPath(new URL(`./grammars/${of.file}`, import.meta.url));
  if (fs.existsSync(bundled)) return fs.readFileSync(bundled);
  return fs.readFileSync(createRequire(import.meta.url).resolve(`${of.package}/${of.file}`));
}

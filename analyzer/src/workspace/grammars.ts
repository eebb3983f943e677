/**
 * The WebAssembly of parsers on disk: beside the bundle, where the build puts it, else in `node_modules`, where sources run. It knows files,
 * no language.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Bytes of a package's file; throws where it is in neither place. */
export function readWasm(of: { readonly package: string; readonly file: string }): Uint8Array {
  const bundled = fileURLToPath(new URL(`./grammars/${of.file}`, import.meta.url));
  if (fs.existsSync(bundled)) return fs.readFileSync(bundled);
  return fs.readFileSync(createRequire(import.meta.url).resolve(`${of.package}/${of.file}`));
}

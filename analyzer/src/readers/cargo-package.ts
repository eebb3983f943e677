/** Cargo.toml: one Rust crate, what it needs, and whether it is run. A workspace without a crate of its own is none. */
import type { PackageFact } from '../model/fact.ts';
import { compareText } from '../model/place.ts';
import { isSkippedSource } from '../syntax/code/skip.ts';
import { baseName, folderOf } from '../syntax/path.ts';
import { at, entriesAt, itemsAt, scalarAt, textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

/** Frameworks and runtimes that are run: a crate that needs one and is no library is an application. */
const RUN = new Set([
  'axum',
  'actix-web',
  'rocket',
  'warp',
  'poem',
  'tonic',
  'tide',
  'hyper',
  'tokio',
  'clap',
  'lambda_runtime',
]);

export default defineReader({
  id: 'cargo-package',
  reads: 'Cargo.toml: the Rust crates of a repository, what they need, which of them are run',
  syntax: 'toml',
  accepts: ({ file }) => baseName(file) === 'Cargo.toml' && !isSkippedSource(file),
  read({ file, content }) {
    const named = scalarAt(content, 'package', 'name');
    if (!named) return { facts: [], notes: [] };
    const folder = folderOf(file);
    const needed = entriesAt(content, 'dependencies').map(({ key }) => key.text);
    const binaries = itemsAt(content, 'bin');
    const inFolder = (path: string) => (folder ? `${folder}/${path}` : path);
    const fact: PackageFact = {
      fact: 'package',
      language: 'rust',
      name: named.text,
      folder,
      application: binaries.length > 0 || (at(content, 'lib') === null && needed.some((name) => RUN.has(name))),
      entries: binaries
        .flatMap((one) => textAt(one, 'path') ?? [])
        .map(inFolder)
        .sort(compareText),
      dependencies: [...new Set(needed)].sort(compareText),
      at: named.span,
    };
    return { facts: [fact], notes: [] };
  },
});

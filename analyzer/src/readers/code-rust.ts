/** Rust: what a file reads, when, and which clients it builds. It resolves nothing outside the file. */
import { findInRust } from '../syntax/code/rust/find.ts';
import { parseCode } from '../syntax/code/tree-sitter.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'code-rust',
  reads: 'Rust: environment at run and at build time, clap, envy, config-rs, secret managers, mounted files, clients',
  syntax: 'code',
  accepts: (unit) => unit.content.language === 'rust',
  read(unit) {
    const { tree, notes } = parseCode(unit.content);
    if (!tree) return { facts: [], notes };
    const stated = findInRust(tree);
    return { facts: stated.facts, notes: [...notes, ...stated.notes] };
  },
});

/** Go: what a file reads, when, and which clients it builds; and that a folder holds a main. It resolves nothing outside the file. */
import type { Fact, PackageFact } from '../model/fact.ts';
import type { CodeTree } from '../syntax/code/code-tree.ts';
import { findInGo } from '../syntax/code/go/find.ts';
import { importsOf, packageName } from '../syntax/code/go/grammar.ts';
import { parseCode } from '../syntax/code/tree-sitter.ts';
import { baseName, folderOf } from '../syntax/path.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'code-go',
  reads: 'Go: environment, viper, struct tags, secret managers, mounted files, database and broker clients',
  syntax: 'code',
  accepts: (unit) => unit.content.language === 'go',
  read(unit) {
    const { tree, notes } = parseCode(unit.content);
    if (!tree) return { facts: [], notes };
    const stated = findInGo(tree);
    return { facts: [...stated.facts, ...mainPackage(tree)], notes: [...notes, ...stated.notes] };
  },
});

/** A file that is built only when asked for (`//go:build generate`, `ignore`): a tool of the folder, not its main. */
const GENERATOR = /^\/\/(?:go:build|[ ]\+build)\s+(?:ignore|generate|tools|docs?|man)\b/m;

/** A folder below the module whose `main` is built; the module itself is told by `go.mod`. */
function mainPackage(tree: CodeTree): readonly Fact[] {
  const { file } = tree.source;
  const main = tree.all('function_declaration').find((node) => /^func\s+main\(/.test(tree.text(node)));
  const folder = folderOf(file);
  if (packageName(tree) !== 'main' || !main || folder === '' || GENERATOR.test(tree.source.text)) return [];
  const needed = importsOf(tree).flatMap(({ specifier }) => modulesIn(specifier));
  const fact: PackageFact = {
    fact: 'package',
    language: 'go',
    name: baseName(folder),
    folder,
    application: true,
    entries: [file],
    dependencies: [...new Set(needed)],
    at: tree.span(main),
  };
  return [fact];
}

/** An import path names a package inside a module; the module is one of its beginnings. */
function modulesIn(specifier: string): readonly string[] {
  const steps = specifier.split('/');
  return steps.slice(1).map((_, index) => steps.slice(0, index + 2).join('/'));
}

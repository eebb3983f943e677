/** C#: what a file reads, when, and which clients it builds. It resolves nothing outside the file. */
import { findInCSharp } from '../syntax/code/csharp/find.ts';
import { parseCode } from '../syntax/code/tree-sitter.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'code-csharp',
  reads: 'C#: environment, IConfiguration and options, Aspire, secret managers, mounted files, connections',
  syntax: 'code',
  accepts: (unit) => unit.content.language === 'csharp',
  read(unit) {
    const { tree, notes } = parseCode(unit.content);
    if (!tree) return { facts: [], notes };
    const stated = findInCSharp(tree);
    return { facts: stated.facts, notes: [...notes, ...stated.notes] };
  },
});

/** Java: what a file reads, when, and which clients it builds. It resolves nothing outside the file. */
import { findOnJvm } from '../syntax/code/java/find.ts';
import { JAVA_SHAPE } from '../syntax/code/java/grammar.ts';
import { parseCode } from '../syntax/code/tree-sitter.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'code-java',
  reads: 'Java: environment, Spring and MicroProfile properties, secret managers, mounted files, pools and clients',
  syntax: 'code',
  accepts: (unit) => unit.content.language === 'java',
  read(unit) {
    const { tree, notes } = parseCode(unit.content);
    if (!tree) return { facts: [], notes };
    const stated = findOnJvm(tree, JAVA_SHAPE);
    return { facts: stated.facts, notes: [...notes, ...stated.notes] };
  },
});

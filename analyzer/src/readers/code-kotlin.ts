/** Kotlin: what a file reads, when, and which clients it builds; and what a Gradle script in Kotlin builds. It resolves nothing outside. */
import { findOnJvm } from '../syntax/code/java/find.ts';
import { KOTLIN_SHAPE } from '../syntax/code/kotlin/grammar.ts';
import { parseCode } from '../syntax/code/tree-sitter.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'code-kotlin',
  reads: 'Kotlin: environment, Spring and Ktor properties, secret managers, mounted files, pools and clients',
  syntax: 'code',
  accepts: (unit) => unit.content.language === 'kotlin',
  read(unit) {
    const { tree, notes } = parseCode(unit.content);
    if (!tree) return { facts: [], notes };
    const stated = findOnJvm(tree, KOTLIN_SHAPE);
    return { facts: stated.facts, notes: [...notes, ...stated.notes] };
  },
});

/** Kotlin: what a file reads, when, and which clients it builds; and what a Gradle script in Kotlin builds. It resolves nothing outside. */
import { findOnJvm } from '../syntax/code/java/find.ts';
import { KOTLIN_SHAPE } from '../syntax/code/kotlin/grammar.ts';
import type { SourceText } from '../syntax/code/source.ts';
import { parseCode } from '../syntax/code/tree-sitter.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'code-kotlin',
  reads: 'Kotlin: environment, Spring and Ktor properties, secret managers, mounted files, pools and clients',
  syntax: 'code',
  accepts: (unit) => unit.content.language === 'kotlin',
  read(unit) {
    const { tree, notes } = parseCode(endingInLine(unit.content));
    if (!tree) return { facts: [], notes };
    const stated = findOnJvm(tree, KOTLIN_SHAPE);
    return { facts: stated.facts, notes: [...notes, ...stated.notes] };
  },
});

/**
 * The grammar's scanner looks for a line's end behind an annotation and never stops at the end of a file that has none
 * (tree-sitter-kotlin 1.1.0, src/scanner.c, `case '@'`): such a file is given one. Places stay what they are.
 */
function endingInLine(source: SourceText): SourceText {
  return source.text.endsWith('\n') ? source : { ...source, text: `${source.text}\n` };
}

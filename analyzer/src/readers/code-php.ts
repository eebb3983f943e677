/** PHP: variables, `%env()%` and store items that code reads, when it reads them, commands, jobs and schedules. */
import { readPhp } from '../syntax/code/php/read.ts';
import { parseCode } from '../syntax/code/tree-sitter.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'code-php',
  reads:
    'PHP code: environment, Laravel configuration, Symfony attributes, mounted files, secret stores, commands, jobs and schedules',
  syntax: 'code',
  accepts: ({ content }) => content.language === 'php',
  read({ content }) {
    const { tree, notes } = parseCode(content);
    if (!tree) return { facts: [], notes };
    const stated = readPhp(tree);
    return { facts: stated.facts, notes: [...notes, ...stated.notes] };
  },
});

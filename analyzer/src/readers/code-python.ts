/** Python: variables, files and store items that code reads, when it reads them, and the clients it builds with them. */
import { readPython } from '../syntax/code/python/read.ts';
import { parseCode } from '../syntax/code/tree-sitter.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'code-python',
  reads:
    'Python code: environment, settings classes, mounted files, secret stores, clients and pools, tasks and commands',
  syntax: 'code',
  accepts: ({ content }) => content.language === 'python',
  read({ content }) {
    const { tree, notes } = parseCode(content);
    if (!tree) return { facts: [], notes };
    const stated = readPython(tree);
    return { facts: stated.facts, notes: [...notes, ...stated.notes] };
  },
});

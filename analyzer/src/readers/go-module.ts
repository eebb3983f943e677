/** go.mod: one Go module and what it requires. Which of its folders hold a main is told by their code. */
import type { PackageFact } from '../model/fact.ts';
import { compareText } from '../model/place.ts';
import { isSkippedSource } from '../syntax/code/skip.ts';
import { baseName, folderOf } from '../syntax/path.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'go-module',
  reads: 'go.mod: the Go modules of a repository and what they require',
  syntax: 'lines',
  accepts: ({ file }) => baseName(file) === 'go.mod' && !isSkippedSource(file),
  read({ file, content }) {
    const named = content.find(({ text }) => /^module\s/.test(text));
    if (!named) return { facts: [], notes: [] };
    // `example.com/x v1.2.3`, alone or behind `require`.
    const required = content.flatMap(({ text }) => /^(?:require\s+)?([\w.-]+\.[\w./~-]+)\s+v\d/.exec(text)?.[1] ?? []);
    const fact: PackageFact = {
      fact: 'package',
      language: 'go',
      name: named.text.replace(/^module\s+/, '').replace(/^"|"$|\s*\/\/.*$/g, ''),
      folder: folderOf(file),
      application: false,
      entries: [],
      dependencies: [...new Set(required)].sort(compareText),
      at: named.span,
    };
    return { facts: [fact], notes: [] };
  },
});

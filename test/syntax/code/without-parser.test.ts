/** Where nobody started the parser a file is named as skipped, and nothing fails. */
import { expect, it } from 'vitest';
import { parseCode } from '../../../analyzer/src/syntax/code/tree-sitter.ts';
import { createLineIndex } from '../../../analyzer/src/syntax/line-index.ts';

it('names the file and the language', () => {
  const text = 'import os\n';
  const parsed = parseCode({ language: 'python', file: 'lamp.py', text, index: createLineIndex('lamp.py', text) });
  expect(parsed.tree).toBeNull();
  expect(parsed.notes).toEqual([
    {
      note: 'skipped',
      what: 'the grammar of python is not loaded',
      at: { file: 'lamp.py', line: 1, column: 1, endLine: 1, endColumn: 1 },
    },
  ]);
});

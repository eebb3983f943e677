/** The readers of code are total: whatever is cut out of or put into a file, they answer, and every place lies in the file. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { compareText } from '../../../analyzer/src/model/place.ts';
import php from '../../../analyzer/src/readers/code-php.ts';
import python from '../../../analyzer/src/readers/code-python.ts';
import ruby from '../../../analyzer/src/readers/code-ruby.ts';
import type { Language } from '../../../analyzer/src/syntax/code/source.ts';
import { startTreeSitter } from '../../../analyzer/src/syntax/code/tree-sitter.ts';
import { createLineIndex } from '../../../analyzer/src/syntax/line-index.ts';
import { readWasm } from '../../../analyzer/src/workspace/grammars.ts';
import { standInSight } from '../../reading/stand-in-sight.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/readers');
const READERS = [python, ruby, php];

beforeAll(() => startTreeSitter(readWasm));

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile() && !path.endsWith('expected.facts'))
    .sort(compareText);
}

describe.each(READERS)('$id', (reader) => {
  const language = reader.id.replace('code-', '') as Language;
  const texts = filesOf(join(FIXTURES, reader.id)).map((path) => readFileSync(path, 'utf8'));

  it('answers for broken text, within its lines', () => {
    const broken = fc
      .tuple(fc.constantFrom(...texts), fc.nat(), fc.nat(400), fc.string({ maxLength: 12, unit: 'binary' }))
      .map(([text, from, length, put]) => {
        const at = from % (text.length + 1);
        return text.slice(0, at) + put + text.slice(at + length);
      });
    fc.assert(
      fc.property(broken, (text) => {
        const file = 'lamp/management/commands/wick.py';
        const index = createLineIndex(file, text);
        const unit = {
          id: file,
          syntax: 'code' as const,
          file,
          inputs: [file],
          context: { root: file, namespace: null, environment: null },
          content: { language, file, text, index },
          notes: [],
        };
        const { facts, notes } = reader.read(unit, standInSight);
        const last = text.split(/\r\n?|\n/).length;
        for (const { at } of [...facts, ...notes]) expect(at.endLine).toBeLessThanOrEqual(last);
      }),
      { numRuns: 60, seed: 20261125 },
    );
  });
});

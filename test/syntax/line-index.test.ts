/** Places: what a line and a column are, whatever ends the lines. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLineIndex, narrow } from '../../analyzer/src/syntax/line-index.ts';
import { splitLines } from '../../analyzer/src/syntax/lines.ts';
import { scalarAt } from '../../analyzer/src/syntax/tree.ts';
import { parseYaml } from '../../analyzer/src/syntax/yaml.ts';

const text = fc.array(fc.constantFrom('\r', '\n', '\r\n', 'ab', '𝒳', ' ', '\u2028')).map((parts) => parts.join(''));

test('lines end at \\n, \\r\\n and \\r, and nowhere else', () => {
  const index = createLineIndex('dune.txt', 'a\nb\r\nc\rd\u2028e');
  expect(
    [...'abcde'].map((letter) => index.span(index.text.indexOf(letter), index.text.indexOf(letter) + 1).line),
  ).toEqual([1, 2, 3, 4, 4]);
});

test('a byte order mark takes no column', () => {
  const index = createLineIndex('dune.txt', '\uFEFFsand');
  expect(index.span(1, 5)).toEqual({ file: 'dune.txt', line: 1, column: 1, endLine: 1, endColumn: 5 });
  expect(index.span(0, 1).column).toBe(1);
});

test('offsets outside the text are moved into it', () => {
  expect(createLineIndex('dune.txt', 'sand\n').span(-3, 99)).toEqual({
    file: 'dune.txt',
    line: 1,
    column: 1,
    endLine: 2,
    endColumn: 1,
  });
});

test('every offset has the place that counting gives, in any order of questions', () => {
  fc.assert(
    fc.property(text, fc.array(fc.nat(40)), (source, offsets) => {
      const index = createLineIndex('dune.txt', source);
      for (const wanted of offsets) {
        const offset = Math.min(wanted, source.length);
        const before = source.slice(0, offset);
        // A \r whose \n is still to come does not end the line yet.
        const breaks = [...before.matchAll(/\r\n?|\n/g)].filter(
          (match) => !(match[0] === '\r' && source[match.index + 1] === '\n'),
        );
        const lineStart = breaks.length === 0 ? 0 : (breaks.at(-1)?.index ?? 0) + (breaks.at(-1)?.[0].length ?? 0);
        const span = index.span(offset, offset);
        expect([span.line, span.column]).toEqual([breaks.length + 1, offset - lineStart + 1]);
      }
    }),
  );
});

test('lines cut from a text stand where they are said to', () => {
  fc.assert(
    fc.property(text, (source) => {
      for (const line of splitLines(source)) {
        expect(source.slice(line.start, line.start + line.text.length)).toBe(line.text);
        expect(line.text).not.toMatch(/[\r\n]/);
      }
    }),
  );
});

describe('a part of a scalar', () => {
  const source =
    'dune: "wind $X here"\nblock: |\n\n    first\n      then $X\n    last\nfolded: >-\n  one\n  two $X\nescaped: "a\\tb $X"\n';
  const [document] = parseYaml('dune.yaml', source);
  const placed = (key: string): string => {
    const scalar = scalarAt(document?.tree, key);
    if (!scalar) return '';
    const start = scalar.text.indexOf('$X');
    const { line, column, endLine, endColumn } = narrow(scalar.span, scalar.text, start, start + 2);
    return `${line}:${column}-${endLine}:${endColumn}`;
  };

  test('is placed exactly where the text stands as it is', () => {
    expect([placed('dune'), placed('block')]).toEqual(['1:13-1:15', '5:12-5:14']);
  });

  test('has the place of the whole where it does not', () => {
    expect([placed('folded'), placed('escaped')]).toEqual(['8:3-9:9', '10:11-10:18']);
  });
});

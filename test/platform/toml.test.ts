/** TOML as a located tree: every form people write, spans that point at the text, and broken lines that cost only themselves. */
import { describe, expect, it } from 'vitest';
import { createLineIndex } from '../../analyzer/src/syntax/line-index.ts';
import { parseToml } from '../../analyzer/src/syntax/toml.ts';
import { at, numberAt, scalarAt, textAt } from '../../analyzer/src/syntax/tree.ts';

const parse = (text: string) => parseToml(createLineIndex('studio.toml', text));

it('reads tables, dotted and quoted keys, lists of tables and inline tables', () => {
  const tree = parse(
    'kiln.heat = 1_240 # degrees\n[clay."red earth"]\nfrom = \'river\'\n[[piece]]\nname = "jug"\n[piece.glaze]\ncolour = "ash"\n[[piece]]\nname = "bowl"\nsize = { h = 7, w = [3, 4] }\n',
  );
  expect(numberAt(tree, 'kiln', 'heat')).toBe(1240);
  expect(textAt(tree, 'clay', 'red earth', 'from')).toBe('river');
  expect(textAt(tree, 'piece', 0, 'glaze', 'colour')).toBe('ash');
  expect(textAt(tree, 'piece', 1, 'size', 'w', 1)).toBe('4');
});

it('spans the text of a string without its quotes', () =>
  expect(scalarAt(parse('a = 1\r\nglaze = "tin white"\r\n'), 'glaze')?.span).toMatchObject({
    line: 2,
    column: 10,
    endColumn: 19,
  }));

it('reads strings of several lines and escapes', () => {
  const tree = parse('a = """\nfirst \\\n   second"""\nb = \'\'\'\nc:\\new\'\'\'\nd = "\\u0041\\t"\n');
  expect([textAt(tree, 'a'), textAt(tree, 'b'), textAt(tree, 'd')]).toEqual(['first second', 'c:\\new', 'A\t']);
});

describe('hostile text', () => {
  it.each([
    'a = "open\nb = 2\n',
    '= 1\nb = 2\n',
    '[broken\nb = 9\n[ok]\n[]\nx\n[ok2]\n',
    'a = [1, 2\nb = 2',
    '[[a]]\n[a.b.c\n',
  ])('ends: %j', (text) => expect(parse(text).kind).toBe('mapping'));

  it('loses only the broken line', () => {
    const tree = parse('a = "open\nb = 2\n[t\nlost = 1\n[kept]\nc = 3\n');
    expect([textAt(tree, 'b'), textAt(tree, 'kept', 'c'), textAt(tree, 'lost')]).toEqual(['2', '3', null]);
  });

  it('survives depth and a table over a value', () => {
    expect(parse(`a = ${'['.repeat(5000)}`).kind).toBe('mapping');
    expect(textAt(parse('a = 1\n[a]\nb = 2\n[c]\nd = 3\n'), 'c', 'd')).toBe('3');
    expect(at(parse('__proto__ = 1\nconstructor.x = 2\n'), 'constructor')?.kind).toBe('mapping');
  });
});

/** The parser core: every grammar loads, trees are plain and placed as an editor would, hostile text ends in a note. */
import { beforeAll, describe, expect, it } from 'vitest';
import { ancestors, below, type CodeTree, child } from '../../../analyzer/src/syntax/code/code-tree.ts';
import { GRAMMARS } from '../../../analyzer/src/syntax/code/grammars.ts';
import type { Language } from '../../../analyzer/src/syntax/code/source.ts';
import { type Parsed, parseCode, startTreeSitter } from '../../../analyzer/src/syntax/code/tree-sitter.ts';
import { createLineIndex } from '../../../analyzer/src/syntax/line-index.ts';
import { readWasm } from '../../../analyzer/src/workspace/grammars.ts';

beforeAll(() => startTreeSitter(readWasm));

function parse(language: Language, text: string): Parsed {
  return parseCode({ language, file: 'lantern', text, index: createLineIndex('lantern', text) });
}

function treeOf(language: Language, text: string): CodeTree {
  const { tree } = parse(language, text);
  if (!tree) throw new Error(`${language} was not parsed`);
  return tree;
}

describe('grammars', () => {
  const CALLS: Readonly<Partial<Record<Language, readonly [text: string, type: string]>>> = {
    python: ['wick("A")', 'call'],
    ruby: ['wick("A")', 'call'],
    php: ['<?php wick("A");', 'function_call_expression'],
    go: ['package a\nfunc b() { wick("A") }', 'call_expression'],
    java: ['class A { int b = wick("A"); }', 'method_invocation'],
    kotlin: ['val b = wick("A")', 'call_expression'],
    csharp: ['class A { int b = Wick("A"); }', 'invocation_expression'],
    rust: ['fn b() { wick("A"); }', 'call_expression'],
    shell: ['wick A', 'command'],
  };

  it.each(GRAMMARS)('$language loads and parses', ({ language }) => {
    const [text, type] = CALLS[language] ?? ['', ''];
    expect(treeOf(language, text).all(type)).toHaveLength(1);
  });
});

describe('trees', () => {
  it('place nodes in UTF-16 units, behind a byte order mark and over all line ends', () => {
    const tree = treeOf('python', '\uFEFF# 🗼\r\nlamp = "💡"; beam("é")\r\n');
    const [call] = tree.all('call');
    if (!call) throw new Error('no call');
    expect(tree.text(call)).toBe('beam("é")');
    expect(tree.span(call)).toEqual({ file: 'lantern', line: 2, column: 14, endLine: 2, endColumn: 23 });
  });

  it('keep fields, parents and the order of the text, and leave comments out', () => {
    const tree = treeOf('python', 'a(1, # dim\n  b=c(2))\nd(3)\n');
    expect(tree.all('call').map(tree.text)).toEqual(['a(1, # dim\n  b=c(2))', 'c(2)', 'd(3)']);
    const [outer, inner] = tree.all('call');
    expect(child(outer, 'function')?.type).toBe('identifier');
    expect(inner && [...ancestors(inner)].map(({ type }) => type)).toEqual([
      'keyword_argument',
      'argument_list',
      'call',
      'expression_statement',
      'module',
    ]);
    expect([...below(tree.root)].map(({ type }) => type)).not.toContain('comment');
  });

  it('keep what stands around an error', () => {
    const tree = treeOf('python', 'first(1)\nx = = 3\nsecond(2)\n');
    expect(tree.all('call').map(tree.text)).toEqual(['first(1)', 'second(2)']);
  });
});

describe('hostile text', () => {
  const notesOf = (language: Language, text: string) =>
    parse(language, text).notes.map(({ note, what }) => `${note}: ${what}`);

  it('that is nested too deep is parsed as far as 500', () => {
    const text = `wick(${'['.repeat(3000)}beam()${']'.repeat(3000)})\nlamp()`;
    expect(notesOf('python', text)).toEqual(['skipped: nested deeper than 500: not looked into']);
    expect(
      treeOf('python', text)
        .all('call')
        .map(({ start }) => start),
    ).toEqual([0, text.length - 6]);
  });

  it('that is minified or too large is named', () => {
    expect(notesOf('php', `<?php ${'f(1);'.repeat(5000)}`)).toEqual(['skipped: minified']);
    expect(notesOf('ruby', 'wick()\n'.repeat(200_000))).toEqual(['skipped: larger than 1 MiB']);
  });

  it.each(GRAMMARS)('in $language ends', ({ language }) => {
    const lines = ['({[<"\'`', '}])>', '<%= <<A #{ ${', '"""', '\u0000\uD800', 'if else def class fn <?php $'];
    const { tree, notes } = parse(language, `${lines.join('\n')}\n`.repeat(800));
    expect(tree !== null || notes.length > 0).toBe(true);
  });
});

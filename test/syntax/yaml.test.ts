/** YAML documents as located trees: places, aliases, merge keys, and everything that is written wrongly. */
import { describe, expect, test } from 'vitest';
import type { Span } from '../../analyzer/src/model/place.ts';
import { at, scalarAt, type Tree } from '../../analyzer/src/syntax/tree.ts';
import { parseYaml } from '../../analyzer/src/syntax/yaml.ts';

/** `first:column-last:column`. */
function place(span: Span | undefined): string | null {
  return span ? `${span.line}:${span.column}-${span.endLine}:${span.endColumn}` : null;
}

/** The tree as plain values, for comparing. */
function plain(tree: Tree | null): unknown {
  if (tree?.kind === 'mapping')
    return Object.fromEntries([...tree.entries].map(([key, { value }]) => [key, plain(value)]));
  if (tree?.kind === 'sequence') return tree.items.map(plain);
  return tree === null ? null : tree.value;
}

function only(text: string): { tree: Tree | null; notes: string[] } {
  const [document] = parseYaml('reef.yaml', text);
  return { tree: document?.tree ?? null, notes: (document?.notes ?? []).map(({ what }) => what) };
}

describe('documents', () => {
  test('are cut at markers in the first column and keep their number when one is passed over', () => {
    const text = `# reef\n---\nkind: Coral\n---\n# only a comment\n---\nkind: Eel\nnotes: |\n  ---\n  ...\n...\nkind: Squid\n`;
    const documents = parseYaml('reef.yaml', text, (document) => !document.includes('Eel'));
    expect(documents.map(({ number, tree }) => [number, plain(tree)])).toEqual([
      [1, { kind: 'Coral' }],
      [3, { kind: 'Squid' }],
    ]);
    expect(place(scalarAt(documents[1]?.tree, 'kind')?.span)).toBe('12:7-12:12');
  });

  test('that define custom resources are not read', () => {
    const text = 'kind: CustomResourceDefinition\nspec: {}\n---\nkind: Coral\n';
    expect(parseYaml('reef.yaml', text).map(({ number }) => number)).toEqual([2]);
  });

  test('that are broken cost only themselves, and keep what could be read', () => {
    const documents = parseYaml('reef.yaml', 'depth: 4\n\ttabbed: 1\n---\n"\n---\ndepth: 7\n');
    expect(documents.map(({ tree }) => plain(tree))).toEqual([{ depth: 4, tabbed: 1 }, null, { depth: 7 }]);
    expect(documents.map(({ notes }) => notes.map((note) => `${note.note} ${note.at.line}`))).toEqual([
      ['skipped 2'],
      ['skipped 5'],
      [],
    ]);
  });

  test('that are Go templates are named where the first action stands', () => {
    const documents = parseYaml('reef.yaml', 'reef:\n  {{- if .Values.deep }}\n  depth: 9\n  {{- end }}\n');
    expect(documents[0]?.tree).toBeNull();
    expect(documents[0]?.notes.map(({ what, at: span }) => `${what} ${place(span)}`)).toEqual([
      'a Go template, not rendered 2:3-2:5',
    ]);
    expect(only('depth: "{{ .deep }}"').tree).not.toBeNull();
  });

  test('say what is wrong without a word of the text', () => {
    const { notes } = only('coral: "cnry-8RtQ2 \\q"\npolyp: [cnry-8RtQ2\n');
    expect(notes.length).toBeGreaterThan(0);
    expect(notes.join()).not.toContain('cnry');
  });
});

describe('places', () => {
  const text =
    '\uFEFFplain: kelp\r\nquoted: "sea kelp"\r\nsingle: \'krill\'\r\nblock: |\r\n    anemone\r\nempty:\r\n𝒷ase: é𝒳z\r\n';
  const { tree } = only(text);

  test.each([
    ['plain', '1:8-1:12'],
    ['quoted', '2:10-2:18'],
    ['single', '3:10-3:15'],
    ['block', '5:5-5:12'],
    ['empty', '6:7-6:7'],
    ['𝒷ase', '7:8-7:12'],
  ])('of %s', (key, expected) => {
    expect(place(scalarAt(tree, key)?.span)).toBe(expected);
  });

  test('text is what a string field would get', () => {
    const scalars = only('port: 0644\nswitch: yes\nnone: ~\nequals: =\ntagged: !env_var REEF\ntext: !!str 12\n').tree;
    const of = (key: string) => [scalarAt(scalars, key)?.text, scalarAt(scalars, key)?.tag];
    expect(['port', 'switch', 'none', 'equals', 'tagged', 'text'].map(of)).toEqual([
      ['0644', null],
      ['yes', null],
      ['', null],
      ['=', null],
      ['REEF', '!env_var'],
      ['12', null],
    ]);
  });
});

describe('aliases and merge keys', () => {
  test('are resolved and keep the place they are used at', () => {
    const { tree, notes } = only(
      'base: &b { depth: 3, light: dim }\nmore: &m { light: none, salt: 35 }\nreef:\n  <<: [*b, *m]\n  depth: 8\nalias: *b\n',
    );
    expect(plain(at(tree, 'reef'))).toEqual({ depth: 8, light: 'dim', salt: 35 });
    expect(scalarAt(tree, 'reef', 'light')?.via.map(place)).toEqual(['4:8-4:10']);
    expect(scalarAt(tree, 'reef', 'depth')?.via).toEqual([]);
    expect(at(tree, 'alias')?.via.map(place)).toEqual(['6:8-6:10']);
    expect(place(scalarAt(tree, 'reef', 'salt')?.span)).toBe('2:31-2:33');
    expect(notes).toEqual([]);
  });

  test('an anchor used twice means its last use, a key written twice its last value', () => {
    expect(plain(only('a: &x 1\nb: &x 2\nc: *x\nd: 3\nd: 4\n').tree)).toEqual({ a: 1, b: 2, c: 2, d: 4 });
  });

  test('a quoted << is a key like any other', () => {
    expect(plain(only('"<<": { depth: 3 }\n').tree)).toEqual({ '<<': { depth: 3 } });
  });

  test('that lead nowhere or into themselves are said to', () => {
    const { tree, notes } = only('reef: &r [*r]\nlost: *nothing\n');
    expect(plain(tree)).toEqual({ reef: [null], lost: null });
    expect(notes).toEqual(['an alias inside its own anchor', 'an alias without an anchor']);
  });
});

describe('hostile texts end in a note', () => {
  const bomb = Array.from({ length: 30 }, (_, i) =>
    i === 0
      ? 'a0: &a0 [x, x, x, x, x, x, x, x, x]'
      : `a${i}: &a${i} [${Array(9)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
  ).join('\n');
  const merges = Array.from({ length: 2000 }, (_, i) =>
    i === 0 ? 'a0: &a0 { k0: v }' : `a${i}: &a${i}\n  <<: *a${i - 1}\n  k${i}: v`,
  ).join('\n');

  test.each([
    ['alias bomb', bomb, 'expands to more than 200000 nodes'],
    ['merge bomb', merges, 'expands to more than 200000 nodes'],
    ['open brackets', '['.repeat(100_000), 'YAML does not parse here: resource exhaustion'],
    ['nested lists', '- '.repeat(50_000), 'YAML does not parse here: resource exhaustion'],
    [
      'nested keys',
      Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      'nested deeper than 200 levels',
    ],
    ['complex keys', '? { a: b }\n: c\nd: e\n', 'a key that is no text (a Go template?)'],
    ['broken characters', 'a: "\uFFFD\u0000"\n\u0001: \uFFFD\nb: @x\n', 'YAML does not parse here: bad scalar start'],
  ])('%s', (_, text, note) => {
    expect(only(text).notes).toContain(note);
  });

  test('a bomb stays within its budget', () => {
    let nodes = 0;
    const count = (tree: Tree): void => {
      nodes += 1;
      if (tree.kind === 'sequence') tree.items.forEach(count);
      else if (tree.kind === 'mapping') for (const { value } of tree.entries.values()) count(value);
    };
    const { tree } = only(bomb);
    if (tree) count(tree);
    expect(nodes).toBeGreaterThan(9 ** 4);
    expect(nodes).toBeLessThan(250_000);
  });
});

test('JSON is YAML', () => {
  const { tree } = only('{\n\t"kind": "List",\n\t"items": [ { "n": "a\\u0041" } ]\n}');
  expect(plain(tree)).toEqual({ kind: 'List', items: [{ n: 'aA' }] });
});

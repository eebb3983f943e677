import { expect, test } from 'vitest';
import { settingsIn } from '../../analyzer/src/syntax/settings.ts';
import { scalarAt } from '../../analyzer/src/syntax/tree.ts';
import { parseYaml } from '../../analyzer/src/syntax/yaml.ts';

const FILE = `data:
  forge.conf: |

    # bellows.password=commented
    bellows.password = gU7-tongs
      "anvil.token": "wQ2-horn",   # a comment
    export HAMMER=steel;
    - rivet: red
    url: "it's \\" quoted"
    aGVsbG8gd29ybGQ==
    -----BEGIN KEY-----
    a=b
    -----END KEY-----
    tongs:nospace
    last=9
`;

function settingsOf(text: string, key: string) {
  const scalar = scalarAt(parseYaml('forge.yaml', text)[0]?.tree, 'data', key);
  return scalar ? settingsIn(scalar) : [];
}

test('settings are found with their values', () => {
  expect(settingsOf(FILE, 'forge.conf').map(({ name, value }) => `${name} → ${value}`)).toEqual([
    'bellows.password → gU7-tongs',
    'anvil.token → wQ2-horn',
    'HAMMER → steel',
    'rivet → red',
    'url → "it\'s \\" quoted"',
    'last → 9',
  ]);
});

test.each(['\n', '\r\n'])('a value stands verbatim at its span (%j)', (end) => {
  const text = FILE.replaceAll('\n', end);
  const settings = settingsOf(text, 'forge.conf');
  expect(settings).toHaveLength(6);
  for (const { value, span, exact } of settings) {
    const line = text.split(end)[span.line - 1];
    expect([exact, line?.slice(span.column - 1, span.endColumn - 1)]).toEqual([true, value]);
  }
});

test('lines of a text that is not kept line by line are not placed', () => {
  const folded = 'data: { conf: "lever.password=xK3-oak\\nlever.side=left" }';
  expect(settingsOf(folded, 'conf').map(({ name, exact }) => [name, exact])).toEqual([
    ['lever.password', false],
    ['lever.side', false],
  ]);
});

test('a single line is a value, not a file', () => {
  expect(settingsOf('data: { conf: "lever.password=xK3-oak" }', 'conf')).toEqual([]);
});

/** A suppression is read from a comment of any language or an annotation, speaks of its lines alone, and is none without a reason. */
import { expect, test } from 'vitest';
import { readSuppressions } from '../../analyzer/src/syntax/suppressions.ts';

const told = (text: string, path = 'quay.yaml') =>
  readSuppressions(path, text).entries.map(({ rule, reason, expires, covers }) => [
    rule,
    reason,
    expires,
    covers ? `${covers.line}-${covers.endLine}` : null,
  ]);

test.each([
  ['password: x # keyturn:ignore plaintext-credential tide tables only', '1-1'],
  ['# keyturn:ignore plaintext-credential tide tables only\npassword: x\nother: y', '1-2'],
  ['// keyturn:ignore plaintext-credential tide tables only\n// why\nconst berth = 1;', '1-3'],
  ['/* keyturn:ignore plaintext-credential tide tables only */\nint berth;', '1-2'],
  ['{{- /* keyturn:ignore plaintext-credential tide tables only */ -}}\nkey: x', '1-2'],
  ['<!-- keyturn:ignore plaintext-credential tide tables only -->\n<add/>', '1-2'],
  ['-- keyturn:ignore plaintext-credential tide tables only\nSELECT 1', '1-2'],
  ['; keyturn:ignore plaintext-credential tide tables only\n[berth]', '1-2'],
  ['# keyturn:ignore plaintext-credential tide tables only', '1-1'],
])('%s', (text, lines) => {
  expect(told(text)).toEqual([['plaintext-credential', 'tide tables only', null, lines]]);
});

test('the last words may name the day it ends', () => {
  expect(told('a: 1 # keyturn:ignore pinned-version until the crane is back until 2027-01-31')).toEqual([
    ['pinned-version', 'until the crane is back', '2027-01-31', '1-1'],
  ]);
});

test('an annotation speaks of its object, however it is written', () => {
  const object = (annotation: string) =>
    `kind: First\n---\nmetadata:\n  annotations:\n    ${annotation}\n  name: keel\n---\nkind: Third\n`;
  const wide = (rule: string) => [rule, 'the harbour master knows', null, '2-6'];
  expect(told(object('keyturn.dev/ignore: pinned-version the harbour master knows'))).toEqual([wide('pinned-version')]);
  expect(
    told(
      object(
        '"keyturn.dev/ignore": "pinned-version the harbour master knows; never-refreshes the harbour master knows" # x',
      ),
    ),
  ).toEqual([wide('pinned-version'), wide('never-refreshes')]);
  expect(
    told(
      object(
        'keyturn.dev/ignore: |-\n      pinned-version the harbour master knows\n      never-refreshes the harbour master knows',
      ),
    ).map(([rule]) => rule),
  ).toEqual(['pinned-version', 'never-refreshes']);
});

test('an annotation in braces ends with its value', () => {
  const rules = (annotations: string) => told(`metadata: { annotations: { ${annotations} }, name: keel }`);
  expect(rules('keyturn.dev/ignore: pinned-version the crane, berth: 4')).toEqual([
    ['pinned-version', 'the crane', null, '1-1'],
  ]);
  expect(rules('berth: 4, "keyturn.dev/ignore": "pinned-version the crane, the winch"')).toEqual([
    ['pinned-version', 'the crane, the winch', null, '1-1'],
  ]);
});

test('without a rule and a reason it is said and not heeded', () => {
  for (const text of ['# keyturn:ignore', '# keyturn:ignore pinned-version', '# keyturn:ignore Pinned it']) {
    const { entries, unresolved } = readSuppressions('quay.yaml', text);
    expect(entries).toEqual([]);
    expect(unresolved).toMatchObject([
      { what: 'a suppression without a rule and a reason: not heeded', at: { line: 1 } },
    ]);
  }
});

test('what only mentions it is none', () => {
  expect(readSuppressions('a.md', 'Write keyturn:ignore where it is fine, keyturn.dev/ignore on objects.')).toEqual({
    entries: [],
    unresolved: [],
  });
});

test('long lines of spaces end at once', () => {
  const hostile = `# keyturn:ignore a ${' '.repeat(190_000)}x\nkeyturn.dev/ignore: "${' "'.repeat(90_000)}`;
  expect(readSuppressions('a.yaml', hostile).entries).toEqual([]);
});

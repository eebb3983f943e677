/** Equal values meet whatever they are written as; everything else stays apart, and nothing of a value comes out. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { UnitFacts, ValueSeen } from '../../analyzer/src/model/fact.ts';
import { classifyPasswords, classifyValues } from '../../analyzer/src/session/value-classes.ts';
import { createLineIndex } from '../../analyzer/src/syntax/line-index.ts';
import { createDigest } from '../../analyzer/src/workspace/value-digest.ts';

interface Written {
  readonly text: string;
  /** The part of the text that is the value. */
  readonly value: string;
  readonly encoding?: ValueSeen['encoding'];
  readonly state?: ValueSeen['state'];
}

/** One file for each entry, one carrier fact for its value. */
function classify(files: Readonly<Record<string, Written>>): Readonly<Record<string, number>> {
  const units = Object.entries(files).map(([file, written]) => unitFor(file, written));
  const classes = classifyValues(units, (file) => files[file]?.text ?? null, createDigest());
  return Object.fromEntries(classes);
}

function unitFor(file: string, { text, value, encoding = 'plain', state = 'value' }: Written): UnitFacts {
  const start = text.indexOf(value);
  const at = createLineIndex(file, text).span(start, start + value.length);
  const seen: ValueSeen = { state, form: 'plain', kind: null, valueAt: at, encoding, host: null };
  const carrier = { type: 'file', scope: null, name: file, key: 'anchor' } as const;
  const fact = { fact: 'carrier', carrier, value: seen, secretType: null, frozen: null, at } as const;
  return {
    unit: file,
    reader: 'test',
    context: { root: file, namespace: null, environment: null },
    facts: [fact],
    notes: [],
  };
}

const VALUE = 'salt/and=spray 7';
const BASE64 = Buffer.from(VALUE).toString('base64');

test('plain, quoted, base64 and percent-encoded forms of one value are one class, numbered by first place', () => {
  expect(
    classify({
      'a.env': { text: `X=1\r\nPILOT=${VALUE}\r\n`, value: VALUE },
      'b.yaml': { text: `\uFEFFpilot: "${VALUE}"`, value: `"${VALUE}"` },
      'c.yaml': { text: `pilot: ${BASE64}\n`, value: BASE64, encoding: 'base64' },
      'd.yaml': {
        text: `pilot: |\n  ${BASE64.slice(0, 8)}\n  ${BASE64.slice(8)}\n`,
        value: `${BASE64.slice(0, 8)}\n  ${BASE64.slice(8)}\n`,
        encoding: 'base64',
      },
      'e.env': {
        text: `URL=x://u:${encodeURIComponent(VALUE)}@h\n`,
        value: encodeURIComponent(VALUE),
        encoding: 'percent',
      },
      'f.yaml': {
        text: `pilot: ${Buffer.from(`${VALUE}\n`).toString('base64')}`,
        value: Buffer.from(`${VALUE}\n`).toString('base64'),
        encoding: 'base64',
      },
      'g.env': { text: 'OTHER=twelve-chars\n', value: 'twelve-chars' },
      'h.env': { text: 'SAME=twelve-chars\n', value: 'twelve-chars' },
    }),
  ).toEqual({
    'a.env:2:7': 1,
    'b.yaml:1:8': 1,
    'c.yaml:1:8': 1,
    'd.yaml:2:3': 1,
    'e.env:1:11': 1,
    'f.yaml:1:8': 1,
    'g.env:1:7': 2,
    'h.env:1:6': 2,
  });
});

test.each([
  ['shorter than twelve characters', 'eleven-char', {}],
  ['a placeholder', 'change-me-please', { state: 'placeholder' }],
  ['a weak default', 'supersecret-admin', { state: 'weak-default' }],
  ['encrypted', 'ENC[AES256,abcdef]', { state: 'encrypted' }],
] as const)('no class for values that are %s', (_, value, more) => {
  expect(classify({ 'a.env': { text: value, value, ...more }, 'b.env': { text: value, value, ...more } })).toEqual({});
});

test('no class for a value that stands in one place, however many units tell of it', () => {
  const written = { text: `A=${VALUE}`, value: VALUE };
  const unit = unitFor('a.env', written);
  expect(classifyValues([unit, unit], () => written.text, createDigest())).toEqual(new Map());
});

test('a short password meets its equals only where one of them stands in a connection string with a host', () => {
  const short = { text: 'W=kelp7', value: 'kelp7' };
  const string = unitFor('c.env', { text: 'U=amqp://u:kelp7@reef', value: 'kelp7' });
  const addressed = { ...string, facts: string.facts.map((fact) => withHost(fact, 'reef')) };
  const units = [
    unitFor('a.env', short),
    unitFor('b.env', { ...short, state: 'weak-default' }),
    unitFor('d.env', short),
  ];
  const other = unitFor('e.env', { text: 'V=tide9', value: 'tide9' });
  const alike = unitFor('f.env', { text: 'V=tide9', value: 'tide9' });
  const texts = new Map([
    ['c.env', 'U=amqp://u:kelp7@reef'],
    ['e.env', 'V=tide9'],
    ['f.env', 'V=tide9'],
  ]);
  const textOf = (file: string) => texts.get(file) ?? short.text;
  expect(classifyPasswords([...units, other, alike], textOf, createDigest())).toEqual(new Map());
  const classes = classifyPasswords([...units, addressed, other, alike], textOf, createDigest());
  expect([...classes.keys()].sort()).toEqual(['a.env:1:3', 'b.env:1:3', 'c.env:1:12', 'd.env:1:3']);
  expect(new Set(classes.values()).size).toBe(1);
});

function withHost(fact: UnitFacts['facts'][number], host: string): UnitFacts['facts'][number] {
  return fact.fact === 'carrier' ? { ...fact, value: { ...fact.value, form: 'connection-string', host } } : fact;
}

test('a place that the text no longer has is no value', () => {
  const units = [
    unitFor('a.env', { text: `A=${VALUE}`, value: VALUE }),
    unitFor('b.env', { text: `\n\nA=${VALUE}`, value: VALUE }),
  ];
  expect(classifyValues(units, () => 'short', createDigest())).toEqual(new Map());
  expect(classifyValues(units, () => null, createDigest())).toEqual(new Map());
});

test('bytes that are no text are compared as written', () => {
  const bytes = Buffer.from([255, 254, 253, 252, 251, 250, 249, 248, 247, 246, 245, 244, 243]).toString('base64');
  const written = { text: `k: ${bytes}`, value: bytes, encoding: 'base64' } as const;
  expect(classify({ 'a.yaml': written, 'b.yaml': written })).toEqual({ 'a.yaml:1:4': 1, 'b.yaml:1:4': 1 });
});

test('spans are cut as the line index made them, and numbers do not depend on the key', () => {
  const line = fc.constantFrom('ebb', 'flöod 🌊', '', 'a: b');
  const end = fc.constantFrom('\n', '\r\n', '\r');
  const text = fc
    .tuple(fc.constantFrom('', '\uFEFF'), fc.array(fc.tuple(line, end), { maxLength: 6 }))
    .map(([mark, lines]) => mark + lines.flat().join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const files = {
        'a.env': { text: `${before}${VALUE}${after}`, value: VALUE },
        'b.env': { text: `${after}${VALUE}`, value: VALUE },
      };
      expect(Object.values(classify(files))).toEqual([1, 1]);
      expect(classify(files)).toEqual(classify(files));
    }),
    { seed: 20261125 },
  );
});

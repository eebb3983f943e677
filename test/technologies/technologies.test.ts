/** Declared technologies: what a call and a resource are read as, what is left alone, and that hostile text ends. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { TechnologyDeclaration } from '../../analyzer/src/model/configuration.ts';
import type { ReadFact } from '../../analyzer/src/model/fact.ts';
import { READERS } from '../../analyzer/src/readers/registry.generated.ts';
import { scan } from '../../analyzer/src/scan.ts';
import { createLineIndex } from '../../analyzer/src/syntax/line-index.ts';
import { parseYaml } from '../../analyzer/src/syntax/yaml.ts';
import { argumentsAt, literalOf } from '../../analyzer/src/technologies/arguments.ts';
import { callReader } from '../../analyzer/src/technologies/call.ts';
import { scalarsAt, stepsOf } from '../../analyzer/src/technologies/field-path.ts';
import { technologyWords, withTechnologies } from '../../analyzer/src/technologies/readers.ts';
import { toWire } from '../../analyzer/src/wire/inventory.ts';
import { complaints } from '../configuration/declare.ts';
import { standInSight } from '../reading/stand-in-sight.ts';

const at = { file: 'keyturn.yaml', line: 3, column: 5, endLine: 3, endColumn: 41 };
const strongroom: TechnologyDeclaration = {
  at,
  within: '',
  id: 'strongroom',
  code: { call: 'Strongroom.fetch', argument: 0, refresh: 'watch', interval: null },
  resource: null,
};

function read(text: string, language: 'ruby' | 'go' | 'java' = 'ruby', technology = strongroom) {
  const reader = callReader([technology]);
  const content = { language, file: 'lib/lock.rb', text, index: createLineIndex('lib/lock.rb', text) };
  const context = { root: '', namespace: null, environment: null };
  const unit = {
    id: 'lib/lock.rb',
    file: 'lib/lock.rb',
    inputs: [],
    context,
    notes: [],
    syntax: 'code',
    content,
  } as const;
  return reader.accepts(unit) ? reader.read(unit, standInSight) : { facts: [], notes: [] };
}
const items = (text: string, language?: 'go' | 'java') =>
  read(text, language)
    .facts.map((fact) => (fact as ReadFact).source)
    .map((source) => source.kind === 'store' && source.carrier.name);

test.each([
  ["key = Strongroom.fetch('lagoon/brass-key')", ['lagoon/brass-key']],
  ['key := Strongroom.fetch[string]("lagoon/brass-key")', []],
  ['var key = Strongroom.fetch<String>( "lagoon/brass-key", timeout(3, "s") );', ['lagoon/brass-key']],
  ['Strongroom.fetch(name: "lagoon/brass-key")', ['lagoon/brass-key']],
  ['MyStrongroom.fetch("lagoon/other")', []],
  ['# Strongroom.fetch("lagoon/comment")', []],
  ['  // Strongroom.fetch("lagoon/comment")', []],
  ['Strongroom.fetch("a"); Strongroom.fetch("b")', ['a', 'b']],
])('%s', (text, expected) => expect(items(text)).toEqual(expected));

test('what is computed is unresolved, and no text of it is repeated', () => {
  const { facts, notes } = read('Strongroom.fetch("sesame-" + open)\nStrongroom.fetch(`sesame-#{y}`)');
  expect(facts).toEqual([]);
  expect(notes.map(({ what }) => what)).toEqual(Array(2).fill('Strongroom.fetch(…): the name is computed'));
});

test('the declared mode is the mode, as sure as a person is, with the line that says so', async () => {
  const root = join(import.meta.dirname, '../fixtures/estates/declared-technology');
  const wire = toWire((await scan({ root, cache: false })).inventory);
  const regatta = wire.paths.find(({ delivery }) => delivery.form === 'sdk');
  expect(regatta?.refresh).toMatchObject({ mode: 'poll', confidence: 'declared', mechanism: 'technology:vaulty' });
  expect(regatta?.refresh.because[0]).toMatchObject({ from: 'declared', file: 'keyturn.yaml', line: 3 });
  expect(regatta?.delays.find(({ hop }) => hop === 'app-reload')?.max).toBe('PT7M');
  const gondola = wire.paths.find(({ delivery }) => delivery.variable === 'OAR_KEY');
  expect(gondola?.delays.find(({ hop }) => hop === 'store-sync')?.max).toBe('PT13M');
});

test.each([
  ['$.spec.target', ['spec', 'target']],
  ["$['sp ec'][*].x", ['sp ec', '*', 'x']],
  ['$.spec..target', null],
  ['$', null],
  ['spec.target', null],
  ['$.spec[?(@.x)]', null],
])('the path %s', (path, steps) => expect(stepsOf(path)).toEqual(steps));

test('a path that is none is an error of keyturn.yaml, at its place', () => {
  const text = `technologies: [{ id: x, resource: { kind: Coffer, fills: "spec.target" } }]`;
  expect(complaints(text)).toEqual([expect.stringMatching(/a path such as \$\.spec\.target/)]);
});

test('a list of a thousand and one ends at a thousand', () => {
  const items = Array.from({ length: 1001 }, (_, index) => `- { x: n${index} }`).join('\n');
  const [document] = parseYaml('lagoon.yaml', `spec:\n${items.replace(/^/gm, '  ')}\n`);
  expect(document?.tree ? scalarsAt(document.tree, '$.spec[*].x').length : 0).toBe(1000);
});

test.each(['(', '((((', '"', '(\\', '("a', '(a,', '[}', '('.repeat(100_000)])(
  'an argument list that never ends: %s',
  (text) => {
    expect(argumentsAt(text, 0)).toEqual([]);
    expect(literalOf(text)).toBeNull();
  },
);

test('without a declaration the readers are the readers', () => {
  expect(withTechnologies(READERS, [])).toBe(READERS);
  expect(technologyWords([])).toBeNull();
  expect(technologyWords([strongroom])?.test('x Strongroom.fetch(')).toBe(true);
});

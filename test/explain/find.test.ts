/** CREDENTIAL on the command line: an id, a name, an ending that only one has; otherwise what it could have been. */
import { expect, test } from 'vitest';
import { findCredential } from '../../analyzer/src/explain/find.ts';
import { nearest } from '../../analyzer/src/explain/nearest.ts';
import { toWire } from '../../analyzer/src/wire/inventory.ts';
import type { WireInventory } from '../../analyzer/src/wire/types.ts';
import { SAMOVAR, tearoom } from '../wire/tearoom.ts';

const base = toWire(tearoom);
const [template] = base.credentials;
function estate(...credentials: ReadonlyArray<readonly [id: string, name: string]>): WireInventory {
  if (template === undefined) throw new Error('the tearoom has credentials');
  return { ...base, credentials: credentials.map(([id, name]) => ({ ...template, id, name })) };
}

const urns = estate(
  ['cred:k8s:north/urn#password', 'urn'],
  ['cred:k8s:south/urn#password', 'urn'],
  ['cred:k8s:south/turn#password', 'turn'],
  ['cred:file:urn', 'a file called urn'],
);

test.each([
  ['an id', SAMOVAR, SAMOVAR],
  ['a name', 'samovar-db', SAMOVAR],
  ['an ending at a boundary', 'samovar#password', SAMOVAR],
  ['an ending inside a word', 'var-db', SAMOVAR],
])('%s finds it', (_what, text, id) => {
  const found = findCredential(base, text);
  expect('found' in found ? found.found.id : null).toBe(id);
});

test('an id wins over names, a name over endings', () => {
  const found = findCredential(urns, 'cred:file:urn');
  expect('found' in found ? found.found.name : null).toBe('a file called urn');
  const turn = findCredential(urns, 'turn');
  expect('found' in turn ? turn.found.id : null).toBe('cred:k8s:south/turn#password');
});

test('several are said, none is picked', () => {
  const found = findCredential(urns, 'urn');
  expect('several' in found ? found.several.map(({ id }) => id) : null).toEqual([
    'cred:k8s:north/urn#password',
    'cred:k8s:south/urn#password',
  ]);
});

test('an ending at a boundary wins over one inside a word', () => {
  const found = findCredential(urns, 'south/urn#password');
  expect('found' in found ? found.found.id : null).toBe('cred:k8s:south/urn#password');
});

test.each(['samover-db', 'smaovar-db', 'SAMOVAR-DB', 'samovar-'])('%s is near samovar-db', (text) => {
  const found = findCredential(base, text);
  expect('near' in found ? found.near[0] : null).toBe('samovar-db');
});

test('of names that contain what was typed, the one with the least besides comes first', () => {
  expect(nearest('tur', ['a-turner-of-tea', 'saturn', 'turn'])).toEqual(['turn', 'saturn', 'a-turner-of-tea']);
});

test.each(['', 'x', 'completely-else'])('%j is near nothing', (text) => {
  expect(findCredential(base, text)).toEqual({ near: [] });
});

test('nearest offers few, the nearest first, and bears long texts', () => {
  expect(nearest('scna', ['explain', 'scan', 'scant', 'help'])).toEqual(['scan']);
  expect(nearest('a'.repeat(5000), ['b'.repeat(5000)])).toEqual([]);
});

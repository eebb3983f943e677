/**
 * A custom resource has one reader: what an exact reader says of an object, the reader of unknown resources must not say again. Every
 * fixture is looked at, so a new exact reader whose group is still unknown fails here.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compareText } from '../../analyzer/src/model/place.ts';
import type { Reader } from '../../analyzer/src/readers/contract.ts';
import unknown from '../../analyzer/src/readers/custom-resource.ts';
import { planUnits } from '../../analyzer/src/rendering/units.ts';
import type { Unit } from '../../analyzer/src/syntax/unit.ts';
import { filesOf, readFolder } from '../reading/folder.ts';
import { standInSight } from '../reading/stand-in-sight.ts';

const READERS = join(import.meta.dirname, '../../analyzer/src/readers');
const FIXTURES = join(import.meta.dirname, '../fixtures/readers');

const modules = await Promise.all(
  readdirSync(READERS)
    .filter((file) => file.endsWith('.ts'))
    .sort(compareText)
    .map((file): Promise<{ default?: Reader<'yaml'> }> => import(join(READERS, file))),
);
const exact = modules.flatMap(({ default: reader }) =>
  reader?.syntax === 'yaml' && reader.id !== unknown.id ? [reader] : [],
);

function yamlUnits(folder: string): readonly Unit<'yaml'>[] {
  const texts = readFolder(folder, ['expected.facts']);
  const paths = [...texts.keys()].filter((path) => /\.ya?ml$/.test(path));
  return planUnits(paths, filesOf(texts), []).units.flatMap((unit) =>
    unit.syntax === 'yaml' ? [unit as Unit<'yaml'>] : [],
  );
}

/** Consumers that a delivery of the reader names. */
function consumersOf(reader: Reader<'yaml'>, unit: Unit<'yaml'>): readonly string[] {
  if (!reader.accepts(unit)) return [];
  return reader
    .read(unit, standInSight)
    .facts.flatMap((fact) => (fact.fact === 'delivery' ? [`${fact.consumer.kind}/${fact.consumer.name}`] : []));
}

test('no object of a fixture is read by its exact reader and by shape', () => {
  const twice = readdirSync(FIXTURES)
    .sort(compareText)
    .flatMap((id) => readdirSync(join(FIXTURES, id)).map((name) => join(FIXTURES, id, name)))
    .flatMap((folder) => yamlUnits(folder))
    .flatMap((unit) => {
      const byShape = new Set(consumersOf(unknown, unit));
      return exact
        .flatMap((reader) => consumersOf(reader, unit).map((consumer) => ({ reader: reader.id, consumer })))
        .filter(({ consumer }) => byShape.has(consumer));
    });
  expect(twice).toEqual([]);
});

test('the reader of unknown resources reads a resource that has no other', () => {
  const units = yamlUnits(join(FIXTURES, 'custom-resource/by-shape'));
  expect(units.flatMap((unit) => consumersOf(unknown, unit))).toContain('MoonCycle/neap');
});

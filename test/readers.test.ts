/**
 * One loop over every reader's fixtures: `fixtures/readers/<reader-id>/<case>/` is a small workspace, `expected.facts` what
 * that reader says about it. Units are made as production makes them. `UPDATE=1` rewrites; read the text before accepting it.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareText } from '../analyzer/src/model/place.ts';
import type { Reader, Sight } from '../analyzer/src/readers/contract.ts';
import type { Renderer } from '../analyzer/src/rendering/contract.ts';
import { planUnits } from '../analyzer/src/rendering/units.ts';
import { startTreeSitter } from '../analyzer/src/syntax/code/tree-sitter.ts';
import { loadTypescript } from '../analyzer/src/syntax/code/typescript/parser.ts';
import { readWasm } from '../analyzer/src/workspace/grammars.ts';
import { factLine, noteLine } from './reading/fact-lines.ts';
import { filesOf, readFolder } from './reading/folder.ts';
import { standInSight } from './reading/stand-in-sight.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures/readers');
const SOURCES = join(import.meta.dirname, '../analyzer/src');
const EXPECTED = 'expected.facts';

const readers = await declaredIn<Reader>('readers');
const renderers = await declaredIn<Renderer>('rendering');
const sight = await loadSight();
await startTreeSitter(readWasm);
await loadTypescript();

/** The default exports of a folder of plugins: what its generated registry holds. */
async function declaredIn<T extends { readonly id: string }>(folder: string): Promise<readonly T[]> {
  const files = readdirSync(join(SOURCES, folder)).filter((file) => file.endsWith('.ts'));
  const modules = await Promise.all(files.sort(compareText).map((file) => import(join(SOURCES, folder, file))));
  return modules.flatMap((module: { default?: T }) => (module.default?.id === undefined ? [] : [module.default]));
}

async function loadSight(): Promise<Sight> {
  const file = join(SOURCES, 'knowledge/sight.ts');
  if (!existsSync(file)) return standInSight;
  const { createSight } = await import(file);
  const { loadKnowledge } = await import(join(SOURCES, 'knowledge/load.ts'));
  return createSight(loadKnowledge());
}

function foldersIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort(compareText);
}

/** What `reader` says about the workspace in `folder`, a line a fact, below the unit it was read in. */
function read(reader: Reader, folder: string): string {
  const texts = readFolder(folder, [EXPECTED]);
  const { units, notes } = planUnits([...texts.keys()], filesOf(texts), renderers);
  const lines = units
    .filter((unit) => unit.syntax === reader.syntax && reader.accepts(unit))
    .flatMap((unit) => {
      const reading = reader.read(unit, sight);
      const { namespace, environment } = unit.context;
      return [
        `# ${unit.id}${namespace === null ? '' : ` namespace=${namespace}`}${environment === null ? '' : ` environment=${environment}`}`,
        ...reading.facts.map(factLine),
        ...[...unit.notes, ...reading.notes].map(noteLine),
      ];
    });
  return [...lines, ...notes.map(noteLine), ''].join('\n');
}

for (const id of existsSync(FIXTURES) ? foldersIn(FIXTURES) : []) {
  describe(id, () => {
    const reader = readers.find((candidate) => candidate.id === id);
    for (const name of foldersIn(join(FIXTURES, id))) {
      test(name, () => {
        if (!reader) throw new Error(`no reader declares the id ${id}`);
        const folder = join(FIXTURES, id, name);
        const said = read(reader, folder);
        if (process.env.UPDATE) writeFileSync(join(folder, EXPECTED), said);
        expect(said).toBe(readFileSync(join(folder, EXPECTED), 'utf8'));
      });
    }
  });
}

test('every reader has a fixture', () => {
  const covered = existsSync(FIXTURES) ? foldersIn(FIXTURES) : [];
  expect(readers.map(({ id }) => id).filter((id) => !covered.includes(id))).toEqual([]);
});

/** The import direction: folders are the stages, and an arrow against the stream is a defect (house, "Import direction"). */
import { describe, expect, it } from 'vitest';
import { LAYERS } from './layers.ts';
import { areaOf, readSources } from './sources.ts';

const sources = readSources();
const layers = new Map(LAYERS.map((layer) => [layer.area, layer]));

/** The manifest of the package holds the version; it is no code. */
const OUTSIDE: ReadonlySet<string> = new Set(['../package.json']);

function mayImport(from: string, to: string): boolean {
  const [area, target] = [areaOf(from), areaOf(to)];
  if (area === target || OUTSIDE.has(to)) return true;
  const allowed = layers.get(area)?.imports ?? [];
  return allowed.includes(target) || allowed.includes('*');
}

describe('import direction', () => {
  it('has a row for every area, and an area for every row', () => {
    const present = new Set(sources.map(({ file }) => areaOf(file)));
    expect([...present].filter((area) => !layers.has(area))).toEqual([]);
    expect([...layers.keys()].filter((area) => !present.has(area))).toEqual([]);
  });

  it('goes with the stream', () => {
    const against = sources.flatMap(({ file, imports }) =>
      imports.filter((to) => !mayImport(file, to)).map((to) => `${file} → ${to}`),
    );
    expect(against).toEqual([]);
  });

  it('keeps readers, rules and commands apart: each stands alone', () => {
    const apart = /^(readers|rules|cli\/commands)\/[^/]+\.ts$/;
    const shared = /\/(contract|apply|registry\.generated)\.ts$/;
    const together = sources
      .filter(({ file }) => apart.test(file) && !shared.test(file))
      .flatMap(({ file, text, imports }) =>
        imports.filter((to) => isSibling(text, file, to) && !shared.test(to)).map((to) => `${file} → ${to}`),
      );
    expect(together).toEqual([]);

    function isSibling(text: string, file: string, to: string): boolean {
      const other = sources.find((source) => source.file === to);
      const declares = /^export default define/m;
      return declares.test(text) && other !== undefined && areaOf(to) === areaOf(file) && declares.test(other.text);
    }
  });

  it('has no cycle', () => expect(cycle()).toEqual([]));
});

/** The files of one import cycle, in order; empty where there is none. */
function cycle(): readonly string[] {
  const imports = new Map(sources.map((source) => [source.file, source.imports]));
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): readonly string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return [];
    path.push(file);
    for (const next of imports.get(file) ?? []) {
      const found = visit(next);
      if (found.length > 0) return found;
    }
    path.pop();
    done.add(file);
    return [];
  };
  return sources.map(({ file }) => visit(file)).find((found) => found.length > 0) ?? [];
}

/**
 * Fills the variables of build paths from the project's `.env`, as Compose does: a path says where code is and is never a secret. Every
 * other variable stays in place, because which one a value comes from is what we want to know.
 */
import type { Span } from '../model/place.ts';
import { parseEnv } from '../syntax/env.ts';
import { findInterpolations } from '../syntax/interpolation.ts';
import { createLineIndex } from '../syntax/line-index.ts';
import { at, type Entry, entriesAt, type Mapping, type Scalar, type Tree } from '../syntax/tree.ts';
import type { EnvLine } from '../syntax/unit.ts';
import { mapServices } from './compose-files.ts';
import type { Files } from './contract.ts';

const PATHS = new Set(['context', 'dockerfile', 'target']);

/** The model with build paths filled from `environmentFile`; the line that filled one is kept in `via`. */
export function fillBuildPaths(model: Mapping, environmentFile: string, files: Files): Mapping {
  const asks = entriesAt(model, 'services').some(({ value }) => hasVariable(value));
  const text = asks ? files.text(environmentFile) : null;
  if (text === null) return model;
  const lines = new Map(parseEnv(createLineIndex(environmentFile, text)).map((line) => [line.name, line]));
  return mapServices(model, (_, service) => fillService(service, lines));
}

function hasVariable(service: Tree): boolean {
  const build = at(service, 'build');
  const paths = build?.kind === 'mapping' ? [...PATHS].map((name) => at(build, name)) : [build];
  return paths.some((path) => path?.kind === 'scalar' && path.text.includes('$'));
}

function fillService(service: Tree, lines: ReadonlyMap<string, EnvLine>): Tree {
  const build = service.kind === 'mapping' ? service.entries.get('build') : undefined;
  if (service.kind !== 'mapping' || !build || !hasVariable(service)) return service;
  const filled = fillBuild(build.value, lines);
  return { ...service, entries: new Map([...service.entries, ['build', { ...build, value: filled }]]) };
}

function fillBuild(build: Tree, lines: ReadonlyMap<string, EnvLine>): Tree {
  if (build.kind === 'scalar') return fill(build, lines);
  if (build.kind !== 'mapping') return build;
  const entries = [...build.entries].map(([name, entry]): [string, Entry] => [
    name,
    PATHS.has(name) && entry.value.kind === 'scalar' ? { ...entry, value: fill(entry.value, lines) } : entry,
  ]);
  return { ...build, entries: new Map(entries) };
}

/** Variables the file holds, once: what a value names in turn stays a name. A URL may carry a token and is left as it is. */
function fill(scalar: Scalar, lines: ReadonlyMap<string, EnvLine>): Scalar {
  if (scalar.text.includes('://')) return scalar;
  const via: Span[] = [];
  let text = '';
  let behind = 0;
  for (const { name, start, end, operator } of findInterpolations(scalar.text)) {
    const line = lines.get(name);
    // One inside the fallback of another stands behind its end already.
    if (start < behind || operator === '+' || !line?.value) continue;
    text += `${scalar.text.slice(behind, start)}${line.value}`;
    behind = end;
    via.push(line.valueSpan);
  }
  text += scalar.text.slice(behind);
  return via.length === 0 ? scalar : { ...scalar, value: text, text, via: [...via, ...scalar.via] };
}

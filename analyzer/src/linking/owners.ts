/** Who owns a consumer (design, section 4): `keyturn.yaml`, then the catalogue, then a label, then CODEOWNERS; else nobody. */
import type { Configuration } from '../model/configuration.ts';
import { declared, type Evidence, seen } from '../model/evidence.ts';
import { anyGlob, covers, readPattern } from '../model/glob.ts';
import type { Teams } from '../model/graph.ts';
import type { PlacedFacts } from './place.ts';

export interface Owned {
  readonly owner: string;
  readonly because: Evidence;
}

/** Finds the owner of a file; `label` is what the object itself says. */
export type OwnerOf = (file: string, label: Owned | null) => Owned | null;

/** Learns every ownership statement once. */
export function createOwners(facts: PlacedFacts, configuration: Configuration): OwnerOf {
  const declarations = configuration.owners.map((entry) => ({
    covers: anyGlob(entry.paths),
    owned: { owner: entry.owner, because: declared(entry.at, `owned by ${entry.owner}`) },
  }));
  const statements = facts.ownership.map(({ fact }) => ({
    fact,
    owned: { owner: fact.owner, because: seen(fact.at, `owned by ${fact.owner}`) },
  }));
  const catalogue = statements
    .filter(({ fact }) => fact.source === 'catalog')
    .sort((a, b) => b.fact.pattern.length - a.fact.pattern.length)
    .map(({ fact, owned }) => ({
      covers: (file: string) => fact.pattern === '' || file.startsWith(fact.pattern.replace(/\/?$/, '/')),
      owned,
    }));
  // CODEOWNERS: the last match wins, and its patterns are those of gitignore (GitHub's own documentation of the file).
  const codeowners = statements
    .filter(({ fact }) => fact.source === 'codeowners')
    .reverse()
    .map(({ fact, owned }) => {
      const pattern = readPattern(fact.pattern);
      return { covers: (file: string) => pattern !== null && covers(pattern, file), owned };
    });
  const known = new Map<string, Owned | null>();

  return (file, label) => {
    const first = declarations.find(({ covers }) => covers(file)) ?? catalogue.find(({ covers }) => covers(file));
    if (first) return first.owned;
    if (label) return label;
    if (!known.has(file)) known.set(file, codeowners.find(({ covers }) => covers(file))?.owned ?? null);
    return known.get(file) ?? null;
  };
}

/** Which teams belong together. */
export function teamsOf(configuration: Configuration): Teams {
  const parents = configuration.owners.flatMap(({ owner, parent }) => (parent ? [[owner, parent] as const] : []));
  return { parents: new Map(parents), related: configuration.related.map((pair) => new Set(pair)) };
}

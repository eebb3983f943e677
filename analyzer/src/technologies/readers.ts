/**
 * The readers with what a team declared of its own technology: two more readers, and one that guesses less. Without a declaration they
 * are the readers as they are.
 */
import type { TechnologyDeclaration } from '../model/configuration.ts';
import type { Reader } from '../readers/contract.ts';
import { textAt } from '../syntax/tree.ts';
import { callReader } from './call.ts';
import { resourceReader } from './resource.ts';

/** The reader that tells Secrets of unknown resources by their shape. */
const BY_SHAPE = 'custom-resource';

export function withTechnologies(
  readers: readonly Reader[],
  technologies: readonly TechnologyDeclaration[],
): readonly Reader[] {
  if (technologies.length === 0) return readers;
  const kinds = new Set(technologies.flatMap(({ resource }) => (resource ? [resource.kind] : [])));
  return [
    ...readers.map((reader) => (reader.id === BY_SHAPE ? except(reader as Reader<'yaml'>, kinds) : reader)),
    resourceReader(technologies),
    callReader(technologies),
  ];
}

function except(reader: Reader<'yaml'>, kinds: ReadonlySet<string>): Reader<'yaml'> {
  return {
    ...reader,
    accepts: (unit) => !kinds.has(textAt(unit.content, 'kind') ?? '') && reader.accepts(unit),
  };
}

/** Matches a text that may hold a declared technology; null: none is declared. */
export function technologyWords(technologies: readonly TechnologyDeclaration[]): RegExp | null {
  const words = technologies.flatMap(({ code, resource }) => [
    ...(code ? [code.call] : []),
    ...(resource ? [resource.kind] : []),
  ]);
  return words.length === 0 ? null : new RegExp(words.map((word) => word.replace(/[^\w]/g, '\\$&')).join('|'));
}

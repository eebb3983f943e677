/** Docker Bake files in JSON. https://docs.docker.com/build/bake/reference/ */
import type { BuildFact } from '../model/fact.ts';
import { pathOf } from '../syntax/docker-build.ts';
import { baseName } from '../syntax/path.ts';
import { buildFact, imageName } from '../syntax/platform-app.ts';
import { type Entry, entriesAt, itemsAt, textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'bake-json',
  reads: 'docker-bake.json: targets with their tags, context, Dockerfile and stage',
  syntax: 'yaml',
  accepts: ({ file }) => /^docker-bake[\w.-]*\.json$/.test(baseName(file)),
  read: ({ content }) => ({ facts: entriesAt(content, 'target').flatMap(readTarget), notes: [] }),
});

function readTarget({ key, value }: Entry): readonly BuildFact[] {
  const context = pathOf('', textAt(value, 'context') ?? '.');
  if (context === null) return [];
  const file = textAt(value, 'dockerfile');
  const names = new Set(itemsAt(value, 'tags').flatMap((tag) => imageName(textAt(tag) ?? '') ?? []));
  const told = { dockerfile: file ? pathOf(context, file) : null, target: textAt(value, 'target') };
  return [...names].map((image) => buildFact(context, key.span, { ...told, image }));
}

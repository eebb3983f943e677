/** Docker Bake files in HCL: which image each target builds, from which folder; what a target inherits counts as its own. */
import type { BuildFact } from '../model/fact.ts';
import { type BakeTarget, bakeTargetsIn } from '../syntax/bake.ts';
import { pathOf } from '../syntax/docker-build.ts';
import { baseName } from '../syntax/path.ts';
import { buildFact, imageName } from '../syntax/platform-app.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'bake',
  reads: 'docker-bake.hcl: targets with their tags, context, Dockerfile and stage',
  syntax: 'text',
  accepts: ({ file }) => /^docker-bake[\w.-]*\.hcl$/.test(baseName(file)),
  read({ content }) {
    const targets = new Map(bakeTargetsIn(content).map((target) => [target.name, target]));
    return { facts: [...targets.values()].flatMap((target) => buildsOf(target, targets)), notes: [] };
  },
});

/** Bake runs in the folder it is called from, which is the repository's root as a rule; its paths are seen from there. */
const CALLED_FROM = '';

function buildsOf(target: BakeTarget, targets: ReadonlyMap<string, BakeTarget>): readonly BuildFact[] {
  const fields = fieldsOf(target, targets, new Set());
  const context = pathOf(CALLED_FROM, fields.context ?? '.');
  if (context === null) return [];
  const dockerfile = fields.dockerfile === undefined ? null : pathOf(context, fields.dockerfile);
  const names = [...new Set(target.tags.flatMap((tag) => imageName(tag) ?? []))];
  return names.map((image) => buildFact(context, target.at, { image, dockerfile, target: fields.target ?? null }));
}

function fieldsOf(
  target: BakeTarget,
  targets: ReadonlyMap<string, BakeTarget>,
  seen: Set<string>,
): BakeTarget['fields'] {
  if (seen.has(target.name)) return {};
  seen.add(target.name);
  const inherited = target.inherits.map((name) => {
    const other = targets.get(name);
    return other ? fieldsOf(other, targets, seen) : {};
  });
  return Object.assign({}, ...inherited, target.fields);
}

/** Skaffold: which image is built from which folder, in the main build and in profiles. https://skaffold.dev/docs/references/yaml/ */
import type { BuildFact } from '../model/fact.ts';
import { pathOf } from '../syntax/docker-build.ts';
import { folderOf } from '../syntax/path.ts';
import { buildFact, imageName } from '../syntax/platform-app.ts';
import { itemsAt, scalarAt, type Tree, textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'skaffold',
  reads: 'Skaffold artifacts: image, context, Dockerfile, target',
  syntax: 'yaml',
  accepts: ({ content }) =>
    textAt(content, 'kind') === 'Config' && /^skaffold\//.test(textAt(content, 'apiVersion') ?? ''),
  read({ content, file }) {
    const roots = [content, ...itemsAt(content, 'profiles')];
    const artifacts = roots.flatMap((root) => itemsAt(root, 'build', 'artifacts'));
    return { facts: artifacts.flatMap((artifact) => readArtifact(artifact, folderOf(file))), notes: [] };
  },
});

function readArtifact(artifact: Tree, folder: string): readonly BuildFact[] {
  const written = scalarAt(artifact, 'image') ?? scalarAt(artifact, 'imageName');
  const image = written && imageName(written.text);
  const context = pathOf(folder, textAt(artifact, 'context') ?? textAt(artifact, 'workspace') ?? '.');
  if (!written || !image || context === null) return [];
  const [builder] = ['docker', 'kaniko'].flatMap((name) =>
    textAt(artifact, name, 'dockerfile') || textAt(artifact, name, 'target') ? [name] : [],
  );
  const file = builder ? textAt(artifact, builder, 'dockerfile') : null;
  const target = (builder && textAt(artifact, builder, 'target')) || null;
  return [buildFact(context, written.span, { image, dockerfile: file ? pathOf(context, file) : null, target })];
}

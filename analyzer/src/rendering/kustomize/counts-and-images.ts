/** `images` and `replicas`: fields that an overlay sets by name, without a patch. */
import { itemsAt, scalarAt, type Tree, textAt } from '../../syntax/tree.ts';
import { changeAt, decidedBy, ITEM, mapNodes } from './edit.ts';
import { changed, identitiesOf, type Resource } from './resource.ts';

/** Kinds that `replicas` counts (kustomize, builtinpluginconsts/replicas.go). */
const COUNTED = new Set(['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet']);

/** The resources with the counts of `replicas`. */
export function applyReplicas(resources: readonly Resource[], model: Tree): readonly Resource[] {
  return itemsAt(model, 'replicas').reduce<readonly Resource[]>((all, item) => {
    const [name, count] = [textAt(item, 'name'), scalarAt(item, 'count')];
    if (!name || !count) return all;
    return all.map((resource) =>
      COUNTED.has(textAt(resource.tree, 'kind') ?? '') && identitiesOf(resource).some((one) => one.name === name)
        ? changed(
            resource,
            changeAt(resource.tree, ['spec', 'replicas'], count.span, (old) =>
              old ? decidedBy(count, old.span) : count,
            ),
          )
        : resource,
    );
  }, resources);
}

const CONTAINERS = new Set(['containers', 'initContainers']);

/** The resources with the image names, tags and digests of `images`. */
export function applyImages(resources: readonly Resource[], model: Tree): readonly Resource[] {
  return itemsAt(model, 'images').reduce<readonly Resource[]>((all, item) => {
    const name = textAt(item, 'name');
    if (!name) return all;
    return all.map((resource) => {
      const tree = mapNodes(resource.tree, (node, path) => {
        const isImage = path.at(-1) === 'image' && path.at(-2) === ITEM && CONTAINERS.has(path.at(-3) ?? '');
        const now = isImage && node.kind === 'scalar' ? imageWith(node.text, name, item) : null;
        return now !== null && node.kind === 'scalar' ? decidedBy({ ...node, text: now, value: now }, item.span) : node;
      });
      return changed(resource, tree);
    });
  }, resources);
}

/** `registry:5000/name:tag@digest`: a colon before the last slash belongs to the registry. */
const IMAGE = /^(?<name>(?:.*\/)?[^:@/]*)(?::(?<tag>[^@]*))?(?:@(?<digest>.*))?$/;

/** null: another image. */
function imageWith(image: string, name: string, item: Tree): string | null {
  const { name: written = '', tag, digest } = IMAGE.exec(image)?.groups ?? {};
  if (written !== name) return null;
  const [newTag, newDigest] = [textAt(item, 'newTag'), textAt(item, 'digest')];
  const behind = newDigest ? `@${newDigest}` : newTag ? `:${newTag}` : digest ? `@${digest}` : tag ? `:${tag}` : '';
  return `${textAt(item, 'newName') || written}${behind}${newDigest ? '' : (textAt(item, 'tagSuffix') ?? '')}`;
}

/** What an Application lays over the kustomization it deploys, as fields of a kustomization (user-guide, "Kustomize"). */
import { entriesAt, itemsAt, type Mapping, type Tree, textAt } from '../../syntax/tree.ts';
import { mapping, scalar } from '../kustomize/edit.ts';
import type { Source } from './objects.ts';

/** Fields that both know by one name. */
const SAME = [
  'namePrefix',
  'nameSuffix',
  'namespace',
  'commonLabels',
  'commonAnnotations',
  'components',
  'patches',
  'replicas',
];

/** The fields; null: none. */
export function kustomizeOptions({ tree, at }: Source): Mapping | null {
  const fields = entriesAt(tree, 'kustomize').flatMap(({ key, value }): readonly (readonly [string, Tree])[] => {
    if (key.text === 'images') return [['images', imagesOf(value)]];
    return SAME.includes(key.text) ? [[key.text, value]] : [];
  });
  return fields.length > 0 ? mapping(fields, at) : null;
}

/** `[old=]new[:tag|@digest]` (kustomize edit set image). */
const IMAGE = /^(?:(?<old>[^=]+)=)?(?<name>[^@]+?)(?::(?<tag>[^:/@]+))?(?:@(?<digest>.+))?$/;

function imagesOf(images: Tree): Tree {
  const items = itemsAt(images).flatMap((item): readonly Tree[] => {
    const parts = IMAGE.exec(textAt(item) ?? '')?.groups;
    if (!parts?.name) return [];
    const { old, name, tag, digest } = parts;
    const named = { name: old ?? name, newName: old === undefined ? undefined : name, newTag: tag, digest };
    const fields = Object.entries(named).flatMap(([field, text]) =>
      text ? [[field, scalar(text, item.span)] as const] : [],
    );
    return [mapping(fields, item.span)];
  });
  return { kind: 'sequence', items, span: images.span, via: images.via };
}

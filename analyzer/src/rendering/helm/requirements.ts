/** What a chart says of the charts it depends on. https://helm.sh/docs/topics/charts/#chart-dependencies */
import type { Span } from '../../model/place.ts';
import { itemsAt, type Tree, textAt } from '../../syntax/tree.ts';
import type { Files } from '../contract.ts';
import { inside } from './chart-files.ts';
import type { Loading } from './loading.ts';

export interface Requirement {
  readonly name: string;
  readonly alias: string | null;
  /** As written, a range; null: any. */
  readonly version: string | null;
  /** `https://…`, `oci://…`, `file://…`, `@alias`; null: it lies in `charts/`. */
  readonly repository: string | null;
  /** Paths of values; the first that is a boolean decides. */
  readonly conditions: readonly string[];
  readonly tags: readonly string[];
  /** `import-values`: texts and mappings of `child` and `parent`. */
  readonly imports: readonly Tree[];
  readonly at: Span;
}

/** Those of `Chart.yaml`, or of the `requirements.yaml` that charts of Helm 2 have beside it. */
export function requirementsOf(
  folder: string,
  metadata: Tree | null,
  files: Files,
  loading: Loading,
): readonly Requirement[] {
  const written = itemsAt(metadata, 'dependencies');
  const old = written.length > 0 ? null : loading.model(inside(folder, 'requirements.yaml'), files);
  return [...written, ...itemsAt(old, 'dependencies')].flatMap((tree) => {
    const name = textAt(tree, 'name');
    if (!name) return [];
    return [
      {
        name,
        alias: textAt(tree, 'alias') || null,
        version: textAt(tree, 'version'),
        repository: textAt(tree, 'repository') || null,
        conditions: (textAt(tree, 'condition') ?? '').split(',').flatMap((path) => path.trim() || []),
        tags: itemsAt(tree, 'tags').flatMap((tag) => textAt(tag) ?? []),
        imports: itemsAt(tree, 'import-values'),
        at: tree.span,
      },
    ];
  });
}

/** One values file as a value of templates. */
import { asDict, dict } from '../../syntax/go-template/trace.ts';
import type { Dict } from '../../syntax/go-template/types.ts';
import { fromTree } from '../../syntax/go-template/values.ts';
import type { Tree } from '../../syntax/tree.ts';

/** The values of a file; empty where it has none. */
export function valuesOf(tree: Tree | null): Dict {
  return asDict(tree ? fromTree(tree) : undefined) ?? dict([]);
}

/** Small charts for the tests: templates and values as text, rendered by the engine. */
import { renderTemplates } from '../../analyzer/src/syntax/go-template/render.ts';
import { dict } from '../../analyzer/src/syntax/go-template/trace.ts';
import type { Bounds, Rendering, Traced } from '../../analyzer/src/syntax/go-template/types.ts';
import { fromTree } from '../../analyzer/src/syntax/go-template/values.ts';
import { parseYaml } from '../../analyzer/src/syntax/yaml.ts';

/** The traced value of a values file. */
export function valuesOf(text: string, file = 'kestrel/values.yaml'): Traced {
  const tree = parseYaml(file, text)[0]?.tree;
  return tree ? fromTree(tree) : dict([]);
}

/** Renders templates by path, with `.Values` and whatever else `.` has. */
export function render(
  files: Readonly<Record<string, string>>,
  values = '',
  more: readonly (readonly [string, Traced])[] = [],
  bounds: Partial<Bounds> = {},
): Rendering {
  const set = { files: Object.entries(files).map(([path, text]) => ({ path, text })) };
  return renderTemplates(set, dict([['Values', valuesOf(values)], ...more]), { bounds });
}

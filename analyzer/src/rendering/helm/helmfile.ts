/**
 * Charts that Helmfile deploys, once for each of its environments. A helmfile is a Go template itself and is rendered as one, so the
 * values it passes on keep their places. https://helmfile.readthedocs.io/en/stable/
 */

import { parseRenderedYaml, renderTemplates } from '../../syntax/go-template/render.ts';
import { dict, text } from '../../syntax/go-template/trace.ts';
import type { Dict } from '../../syntax/go-template/types.ts';
import { folderOf, resolvePath } from '../../syntax/path.ts';
import { at, entriesAt, itemsAt, type Tree, textAt } from '../../syntax/tree.ts';
import { environmentOfFileName } from '../environment.ts';
import { type Deployment, deploymentOf, setOrSay } from './deployment.ts';
import type { Loading } from './loading.ts';
import { overlay } from './values.ts';
import { valuesOf } from './values-file.ts';

export const HELMFILE = /(?:^|\/)(?:helmfile\.ya?ml(?:\.gotmpl)?|helmfile\.d\/[^/]+\.ya?ml(?:\.gotmpl)?)$/;

/** What Helmfile is in when nobody says. */
const DEFAULT = 'default';
/** Each costs a rendering of every release. */
const MOST_ENVIRONMENTS = 20;

export function helmfileDeployments(file: string, loading: Loading): readonly Deployment[] {
  const first = rendered(file, dict(scopeEntries(DEFAULT, dict([]))), loading);
  const environments = first.flatMap((tree) => entriesAt(tree, 'environments'));
  const named = environments.filter(({ key }) => key.text !== DEFAULT).slice(0, MOST_ENVIRONMENTS);
  const chosen = named.length > 0 ? named : environments.slice(0, 1);
  if (chosen.length === 0) return deploymentsIn(file, first, null, dict([]), loading);
  return chosen.flatMap(({ key, value }) => {
    const values = layered(file, itemsAt(value, 'values'), dict([]), loading);
    const trees = rendered(file, dict(scopeEntries(key.text, values)), loading);
    return deploymentsIn(file, trees, key.text, values, loading);
  });
}

function deploymentsIn(
  file: string,
  trees: readonly Tree[],
  environment: string | null,
  values: Dict,
  loading: Loading,
): readonly Deployment[] {
  const scope = dict(scopeEntries(environment ?? DEFAULT, values));
  return trees
    .flatMap((tree) => itemsAt(tree, 'releases'))
    .filter((tree) => textAt(tree, 'installed') !== 'false')
    .flatMap((tree) => {
      const release = dict(['name', 'namespace'].map((field) => [goName(field), text(textAt(tree, field) ?? '')]));
      const within = overlay(scope, dict([['Release', release]]));
      const given = [...itemsAt(tree, 'values'), ...itemsAt(tree, 'secrets')];
      const written = given.map((item) =>
        textAt(item)?.endsWith('.gotmpl') ? templated(file, item, within, loading) : plain(item),
      );
      const set = itemsAt(tree, 'set').flatMap((item) => {
        const value = at(item, 'value');
        return value ? setOrSay(textAt(item, 'name') ?? '', value, loading) : [];
      });
      const asked = { file, tree, chart: textAt(tree, 'chart'), values: [...written, ...set] };
      const variant = environment === DEFAULT ? null : environment;
      const named = environment === null ? null : environmentOfFileName(environment);
      return deploymentOf({ ...asked, variant, environment: named }, loading.files, loading) ?? [];
    });
}

/** Values of an environment: files and maps, the later over the earlier. */
function layered(file: string, items: readonly Tree[], base: Dict, loading: Loading): Dict {
  return items.reduce((below, item) => {
    const path = textAt(item) === null ? null : resolvePath(folderOf(file), textAt(item) ?? '');
    const tree = path === null ? item : loading.model(path, loading.files);
    return overlay(below, valuesOf(tree));
  }, base);
}

function plain(item: Tree): string | Dict {
  return textAt(item) ?? valuesOf(item);
}

/** A values file that is a template itself. */
function templated(file: string, item: Tree, scope: Dict, loading: Loading): Dict {
  const path = resolvePath(folderOf(file), textAt(item) ?? '');
  return valuesOf((path === null ? undefined : rendered(path, scope, loading)[0]) ?? null);
}

function rendered(path: string, scope: Dict, loading: Loading): readonly Tree[] {
  const source = loading.files.text(path);
  if (source === null) return [];
  loading.inputs.add(path);
  const { outputs, notes } = renderTemplates({ files: [{ path, text: source, partial: false }] }, scope);
  loading.add(notes);
  return outputs.flatMap(parseRenderedYaml).flatMap(({ tree }) => (tree?.kind === 'mapping' ? [tree] : []));
}

function scopeEntries(environment: string, values: Dict) {
  return [
    [
      'Environment',
      dict([
        ['Name', text(environment)],
        ['Values', values],
      ]),
    ],
    ['Values', values],
    ['StateValues', values],
  ] as const;
}

function goName(field: string): string {
  return field.charAt(0).toUpperCase() + field.slice(1);
}

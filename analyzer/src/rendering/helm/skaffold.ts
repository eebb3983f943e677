/** Charts that Skaffold deploys, in its main configuration and in profiles. https://skaffold.dev/docs/deployers/helm/ */
import { at, entriesAt, itemsAt, type Tree, textAt } from '../../syntax/tree.ts';
import { parseYaml } from '../../syntax/yaml.ts';
import { environmentOfFileName } from '../environment.ts';
import { type Deployment, deploymentOf, setOrSay } from './deployment.ts';
import type { Loading } from './loading.ts';
import { valuesOf } from './values-file.ts';

/** Where releases stand: `manifests` since v3 of its format, for charts that are rendered first. */
const SECTIONS = ['deploy', 'manifests'] as const;

export const SKAFFOLD_FILE = /(?:^|\/)skaffold(?:[-._][^/]*)?\.ya?ml$/;

export function skaffoldDeployments(file: string, loading: Loading): readonly Deployment[] {
  const text = loading.files.text(file) ?? '';
  if (!text.includes('helm')) return [];
  return parseYaml(file, text)
    .flatMap(({ tree }) => (tree ? [tree, ...itemsAt(tree, 'profiles')] : []))
    .flatMap((part) =>
      SECTIONS.flatMap((section) => itemsAt(part, section, 'helm', 'releases')).flatMap(
        (release) => deployment(file, release, textAt(part, 'name'), loading) ?? [],
      ),
    );
}

function deployment(file: string, tree: Tree, profile: string | null, loading: Loading): Deployment | null {
  const files = itemsAt(tree, 'valuesFiles').flatMap((path) => textAt(path) ?? []);
  const set = entriesAt(tree, 'setValues').flatMap(({ key, value }) => setOrSay(key.text, value, loading));
  const values = [...files, valuesOf(at(tree, 'overrides')), ...set];
  const environment = profile === null ? null : environmentOfFileName(profile);
  const chart = textAt(tree, 'chartPath');
  return deploymentOf({ file, tree, chart, values, variant: profile, environment }, loading.files, loading);
}

/** Flux Kustomizations as they are written, and what each would take in, found without building anything. */
import { compareText } from '../../model/place.ts';
import { resolvePath } from '../../syntax/path.ts';
import { itemsAt, textAt } from '../../syntax/tree.ts';
import { parseYaml } from '../../syntax/yaml.ts';
import type { Files } from '../contract.ts';
import { reachOf } from '../kustomize/reach.ts';
import { isKustomizationFile, kustomizationIn, type Sources } from '../kustomize/sources.ts';
import { plainSyntaxOf } from '../plain.ts';
import { generatedResources } from './generated.ts';
import { type FluxKustomization, fluxKustomizationOf, folderDeployed, MAY_DEPLOY } from './objects.ts';

/** Every Flux Kustomization and FluxInstance among the manifests of the workspace, by file. */
export function findFlux(paths: readonly string[], files: Files): readonly FluxKustomization[] {
  return paths
    .filter((path) => plainSyntaxOf(path)?.syntax === 'yaml' && /\.ya?ml$/.test(path) && !isKustomizationFile(path))
    .flatMap((path) => {
      const text = files.text(path);
      if (text === null || !MAY_DEPLOY.test(text)) return [];
      return parseYaml(path, text, (document) => MAY_DEPLOY.test(document)).flatMap(({ tree }) => {
        const flux = tree && fluxKustomizationOf(tree, path);
        return flux ? [flux] : [];
      });
    });
}

/** Files a Flux Kustomization takes in, kustomization files among them. */
export function fluxReach(flux: FluxKustomization, sources: Sources): ReadonlySet<string> {
  const folder = folderDeployed(flux, sources.files);
  if (folder === null) return new Set();
  const own = kustomizationIn(folder, sources.files);
  const named = own ? [own] : generatedResources(folder, sources.files);
  const components = itemsAt(flux.spec, 'components').flatMap(
    (item) => resolvePath(folder, textAt(item) ?? '\\') ?? [],
  );
  const reached = [...named, ...components].flatMap((path) => {
    if (sources.files.has(path) && !isKustomizationFile(path)) return [path];
    const file = sources.files.has(path) ? path : kustomizationIn(path, sources.files);
    return file ? [...reachOf(file, sources)] : [];
  });
  return new Set(reached.sort(compareText));
}

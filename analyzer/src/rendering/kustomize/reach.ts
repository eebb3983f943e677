/**
 * Which files a kustomization takes in, found without building anything: by this alone roots are told from bases. It follows
 * names only; what a patch or a variable would change about them it does not know.
 */
import { resolvePath } from '../../syntax/path.ts';
import { itemsAt, textAt } from '../../syntax/tree.ts';
import { kustomizationIn, type Sources } from './sources.ts';

const FIELDS = ['resources', 'bases', 'components'];

/** Kustomization and resource files that the kustomization file `start` takes in, itself among them. */
export function reachOf(start: string, sources: Sources): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [start];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    const { files, folders } = takenBy(file, sources);
    for (const one of files) reached.add(one);
    open.push(...folders);
  }
  return reached;
}

/** What one kustomization file names itself: resource files, and kustomization files of folders. */
function takenBy(
  file: string,
  sources: Sources,
): { readonly files: readonly string[]; readonly folders: readonly string[] } {
  const folder = file.slice(0, Math.max(0, file.lastIndexOf('/')));
  const model = sources.model(file);
  const paths = FIELDS.flatMap((field) => itemsAt(model, field)).flatMap(
    (item) => resolvePath(folder, textAt(item) ?? '\\') ?? [],
  );
  return {
    files: paths.filter((path) => sources.files.has(path)),
    folders: paths.flatMap((path) => (sources.files.has(path) ? [] : (kustomizationIn(path, sources.files) ?? []))),
  };
}

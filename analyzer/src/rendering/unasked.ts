/**
 * Files that no reader wants and no renderer can ask for: prose and pictures, outside of what may be put whole into an object. A file
 * that is not surely one of them counts as asked.
 */
import { baseName, folderOf } from '../syntax/path.ts';
import { plainSyntaxOf } from './plain.ts';

const PROSE_OR_PICTURE =
  /(?:^|\/)(?:LICENSE|LICENCE|NOTICE|AUTHORS|[^/]+\.(?:md|mdx|markdown|rst|adoc|png|jpe?g|gif|webp|avif|ico|svg|bmp|pdf|woff2?|ttf|otf|eot|mp3|mp4|webm|mov))$/i;

/**
 * A chart may print any file of its folder (`.Files`), a kustomization may put any file below it into a ConfigMap or Secret
 * (`files:`; none from outside of its folder: kubectl.docs.kubernetes.io, "load restrictions").
 */
const MAY_TAKE_ANY = /^(?:Chart\.yaml|kustomization\.ya?ml|Kustomization)$/;

/** Whether a path may be asked for, in a tree of these paths. */
export function mayBeAsked(paths: ReadonlySet<string>): (path: string) => boolean {
  const takers = new Set([...paths].filter((path) => MAY_TAKE_ANY.test(baseName(path))).map(folderOf));
  return (path) => !PROSE_OR_PICTURE.test(path) || plainSyntaxOf(path) !== null || isBelow(path, takers);
}

function isBelow(path: string, folders: ReadonlySet<string>): boolean {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    if (folders.has(folder)) return true;
    if (folder === '') return false;
  }
}

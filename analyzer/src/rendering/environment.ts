/**
 * Which environment a path names (design, section 4): an overlay folder, a values file or an env file with an environment's
 * word in it. It only reads names; what a person declares is stronger and joined later.
 */

/** The words of design section 4. */
const WORDS = new Set(
  'prod production prd live staging stg stage uat qa test dev development local preview'.split(' '),
);

/** Words that stand for nothing else, so that `prod-eu` names one and `local-path-provisioner` does not. */
const CLEAR_WORDS = new Set('prod production prd staging stg uat'.split(' '));

/** The environment's word among the dotted and dashed parts of a file name: `compose.prod.yaml`, `.env.staging`, `values-dev.yaml`. */
export function environmentOfFileName(path: string): string | null {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return name.split(/[._-]/).find((part) => WORDS.has(part)) ?? null;
}

/** The environment's word in the folders of a path, the nearest folder first: a whole name, or a part that cannot be mistaken. */
export function environmentOfFolders(path: string): string | null {
  for (const folder of path.toLowerCase().split('/').slice(0, -1).reverse()) {
    if (WORDS.has(folder)) return folder;
    const clear = folder.split(/[._-]/).find((part) => CLEAR_WORDS.has(part));
    if (clear) return clear;
  }
  return null;
}

/**
 * Values that a Helm source gives its chart, in the order Argo CD lays them: files, inline values, parameters.
 * https://argo-cd.readthedocs.io/en/stable/user-guide/helm/ It must never decide what a value means.
 */

import { parseEmbedded } from '../../syntax/embedded-yaml.ts';
import { folderOf, resolvePath } from '../../syntax/path.ts';
import { at, isTrue, itemsAt, type Mapping, type Scalar, scalarAt, type Tree, textAt } from '../../syntax/tree.ts';
import { environmentOfFileName, environmentOfFolders } from '../environment.ts';
import { changeAt, mapping } from '../kustomize/edit.ts';
import type { Sources } from '../kustomize/sources.ts';
import { fileHere } from './here.ts';
import type { Application, Source } from './objects.ts';
import { layOver } from './parameters.ts';

export interface GivenValues {
  /** All layers, one over the other; null: none given. */
  readonly tree: Mapping | null;
  /** Environment that one of the files names, the last first. */
  readonly environment: string | null;
}

/** What `source` gives its chart; `folder`: where the chart is, null for one that is not here. */
export function valuesOf(
  source: Source,
  application: Application,
  folder: string | null,
  sources: Sources,
): GivenValues {
  const helm = at(source.tree, 'helm');
  const files = itemsAt(helm, 'valueFiles').flatMap((item) =>
    item.kind === 'scalar' && item.text ? (fileOf(item, helm, { application, folder, sources }) ?? []) : [],
  );
  const layers = [...files.flatMap((file) => sources.model(file) ?? []), ...inline(helm)];
  const given = withParameters(
    layers.reduce<Tree | null>((under, over) => (under ? layOver(under, over) : over), null),
    helm,
    sources,
  );
  return { tree: given?.kind === 'mapping' ? given : null, environment: environmentOfFiles(files) };
}

function environmentOfFiles(files: readonly string[]): string | null {
  for (const file of files.toReversed()) {
    const named = environmentOfFileName(file) ?? environmentOfFolders(file);
    if (named) return named;
  }
  return null;
}

interface Asking {
  readonly application: Application;
  readonly folder: string | null;
  readonly sources: Sources;
}

/** `$ref/…` and `/…` begin at the root of a repository, anything else at the chart; a secret manager's address is no file. */
function fileOf(item: Scalar, helm: Tree | null, { application, folder, sources }: Asking): string | null {
  const whole = /^(?:\$(?<ref>[\w-]+))?\/(?<path>.+)$/.exec(item.text)?.groups;
  if (whole?.ref !== undefined && !application.sources.some(({ ref }) => ref === whole.ref)) {
    sources.unresolved(`a values file of a source that nothing calls ${whole.ref}`, item.span);
    return null;
  }
  const found = whole
    ? fileHere(whole.path ?? '', application.file, sources.files)
    : besideChart(item.text, folder, sources);
  if (found === null && !isTrue(helm, 'ignoreMissingValueFiles'))
    sources.unresolved('a values file of an Application that is not here', item.span);
  return found;
}

function besideChart(written: string, folder: string | null, { files }: Sources): string | null {
  const path = folder === null ? null : resolvePath(folder, written);
  return path !== null && files.has(path) ? path : null;
}

/** `valuesObject` stands in the place of `values`. */
function inline(helm: Tree | null): readonly Tree[] {
  const object = at(helm, 'valuesObject');
  if (object?.kind === 'mapping') return [object];
  const text = scalarAt(helm, 'values');
  return text?.text ? parseEmbedded(text).trees.slice(0, 1) : [];
}

/** `a.b=c` as `helm --set` would; a parameter into a list is named. */
function withParameters(under: Tree | null, helm: Tree | null, sources: Sources): Tree | null {
  return itemsAt(helm, 'parameters').reduce<Tree | null>((tree, item) => {
    const [name, value] = [textAt(item, 'name'), scalarAt(item, 'value')];
    if (!name || !value) return tree;
    if (/[[{]/.test(name)) {
      sources.unresolved('a Helm parameter into a list is not applied', item.span);
      return tree;
    }
    const set = isTrue(item, 'forceString') ? value : typed(value);
    return changeAt(tree ?? mapping([], item.span), pathOf(name), item.span, () => set);
  }, under);
}

/** A backslash keeps a dot in a name. */
function pathOf(name: string): readonly string[] {
  return name.split(/(?<!\\)\./).map((part) => part.replaceAll('\\.', '.'));
}

const WORDS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

/** Helm's `--set` knows truth values, null and whole numbers (`pkg/strvals`). */
function typed(value: Scalar): Scalar {
  const { text } = value;
  if (Object.hasOwn(WORDS, text)) return { ...value, value: WORDS[text] ?? null, text: text === 'null' ? '' : text };
  return /^(?:0|-?[1-9]\d{0,14})$/.test(text) ? { ...value, value: Number(text) } : value;
}

/** The folder a chart would have, as a name: the last part of its path. */
export function chartName(path: string): string {
  return path.slice(folderOf(path).length).replace(/^\//, '');
}

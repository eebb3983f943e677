/**
 * What a generator of an ApplicationSet hands to the template: one tree for each Application to be, nested as Go templates see it.
 * Every value keeps the place it was read at. It must never make up a value: what is not known here is `open`.
 */
import type { Span } from '../../model/place.ts';
import { baseName, folderOf } from '../../syntax/path.ts';
import { at, type Mapping, type Tree, textAt } from '../../syntax/tree.ts';
import { mapping, scalar, withEntry } from '../kustomize/edit.ts';

export interface Parameters {
  readonly tree: Mapping;
  /** More values exist that only a running Argo CD knows: what asks for them stays as written. */
  readonly open: boolean;
}

/** The tree laid over another: mappings key by key, anything else in the place of what was there. */
export function layOver(under: Tree, over: Tree): Tree {
  if (under.kind !== 'mapping' || over.kind !== 'mapping') return over;
  let laid: Mapping = under;
  for (const [name, { key, value }] of over.entries) {
    const below = under.entries.get(name)?.value;
    laid = withEntry(laid, name, below ? layOver(below, value) : value, key);
  }
  return laid;
}

/** Both together; of two values with one name the second holds. */
export function joinParameters(first: Parameters, second: Parameters): Parameters {
  const tree = layOver(first.tree, second.tree);
  return { tree: tree.kind === 'mapping' ? tree : first.tree, open: first.open || second.open };
}

/** `path` of a folder that a git generator found (applicationset, "Git Generator"), asked for at `span`. */
export function folderParameters(folder: string, prefix: string | null, span: Span): Mapping {
  const name = baseName(folder);
  return prefixed(prefix, [['path', mapping([...shared(folder, name, span)], span)]], span);
}

/** `path` of a file: its folder, and the name of the file beside it. */
export function fileParameters(file: string, prefix: string | null, span: Span): Mapping {
  const folder = folderOf(file);
  const filename = baseName(file);
  const entries = [
    ...shared(folder, baseName(folder), span),
    ['filename', scalar(filename, span)] as const,
    ['filenameNormalized', scalar(normalized(filename), span)] as const,
  ];
  return prefixed(prefix, [['path', mapping(entries, span)]], span);
}

function shared(folder: string, name: string, span: Span): readonly (readonly [string, Tree])[] {
  const items = folder.split('/').map((part) => scalar(part, span));
  return [
    ['path', scalar(folder, span)],
    ['basename', scalar(name, span)],
    ['basenameNormalized', scalar(normalized(name), span)],
    ['segments', { kind: 'sequence', items, span, via: [] }],
  ];
}

function prefixed(prefix: string | null, entries: readonly (readonly [string, Tree])[], span: Span): Mapping {
  const own = mapping(entries, span);
  return prefix === null ? own : mapping([[prefix, own]], span);
}

/** As Argo CD makes a name fit for Kubernetes (`utils.SanitizeName`). */
function normalized(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^-a-z0-9.]/g, '-')
    .slice(0, 253)
    .replace(/^[-.]+|[-.]+$/g, '');
}

/**
 * The value a plain template means by `name`: nested names joined by dots; `path` is the path itself and `path[0]` a part of it.
 * null: there is none.
 */
export function lookUp(name: string, { tree }: Parameters): Tree | null {
  const segment = /^(?<before>(?:[\w-]+\.)?)path\[(?<index>\d+)\]$/.exec(name)?.groups;
  const steps = segment
    ? [...(segment.before ?? '').split('.').filter(Boolean), 'path', 'segments', Number(segment.index)]
    : name.split('.');
  const found = at(tree, ...steps) ?? dotted(tree, name);
  return found?.kind === 'mapping' ? at(found, steps.at(-1) === 'path' ? 'path' : '') : found;
}

/** A name with dots in it: `labels.app.kubernetes.io/name`. The longest key that fits is tried first. */
function dotted(tree: Tree | null, name: string): Tree | null {
  if (tree?.kind !== 'mapping') return null;
  const own = tree.entries.get(name)?.value;
  if (own) return own;
  for (let cut = name.lastIndexOf('.'); cut > 0; cut = name.lastIndexOf('.', cut - 1)) {
    const below = tree.entries.get(name.slice(0, cut))?.value;
    const found = below ? dotted(below, name.slice(cut + 1)) : null;
    if (found) return found;
  }
  return null;
}

/** Whether the labels of a generator's selector fit (`matchLabels` only; an expression fits anything). */
export function isSelected(selector: Tree | null, parameters: Parameters): boolean {
  const labels = at(selector, 'matchLabels');
  if (labels?.kind !== 'mapping') return true;
  return [...labels.entries.keys()].every((name) => {
    const value = lookUp(name, parameters);
    return value?.kind === 'scalar' ? value.text === textAt(labels, name) : parameters.open;
  });
}

/**
 * Rendered templates become units. A namespace nobody named is taken out again, so that the release's stays unknown; a template
 * that failed in what names its objects is read without its actions.
 */
import type { Note, UnitContext } from '../../model/fact.ts';
import { parseRenderedYaml } from '../../syntax/go-template/render.ts';
import type { RenderedText, TemplateFile } from '../../syntax/go-template/types.ts';
import { fileStart } from '../../syntax/line-index.ts';
import { at, itemsAt, type Tree, textAt } from '../../syntax/tree.ts';
import type { Unit } from '../../syntax/unit.ts';
import type { YamlDocument } from '../../syntax/yaml.ts';
import { readUnrendered } from './unrendered.ts';

/** Stands for the release's namespace while it is not known. */
export const UNKNOWN_NAMESPACE = 'release-namespace';

/** Objects of one chart: more than any prints, and an end for one that prints a million. */
const MOST_DOCUMENTS = 10_000;

export interface RenderedTemplates {
  readonly files: readonly TemplateFile[];
  readonly outputs: readonly RenderedText[];
}

/** A unit for each object. `inputs`: every file of the chart and its values. */
export function unitsOf(
  { files, outputs }: RenderedTemplates,
  context: UnitContext,
  inputs: readonly string[],
): readonly Unit[] {
  const byPath = new Map<string, RenderedText[]>();
  for (const output of outputs) byPath.set(output.path, [...(byPath.get(output.path) ?? []), output]);
  const sources = new Map(files.map(({ path, text }) => [path, text]));
  const met = new Map<string, number>();
  const unitOf = ({ number, tree, notes }: YamlDocument, file: string): readonly Unit[] => {
    if (tree?.kind !== 'mapping' || tree.entries.size === 0) return [];
    const id = `${file}#${number}@${context.root}`;
    const times = (met.get(id) ?? 0) + 1;
    met.set(id, times);
    const content = context.namespace === null ? withoutNamespace(tree) : tree;
    return [{ id: times === 1 ? id : `${id}~${times}`, syntax: 'yaml', file, inputs, context, content, notes }];
  };
  const units = [...sources].flatMap(([path, source]) =>
    (byPath.get(path) ?? [null]).flatMap((output) =>
      documentsOf(path, source, output).flatMap((document) => unitOf(document, path)),
    ),
  );
  return units.slice(0, MOST_DOCUMENTS);
}

/** What Helm would print where the template rendered; else what the text of the template says. */
function documentsOf(path: string, source: string, output: RenderedText | null): readonly YamlDocument[] {
  const documents = output ? parseRenderedYaml(output) : [];
  if (output && (output.complete || (documents.length > 0 && documents.every(isNamed)))) return documents;
  const read = readUnrendered(path, source).filter(({ tree }) => isObject(tree));
  return read.map((document) => ({ ...document, notes: [guessed(document, path)] }));
}

function isNamed({ tree }: YamlDocument): boolean {
  if (!isObject(tree)) return tree !== null;
  return textAt(tree, 'metadata', 'name') !== null || itemsAt(tree, 'items').length > 0;
}

function isObject(tree: Tree | null): boolean {
  return textAt(tree, 'kind') !== null;
}

function guessed({ tree }: YamlDocument, path: string): Note {
  const place = at(tree, 'kind')?.span ?? fileStart(path);
  return { note: 'unresolved', what: 'a template that could not be rendered: read without its actions', at: place };
}

function withoutNamespace(tree: Tree): Tree {
  if (tree.kind === 'scalar') return tree;
  if (tree.kind === 'sequence') return { ...tree, items: tree.items.map(withoutNamespace) };
  const kept = [...tree.entries].filter(
    ([name, { value }]) => name !== 'namespace' || value.kind !== 'scalar' || value.text !== UNKNOWN_NAMESPACE,
  );
  const entries = new Map(kept.map(([name, { key, value }]) => [name, { key, value: withoutNamespace(value) }]));
  return { ...tree, entries };
}

/**
 * Objects that another tool rendered (`helm template`, `kustomize build`, `kubectl get`, `terraform show -json`) become units of the
 * file they were given in. Values are taken out before anything else sees the objects; which source they come from is only read off,
 * never decided here.
 */
import type { Note } from '../model/fact.ts';
import { fileStart } from '../syntax/line-index.ts';
import { itemsAt, type Tree, textAt } from '../syntax/tree.ts';
import type { Unit } from '../syntax/unit.ts';
import { parseYaml } from '../syntax/yaml.ts';
import { type Origin, originsIn } from './rendered-input/origin.ts';
import { strip } from './rendered-input/strip.ts';
import { isTerraform, objectsOfTerraform } from './rendered-input/terraform.ts';

export type { Origin };

/** A text to be read, under the name that places in it are given. */
export interface RenderedText {
  /** As people know it: `rendered:prod/all.yaml`; no path of the workspace. */
  readonly name: string;
  readonly text: string;
}

export interface RenderedUnit extends Unit<'yaml'> {
  readonly origin: Origin;
}

export interface RenderedInput {
  readonly units: readonly RenderedUnit[];
  readonly notes: readonly Note[];
}

/** Lists in lists; `kubectl` makes one. */
const MOST_DEPTH = 4;
/** Objects of one text: a dump of a large cluster. */
const MOST_OBJECTS = 200_000;

/** Reads every text. Total: what cannot be read is a note. */
export function readRendered(texts: readonly RenderedText[]): RenderedInput {
  const read = texts.map(readText);
  return { units: read.flatMap(({ units }) => units), notes: read.flatMap(({ notes }) => notes) };
}

function readText({ name, text }: RenderedText): RenderedInput {
  const documents = parseYaml(name, text);
  const notes: Note[] = documents.flatMap((document) => document.notes);
  const originOf = originsIn(text);
  const objects = documents.flatMap(({ tree }) => (tree ? objectsIn(tree, notes, 0) : [])).slice(0, MOST_OBJECTS);
  const units = objects.flatMap((tree, index): readonly RenderedUnit[] => {
    const stripped = strip(tree);
    if (stripped === null) return [];
    const context = { root: name, namespace: null, environment: null };
    const id = `${name}#${index + 1}`;
    return [
      { id, syntax: 'yaml', file: name, inputs: [name], context, content: stripped, notes: [], origin: originOf(tree) },
    ];
  });
  if (units.length === 0)
    notes.push({ note: 'skipped', what: 'rendered input without an object', at: fileStart(name) });
  return { units, notes };
}

function objectsIn(tree: Tree, notes: Note[], depth: number): readonly Tree[] {
  if (isTerraform(tree)) {
    const terraform = objectsOfTerraform(tree);
    notes.push(...terraform.notes);
    return terraform.objects;
  }
  const kind = textAt(tree, 'kind');
  if (kind === null) return [];
  return kind.endsWith('List') && depth < MOST_DEPTH && !textAt(tree, 'metadata', 'name')
    ? itemsAt(tree, 'items').flatMap((item) => objectsIn(item, notes, depth + 1))
    : [tree];
}

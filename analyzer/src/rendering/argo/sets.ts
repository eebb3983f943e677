/**
 * ApplicationSets become the Applications they make: the template filled in once for everything the generators find. It must never
 * drop a set without a word.
 */

import { parseEmbedded } from '../../syntax/embedded-yaml.ts';
import { at, isTrue, itemsAt, type Scalar, type Tree, textAt } from '../../syntax/tree.ts';
import { mapping, scalar, withEntry } from '../kustomize/edit.ts';
import type { Sources } from '../kustomize/sources.ts';
import { fillScalar, fillTree, type Language } from './fill.ts';
import { type Generated, generate } from './generators.ts';
import { layOver } from './parameters.ts';

/** The Applications of a set written in `file`, as if they were written there. */
export function applicationsOfSet(set: Tree, file: string, sources: Sources): readonly Tree[] {
  const template = at(set, 'spec', 'template');
  if (template?.kind !== 'mapping') return [];
  const language: Language = isTrue(set, 'spec', 'goTemplate') ? 'go' : 'plain';
  const found = generate(itemsAt(set, 'spec', 'generators'), { file, language, sources });
  return found.map((one) => withHead(fillOne(set, template, one, language), set));
}

/** Mappings of the template of a generator win over those of the set; a patch of the set comes last. */
function fillOne(set: Tree, template: Tree, { parameters, template: own }: Generated, language: Language): Tree {
  const filled = fillTree(own ? layOver(template, own) : template, parameters, language);
  const patch = at(set, 'spec', 'templatePatch');
  if (patch?.kind !== 'scalar') return filled;
  const [tree] = parseEmbedded(fillScalar(patch, parameters, 'go')).trees;
  return tree ? layOver(filled, tree) : filled;
}

/** A template has neither kind nor version; its Application is made in the namespace of the set. */
function withHead(tree: Tree, set: Tree): Tree {
  if (tree.kind !== 'mapping') return tree;
  const head = at(set, 'apiVersion');
  const version: Scalar = head?.kind === 'scalar' ? head : scalar('argoproj.io/v1alpha1', set.span);
  const namespace = at(set, 'metadata', 'namespace');
  const made = withEntry(withEntry(tree, 'apiVersion', version), 'kind', scalar('Application', version.span));
  const metadata = at(made, 'metadata');
  if (metadata?.kind !== 'mapping' || namespace?.kind !== 'scalar' || textAt(metadata, 'namespace')) return made;
  return withEntry(made, 'metadata', layOver(mapping([['namespace', namespace]], namespace.span), metadata));
}

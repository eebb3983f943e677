/**
 * `postBuild` of a Flux Kustomization: the variables it knows, and the built objects with them filled in. Objects are text to
 * Flux here, so a filled scalar may become a number, a list or nothing.
 */

import { parseEmbedded } from '../../syntax/embedded-yaml.ts';
import { isEncrypted } from '../../syntax/kubernetes.ts';
import { at, entriesAt, isTrue, itemsAt, type Mapping, type Scalar, type Tree, textAt } from '../../syntax/tree.ts';
import { decidedBy, mapNodes } from '../kustomize/edit.ts';
import { changed, identityOf, type Resource } from '../kustomize/resource.ts';
import type { Sources } from '../kustomize/sources.ts';
import { substitute } from './envsubst.ts';
import type { FluxKustomization } from './objects.ts';

export interface Variables {
  readonly values: ReadonlyMap<string, Scalar>;
  /** Objects named by `substituteFrom` that are not here, or not readable: `Secret/cluster-vars`. */
  readonly unread: readonly string[];
}

/** Finds a ConfigMap or Secret of the cluster by `kind/namespace/name`. */
export type ObjectLookup = (kind: string, namespace: string | null, name: string) => Tree | null;

/** Variables of a Kustomization; what it sets itself wins over what it takes from objects, the last object over the first. */
export function variablesOf(flux: FluxKustomization, find: ObjectLookup): Variables {
  const values = new Map<string, Scalar>();
  const unread: string[] = [];
  for (const source of itemsAt(flux.spec, 'postBuild', 'substituteFrom')) {
    const [kind, name] = [textAt(source, 'kind') ?? '', textAt(source, 'name') ?? ''];
    const object = find(kind, flux.namespace, name);
    const found = object ? plainValues(object) : [];
    for (const [key, value] of found) values.set(key, value);
    if (found.length === 0 && !isTrue(source, 'optional')) unread.push(`${kind}/${name}`);
  }
  for (const { key, value } of entriesAt(flux.spec, 'postBuild', 'substitute'))
    if (value.kind === 'scalar') values.set(key.text, value);
  return { values, unread };
}

/** Values of a ConfigMap or Secret that stand there in plain text; base64 is taken back. */
function plainValues(object: Tree): readonly (readonly [string, Scalar])[] {
  const encoded = identityOf(object).kind === 'Secret' ? 'data' : null;
  return ['data', 'stringData'].flatMap((field) =>
    entriesAt(object, field).flatMap(({ key, value }): readonly (readonly [string, Scalar])[] => {
      if (value.kind !== 'scalar' || isEncrypted(value.text)) return [];
      const text = field === encoded ? fromBase64(value.text) : value.text;
      return text === null ? [] : [[key.text, { ...value, text, value: text }]];
    }),
  );
}

function fromBase64(text: string): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(
      Uint8Array.from(atob(text.trim()), (one) => one.charCodeAt(0)),
    );
  } catch {
    return null;
  }
}

const DISABLED = 'kustomize.toolkit.fluxcd.io/substitute';

/** Characters that variables may become in one Kustomization. */
const MOST_MADE = 20_000_000;

/** The objects with the variables filled in, but those that refuse it by a label or annotation. */
export function applySubstitution(
  resources: readonly Resource[],
  flux: FluxKustomization,
  { values, unread }: Variables,
  sources: Sources,
): readonly Resource[] {
  if (at(flux.spec, 'postBuild')?.kind !== 'mapping') return resources;
  const unknown = new Set<string>();
  let made = 0;
  const variable = (name: string) => values.get(name)?.text ?? null;
  function filled(node: Tree): Tree {
    if (node.kind === 'mapping') return withKeys(node, (key) => substitute(key, variable).text);
    if (node.kind === 'sequence' || !node.text.includes('${')) return node;
    const { text, used, unknown: left } = substitute(node.text, made < MOST_MADE ? variable : () => null);
    made += text.length;
    for (const name of left) unknown.add(name);
    return text === node.text
      ? node
      : decidedBy(retyped(node, text), ...used.flatMap((name) => values.get(name)?.span ?? []));
  }
  const done = resources.map((resource) =>
    refuses(resource.tree) ? resource : changed(resource, mapNodes(resource.tree, filled)),
  );
  const names = [...unknown].sort().join(', ');
  const whence = unread.length > 0 ? `variables that ${unread.join(', ')} may set` : 'variables that nothing here sets';
  if (names !== '') sources.unresolved(`${whence}: ${names}`, flux.at);
  return done;
}

function refuses(tree: Tree): boolean {
  return ['labels', 'annotations'].some((field) => textAt(tree, 'metadata', field, DISABLED) === 'disabled');
}

function withKeys(node: Mapping, fill: (key: string) => string): Mapping {
  if (![...node.entries.keys()].some((name) => name.includes('${'))) return node;
  const entries = [...node.entries.values()].map(({ key, value }) => {
    const text = fill(key.text);
    return [text, { key: { ...key, text, value: text }, value }] as const;
  });
  return { ...node, entries: new Map(entries) };
}

/** What YAML would read a filled text as, where it was written bare: a number, a truth value, a quoted text, a list. */
const STRUCTURE = /^(?:[[{"'].*[\]}"']|-?\d[\d.eE+-]*|true|false|null|~)$/s;

function retyped(node: Scalar, text: string): Tree {
  const filled: Scalar = { ...node, value: text, text };
  if (!STRUCTURE.test(text.trim()) || text.includes('\n')) return filled;
  const [tree] = parseEmbedded(filled).trees;
  if (!tree || (tree.kind === 'scalar' && tree.value === null && text.trim() !== 'null' && text.trim() !== '~'))
    return filled;
  return decidedBy(tree, ...node.via);
}

/**
 * A YAML tree becomes the Kubernetes objects it holds: one, or the items of a List. What every Kubernetes reader would
 * otherwise repeat stands here; it must never know what an object means for a secret.
 */
import type { CarrierRef, ConsumerRef, Fact, Note, ValueSeen } from '../model/fact.ts';
import type { Span } from '../model/place.ts';
import { appTemplateObjects } from './app-template/objects.ts';
import { isOpenShiftTemplate, templateObjects } from './openshift-template.ts';
import { asksForRelease } from './release.ts';
import { type Entry, entriesAt, itemsAt, scalarAt, type Tree, textAt } from './tree.ts';

/** Object kind → API groups it is known in; `''` is the core group. */
export type Kinds = Readonly<Record<string, readonly string[]>>;

export interface KubernetesObject {
  readonly kind: string;
  /** Group and version as written: `apps/v1`. */
  readonly apiVersion: string;
  readonly name: string;
  /** null: the unit's. */
  readonly namespace: string | null;
  /** Where it is named. */
  readonly at: Span;
  readonly tree: Tree;
}

/** Lists do not nest in practice; hostile ones must end. */
const MOST_LISTS = 8;

/** Cheap: whether the document is of one of `kinds`, or holds others: a List, a Template, or a release that its values write out. */
export function mayHold(tree: Tree, kinds: Kinds): boolean {
  const kind = textAt(tree, 'kind');
  return kind !== null && (groupsOf(kinds, kind) !== null || holdsOthers(kind));
}

function holdsOthers(kind: string): boolean {
  return kind.endsWith('List') || kind === 'Template' || asksForRelease(kind);
}

/**
 * Reads every object of `kinds` in the tree and joins what is said about each. An object without a name is a note, and so is
 * every carrier or consumer whose name is still a template.
 */
export function readObjects(
  tree: Tree,
  kinds: Kinds,
  read: (object: KubernetesObject) => { readonly facts: readonly Fact[]; readonly notes?: readonly Note[] },
): { readonly facts: readonly Fact[]; readonly notes: readonly Note[] } {
  return readChosen(tree, (group, kind) => groupsOf(kinds, kind)?.includes(group) ?? false, read);
}

/** Chooses objects by API group and kind. */
export type Choice = (group: string, kind: string) => boolean;

/** Whether the document itself is chosen, or may hold others. */
export function mayHoldChosen(tree: Tree, chosen: Choice): boolean {
  const kind = textAt(tree, 'kind');
  return kind !== null && (chosen(groupOf(textAt(tree, 'apiVersion') ?? ''), kind) || holdsOthers(kind));
}

/** As `readObjects`, for a choice that no list of kinds can make (every custom resource of a group). */
export function readChosen(
  tree: Tree,
  chosen: Choice,
  read: (object: KubernetesObject) => { readonly facts: readonly Fact[]; readonly notes?: readonly Note[] },
): { readonly facts: readonly Fact[]; readonly notes: readonly Note[] } {
  const facts: Fact[] = [];
  const notes: Note[] = [];
  for (const found of documentsIn(tree, null, 0)) {
    if (!chosen(groupOf(found.apiVersion), found.kind)) continue;
    const object = nameObject(found);
    if (!object) {
      notes.push({ note: 'unresolved', what: `${found.kind} without a name`, at: found.tree.span });
      continue;
    }
    const reading = read(object);
    facts.push(...reading.facts);
    notes.push(...(reading.notes ?? []));
  }
  return { facts, notes: [...notes, ...templatedNames(facts)] };
}

interface Found {
  readonly kind: string;
  readonly apiVersion: string;
  readonly tree: Tree;
}

/** The objects of a document, those of a template filled in; items of a typed list (`SecretList`) may leave kind and version to the list. */
function documentsIn(tree: Tree, list: Found | null, depth: number): readonly Found[] {
  const kind = textAt(tree, 'kind') ?? list?.kind.slice(0, -'List'.length) ?? null;
  const apiVersion = textAt(tree, 'apiVersion') ?? list?.apiVersion ?? null;
  if (!kind || apiVersion === null) return [];
  const found = { kind, apiVersion, tree };
  if (asksForRelease(kind))
    return [found, ...appTemplateObjects(tree).flatMap((made) => documentsIn(made, null, MOST_LISTS))];
  if (isOpenShiftTemplate(kind, apiVersion) && depth < MOST_LISTS)
    return templateObjects(tree).flatMap((made) => documentsIn(made, null, depth + 1));
  if (!kind.endsWith('List') || depth === MOST_LISTS) return [found];
  return itemsAt(tree, 'items').flatMap((item) => documentsIn(item, found, depth + 1));
}

function nameObject({ kind, apiVersion, tree }: Found): KubernetesObject | null {
  const named = scalarAt(tree, 'metadata', 'name');
  const scalar = named?.text ? named : scalarAt(tree, 'metadata', 'generateName');
  if (!scalar?.text) return null;
  const namespace = textAt(tree, 'metadata', 'namespace') || null;
  return { kind, apiVersion, name: scalar.text, namespace, at: scalar.span, tree };
}

function groupsOf(kinds: Kinds, kind: string): readonly string[] | null {
  return Object.hasOwn(kinds, kind) ? (kinds[kind] ?? null) : null;
}

/** API group of a version as written; `''` is the core group. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

/** The object as a consumer. */
export function consumerOf(object: KubernetesObject): ConsumerRef {
  return { kind: object.kind, namespace: object.namespace, name: object.name };
}

/** A key of a Secret in the object's namespace; null: the whole Secret. */
export function secretOf(object: KubernetesObject, name: string, key: string | null = null): CarrierRef {
  return { type: 'kubernetes-secret', scope: object.namespace, name, key };
}

/** A key of a ConfigMap in the object's namespace; null: the whole ConfigMap. */
export function configMapOf(object: KubernetesObject, name: string, key: string | null = null): CarrierRef {
  return { type: 'config-map', scope: object.namespace, name, key };
}

/** Annotations of an object or of a pod template. */
export function annotationsOf(tree: Tree | null): readonly Entry[] {
  return entriesAt(tree, 'metadata', 'annotations');
}

/** SOPS replaces a value by this text and leaves the rest of the document as it is (getsops.io, "Encrypting only parts"). */
export function isEncrypted(text: string): boolean {
  return text.startsWith('ENC[') && text.endsWith(']');
}

/** A value that is not here to look at, or not readable. */
export function unseen(state: 'not-here' | 'encrypted'): ValueSeen {
  return { state, form: 'unknown', kind: null, valueAt: null, encoding: 'plain', host: null };
}

/** Helm and other Go templates, shell and Flux variables, Kustomize and Skaffold placeholders. */
const TEMPLATED = /\{\{|\$\{|\$\(|%\{|^<.*>$/;

/** Names that only another tool could complete: they are kept as written, and said to be unresolved once. */
function templatedNames(facts: readonly Fact[]): readonly Note[] {
  const notes = new Map<string, Note>();
  for (const fact of facts)
    for (const name of namesIn(fact))
      if (TEMPLATED.test(name) && 'at' in fact) {
        const what = `the name ${name} is a template`;
        if (!notes.has(what)) notes.set(what, { note: 'unresolved', what, at: fact.at });
      }
  return [...notes.values()];
}

/** The names a fact joins others by; a file's own path is never a template. */
function namesIn(fact: Fact): readonly string[] {
  if (fact.fact === 'consumer') return [fact.consumer.name];
  if (fact.fact === 'derivation') return [fact.from, fact.to].flatMap(nameOf);
  if (fact.fact === 'delivery') return nameOf(fact.from);
  if (fact.fact === 'carrier') return nameOf(fact.carrier);
  return [];
}

function nameOf(carrier: CarrierRef): readonly string[] {
  return carrier.type === 'file' ? [] : [carrier.name];
}

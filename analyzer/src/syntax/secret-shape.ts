/**
 * Secrets that a tree of an unknown schema names: values of a chart nobody can read here, or the spec of a custom resource. Only
 * shapes that the field agrees on are followed (`secretKeyRef`, `envFrom`, `existingSecret`, a volume of type Secret). It looks at
 * names, never at what may be a value.
 */
import type { DeliveryForm } from '../model/vocabulary.ts';
import {
  formAround,
  holdsVariables,
  isKeyName,
  isObjectName,
  isOutput,
  namesKey,
  namesSecret,
  refersToSecret,
} from './secret-field.ts';
import { at, entriesAt, isTrue, itemsAt, type Mapping, type Scalar, scalarAt, type Tree, textAt } from './tree.ts';

export interface ShapedReference {
  readonly type: 'kubernetes-secret' | 'config-map';
  readonly name: Scalar;
  readonly key: string | null;
  /** null: the namespace of the object it stands in. */
  readonly namespace: string | null;
  /** null: the shape does not tell. */
  readonly form: DeliveryForm | null;
  /** Row of the fact tables that the field itself has. */
  readonly row: string | null;
  readonly variable: string | null;
  /** Where a volume is mounted, when that stands beside it. */
  readonly path: string | null;
  readonly optional: boolean;
  /** Fields that lead to it, outermost first; items of lists have none. */
  readonly fields: readonly string[];
  /** An operator writes this Secret, nobody reads it here. */
  readonly output: boolean;
}

interface Where {
  readonly fields: readonly string[];
  /** The variable whose value stands below. */
  readonly variable: string | null;
  /** Mappings around, innermost last: a volume's mount stands in one. */
  readonly around: readonly Mapping[];
  readonly selectors: boolean;
}

const MOST_DEPTH = 64;
const MOST_REFERENCES = 2000;
const NOWHERE: Where = { fields: [], variable: null, around: [], selectors: false };

export interface ShapeOptions {
  /** The fields that lead to the tree. */
  readonly below?: readonly string[];
  /** `{ name, key }` alone refers to a Secret, whatever its field is called, as in most custom resources. */
  readonly selectors?: boolean;
}

/** Every reference below `tree`, in the order written; at most 2000. */
export function shapedReferences(tree: Tree | null, options: ShapeOptions = {}): readonly ShapedReference[] {
  const { below: fields = [], selectors = false } = options;
  return tree ? walk(tree, { ...NOWHERE, fields, selectors }).slice(0, MOST_REFERENCES) : [];
}

function walk(tree: Tree, where: Where): readonly ShapedReference[] {
  if (where.fields.length + where.around.length > MOST_DEPTH) return [];
  if (tree.kind === 'sequence') return tree.items.flatMap((item) => walkItem(item, where));
  if (tree.kind !== 'mapping') return [];
  const inside: Where = { ...where, around: [...where.around, tree] };
  const own = persistedSecret(tree, where);
  if (own) return [own];
  return [...tree.entries.values()].flatMap(({ key, value }) => walkField(key.text, value, tree, inside));
}

/** An item of a list of variables names the variable itself; one of a list of Secrets is a name, or `{ name }`. */
function walkItem(item: Tree, where: Where): readonly ShapedReference[] {
  const field = where.fields.at(-1) ?? '';
  if (item.kind === 'scalar') return named(field, item, null, where);
  const name = scalarAt(item, 'name');
  const isFlat = item.kind === 'mapping' && [...item.entries.values()].every(({ value }) => value.kind === 'scalar');
  if (isFlat && name?.text && namesSecret(field, name.text)) return named(field, name, item, where);
  const variable = holdsVariables(field) && name?.text ? name.text : where.variable;
  return walk(item, { ...where, fields: [...where.fields, ITEM], variable });
}

/** Stands for an item of a list among the fields. */
const ITEM = '';

function walkField(field: string, value: Tree, parent: Mapping, where: Where): readonly ShapedReference[] {
  const isVariable = where.variable === null && holdsVariables(where.fields.at(-1) ?? '');
  const variable = isVariable ? field : where.variable;
  const inside: Where = { ...where, fields: [...where.fields, field], variable };
  if (value.kind === 'scalar') return named(field, value, parent, { ...inside, variable: null });
  const reference = value.kind === 'mapping' ? referred(field, value, inside) : null;
  return reference ?? walk(value, { ...inside, variable: isVariable || field === 'valueFrom' ? variable : null });
}

/** `{ name, key }` below a field that says it refers; null: it does not. */
function referred(field: string, value: Mapping, where: Where): readonly ShapedReference[] | null {
  const isConfigMap = /^configMap(?:KeyRef|Ref|KeySelector)?$/i.test(field);
  if (
    !isConfigMap &&
    !refersToSecret(field) &&
    !((where.selectors || /(?:Ref|Selector)$/.test(field)) && isSelector(field, value))
  )
    return null;
  const nameField = textAt(value, 'name') ? 'name' : 'secretName';
  const name = scalarAt(value, nameField);
  const isNested = [...value.entries.values()].some((entry) => entry.value.kind === 'mapping');
  // A chart that makes the Secret itself reads no other; an operator makes the one that is named.
  if (!name?.text || isNested || (isTrue(value, 'create') && !where.selectors)) return null;
  if (field === 'secret' && formAround(where.fields) === 'volume') return volumeItems(value, name, where);
  const type = isConfigMap ? 'config-map' : 'kubernetes-secret';
  const own = base(name, where, value);
  const form = own.form ?? namesSecret(field, name.text)?.form ?? null;
  return keysBeside(value, nameField).map((key) => ({ ...own, form, type, key }));
}

const SELECTOR_FIELDS: readonly string[] = ['name', 'key', 'optional', 'namespace'];
/** References with the same fields that lead elsewhere. */
const OTHER_SELECTORS =
  /configMap|service_?account|remoteRef|^(?:tolerations?|labels?|matchExpressions?|target|annotations?)$/i;

/** SecretKeySelector of the core API: a name, a key, and nothing of another sort. A key that looks like a value is none. */
function isSelector(field: string, value: Mapping): boolean {
  const known = [...value.entries.keys()].every((each) => SELECTOR_FIELDS.includes(each));
  const [name, key] = [textAt(value, 'name'), textAt(value, 'key')];
  return known && !OTHER_SELECTORS.test(field) && isObjectName(name ?? '') && isKeyName(key ?? '');
}

/** `key`, or the fields beside it that name keys; null: the whole object. */
function keysBeside(mapping: Tree, named: string): readonly (string | null)[] {
  const key = textAt(mapping, 'key') || textAt(mapping, 'property');
  if (key) return [key];
  const beside = [...entriesAt(mapping), ...entriesAt(mapping, 'secretKeys')];
  const keys = beside.flatMap(({ key, value }) =>
    value.kind === 'scalar' && namesKey(key.text, value.text, named) ? [value.text] : [],
  );
  return keys.length > 0 ? [...new Set(keys)] : [null];
}

/** A text that is a Secret's name because the field says so. */
function named(field: string, name: Scalar, parent: Mapping | null, where: Where): readonly ShapedReference[] {
  const row = name.value === null || typeof name.value !== 'string' ? null : namesSecret(field, name.text);
  if (!row) return [];
  const form = row.form ?? formAround(where.fields);
  if (form === 'volume' && parent) return volumeItems(parent, name, where);
  const keys = parent && form !== 'env-from' ? keysBeside(parent, field) : [null];
  const own = base(name, where, parent);
  return keys.map((key) => ({ ...own, form, row: row.row ?? null, key: key ?? (form === 'tls' ? 'tls.key' : null) }));
}

function base(name: Scalar, where: Where, mapping: Tree | null): ShapedReference {
  const namespace = textAt(mapping, 'namespace') ?? textAt(mapping, 'secretNamespace');
  return {
    type: 'kubernetes-secret',
    name,
    key: null,
    namespace: namespace || null,
    form: where.variable === null ? formAround(where.fields) : 'env',
    row: null,
    variable: where.variable,
    path: null,
    optional: isTrue(mapping, 'optional'),
    fields: where.fields,
    output: where.fields.some(isOutput) || (where.selectors && isTrue(mapping, 'create')),
  };
}

/** The keys a volume shows, or all of it; its mount is looked for beside the volumes. */
function volumeItems(source: Tree, name: Scalar, where: Where): readonly ShapedReference[] {
  const mount = mountOf(source, where);
  const subPath = textAt(mount, 'subPath') || null;
  const whole: ShapedReference = {
    ...base(name, where, source),
    form: subPath === null ? 'volume' : 'sub-path',
    path: textAt(mount, 'mountPath') || textAt(mount, 'path') || null,
    variable: null,
  };
  const keys = itemsAt(source, 'items').flatMap((item) => textAt(item, 'key') || []);
  if (keys.length === 0) return [{ ...whole, key: subPath !== null && !subPath.includes('/') ? subPath : null }];
  return keys.map((key) => ({ ...whole, key }));
}

/** The volume's own `mountPath`, or the item of a `…volumeMounts` list around that names the volume. */
function mountOf(source: Tree, where: Where): Tree | null {
  if (textAt(source, 'mountPath')) return source;
  const volume = where.around.toReversed().find((mapping) => at(mapping, 'secret') || at(mapping, 'projected'));
  const name = textAt(volume ?? where.around.at(-1), 'name');
  if (!name) return null;
  for (const mapping of where.around.toReversed())
    for (const { key, value } of mapping.entries.values())
      if (/volumeMounts?$/i.test(key.text))
        for (const item of itemsAt(value)) if (textAt(item, 'name') === name) return item;
  return null;
}

/** `persistence: { <name>: { type: secret, name } }` of the older bjw-s and of TrueCharts charts. */
function persistedSecret(tree: Mapping, where: Where): ShapedReference | null {
  const type = textAt(tree, 'type');
  const name = scalarAt(tree, 'name') ?? scalarAt(tree, 'objectName');
  if ((type !== 'secret' && type !== 'configMap') || !name?.text || !where.fields.includes('persistence')) return null;
  const subPath = textAt(tree, 'subPath') || null;
  return {
    ...base(name, where, tree),
    type: type === 'secret' ? 'kubernetes-secret' : 'config-map',
    form: subPath === null ? 'volume' : 'sub-path',
    key: subPath,
    path: textAt(tree, 'mountPath') || null,
  };
}

/**
 * Custom resources as consumers of the Secrets they name. Most references are found by their shape; a table for each technology says
 * what shape alone cannot: which fields hold a bare name, which are written and not read, and which fact row tells how
 * the operator takes a new value. It never follows an object into another.
 */
import type { CarrierFact, DeliveryFact, Fact, Note } from '../model/fact.ts';
import type { ConsumerKind, DeliveryForm, Role } from '../model/vocabulary.ts';
import { groupOf, type KubernetesObject, mayHoldChosen, readChosen, secretOf, unseen } from './kubernetes.ts';
import { reloadLabels } from './reload-labels.ts';
import { referencesAt } from './resource-field.ts';
import { type ShapedReference, shapedReferences } from './secret-shape.ts';
import { objectConsumer, shapedDelivery } from './shaped-delivery.ts';
import { at, entriesAt, isTrue, itemsAt, type Scalar, scalarAt, type Tree, textAt } from './tree.ts';

/** What holds for the references below some fields; the first rule whose pattern fits holds. */
export interface FieldRule {
  /** Fields from the object down: `spec.acme.solvers.**`; `*` is one field, `**` any number; list items are not counted. */
  readonly at: string;
  /** `name`: the field holds a Secret's name, or `{ name, key }`, though its shape does not say so. `makes`: the operator writes it. `ignore`: no Secret. */
  readonly is?: 'name' | 'makes' | 'ignore';
  /** The operator makes the Secret it reads where nobody else does. */
  readonly madeIfMissing?: true;
  readonly form?: DeliveryForm;
  readonly role?: Role;
  readonly row?: string;
  /** Key that is used where none is written; several: each of them. */
  readonly keys?: readonly string[];
}

export interface ResourceRule {
  readonly kind: ConsumerKind;
  readonly fields?: readonly FieldRule[];
  /** Row of every reference that no field rule gives one. */
  readonly row?: string;
  readonly form?: DeliveryForm;
  /** Path to a cron text; what it starts is a new process each time. */
  readonly schedule?: readonly string[];
  /** Each action is a new process, started by a schedule, a person or an event. */
  readonly freshProcess?: true;
  /**
   * Secrets the operator makes for the object, by convention: `{name}` stands for the object's name, `{each}` for every key or `name`
   * below the path `each`. Not made where `unless` is written.
   */
  readonly makes?: ReadonlyArray<{
    readonly secret: string;
    readonly each?: readonly string[];
    readonly unless?: readonly string[];
  }>;
}

export interface Technology {
  readonly groups: readonly string[];
  readonly kinds: Readonly<Record<string, ResourceRule>>;
  /** Kinds the table does not name; null: they are not read. */
  readonly otherwise: ResourceRule | null;
}

/** Cheap: whether a document may be of the technology. */
export function holdsTechnology(tree: Tree, technology: Technology): boolean {
  return mayHoldChosen(tree, (group, kind) => ruleOf(technology, group, kind) !== null);
}

/** Consumer, deliveries and the Secrets it makes, for every object of the technology. */
export function readTechnology(
  tree: Tree,
  technology: Technology,
): { readonly facts: readonly Fact[]; readonly notes: readonly Note[] } {
  return readChosen(
    tree,
    (group, kind) => ruleOf(technology, group, kind) !== null,
    (object) => {
      const rule = ruleOf(technology, groupOf(object.apiVersion), object.kind);
      return { facts: rule ? resourceFacts(object, rule) : [] };
    },
  );
}

function ruleOf(technology: Technology, group: string, kind: string): ResourceRule | null {
  if (!technology.groups.includes(group)) return null;
  return Object.hasOwn(technology.kinds, kind) ? (technology.kinds[kind] ?? null) : technology.otherwise;
}

/** What one object says by the rule of its kind; nothing where it names no Secret. */
export function resourceFacts(object: KubernetesObject, rule: ResourceRule): readonly Fact[] {
  const references = referencesOf(object, rule);
  const used = references.filter(({ rule: field, reference }) => field?.is !== 'makes' && !reference.output);
  const made = references.filter((found) => !used.includes(found) || found.rule?.madeIfMissing);
  const carriers = [...made.flatMap((found) => madeCarriers(object, found)), ...conventional(object, rule)];
  if (used.length === 0) return carriers;
  return [consumerOf(object, rule), ...used.flatMap((found) => deliveries(object, rule, found)), ...carriers];
}

interface Found {
  readonly reference: ShapedReference;
  readonly rule: FieldRule | null;
}

const PARTS = ['spec', 'auth', 'data', 'configuration'];

function referencesOf(object: KubernetesObject, { fields = [] }: ResourceRule): readonly Found[] {
  const shaped = PARTS.flatMap((part) => shapedReferences(at(object.tree, part), { below: [part], selectors: true }));
  const patterns = fields.map((rule) => ({ rule, fits: patternOf(rule.at) }));
  const byName = fields.flatMap((rule) =>
    rule.is === 'name' || rule.is === 'makes' ? referencesAt(object.tree, rule.at.split('.')) : [],
  );
  const named = new Set(byName.map(({ name }) => name));
  const rest = shaped.filter(({ name, type }) => type === 'kubernetes-secret' && !named.has(name));
  return [...byName, ...rest].flatMap((reference) => {
    const path = reference.fields.filter((field) => field !== '').join('.');
    const rule = patterns.find(({ fits }) => fits.test(path))?.rule ?? null;
    return rule?.is === 'ignore' ? [] : [{ reference, rule }];
  });
}

function patternOf(pattern: string): RegExp {
  const source = pattern
    .split('.')
    .map((part) => (part === '**' ? '.+' : part.replace(/[^\w*]/g, '\\$&').replaceAll('*', '[^.]+')))
    .join('\\.');
  return new RegExp(`^${source}(?:\\.name|\\.secretName)?$`);
}

function deliveries(
  object: KubernetesObject,
  resource: ResourceRule,
  { reference, rule }: Found,
): readonly DeliveryFact[] {
  const { consumer } = objectConsumer(object, resource.kind);
  const own = shapedDelivery(consumer, reference, resource.form ?? 'api');
  const form = rule?.form ?? own.form;
  const row = rule?.row ?? own.row ?? resource.row ?? null;
  const keys = reference.key === null && rule?.keys ? rule.keys : [reference.key];
  return keys.map((key) => ({ ...own, form, row, role: rule?.role ?? own.role, from: { ...own.from, key } }));
}

function madeCarriers(object: KubernetesObject, { reference, rule }: Found): readonly CarrierFact[] {
  const keys = reference.key === null ? (rule?.keys ?? [null]) : [reference.key];
  const owner = { ...object, namespace: reference.namespace ?? object.namespace };
  // cert-manager gives its Secrets the labels of this template.
  const labels = reloadLabels(at(object.tree, 'spec', 'secretTemplate'));
  return keys.map((key) => ({ ...carrier(owner, reference.name, reference.name.text, key), ...labels }));
}

/** Their keys are the operator's business: each is known as a whole. */
function conventional(object: KubernetesObject, { makes = [] }: ResourceRule): readonly CarrierFact[] {
  return makes
    .filter(({ unless }) => !unless || at(object.tree, ...unless) === null)
    .flatMap(({ secret, each }) =>
      (each ? namesBelow(at(object.tree, ...each)) : ['']).map((name) =>
        carrier(object, object, secret.replaceAll('{name}', object.name).replace('{each}', name), null),
      ),
    );
}

/** Keys of a mapping, or the names of a list's items. */
function namesBelow(tree: Tree | null): readonly string[] {
  return [
    ...entriesAt(tree).map(({ key }) => key.text),
    ...itemsAt(tree).flatMap((item) => textAt(item, 'name') || []),
  ];
}

function carrier(
  owner: KubernetesObject,
  place: Scalar | KubernetesObject,
  name: string,
  key: string | null,
): CarrierFact {
  const isTls = key === 'tls.key' || key === 'tls.crt';
  return {
    fact: 'carrier',
    carrier: secretOf(owner, name, key),
    value: unseen('not-here'),
    secretType: isTls ? 'kubernetes.io/tls' : null,
    frozen: null,
    at: 'span' in place ? place.span : place.at,
  };
}

/** Fields operators use to say that nothing runs. */
const PAUSED: ReadonlyArray<readonly string[]> = [
  ['spec', 'paused'],
  ['spec', 'suspend'],
  ['spec', 'suspended'],
];

function consumerOf(object: KubernetesObject, rule: ResourceRule): Fact {
  const cron = rule.schedule ? scalarAt(object.tree, ...rule.schedule) : null;
  const paused =
    PAUSED.some((path) => isTrue(object.tree, ...path)) || textAt(object.tree, 'spec', 'enabled') === 'false';
  const schedule = {
    timeZone: textAt(object.tree, 'spec', 'timeZone'),
    concurrency: 'Forbid' as const,
    startingDeadline: null,
    row: 'k8s-cronjob-schedule',
  };
  return {
    ...objectConsumer(object, rule.kind),
    schedules: cron?.text ? [{ ...schedule, cron: cron.text, at: cron.span }] : [],
    dormant: paused ? 'suspended' : null,
    freshProcess: rule.freshProcess ?? Boolean(cron?.text),
  };
}

/**
 * Environment of Kubernetes containers: `env`, `envFrom` and `$(NAME)` inside other values. It never resolves a reference: which
 * keys a Secret has, and whether it exists, is for linking.
 */
import type { CarrierFact, CarrierRef, DeliveryFact, Fact, Note, ValueSeen } from '../model/fact.ts';
import { configMapOf, consumerOf, secretOf } from '../syntax/kubernetes.ts';
import { type Container, mayHoldWorkload, readWorkloads, type Workload } from '../syntax/kubernetes-pod.ts';
import { at, isTrue, itemsAt, type Scalar, scalarAt, type Tree, textAt } from '../syntax/tree.ts';
import { defineReader, type Sight } from './contract.ts';

export default defineReader({
  id: 'kubernetes-env',
  reads: 'env and envFrom of containers, init containers and ephemeral containers',
  syntax: 'yaml',
  accepts: (unit) => mayHoldWorkload(unit.content),
  read: (unit, sight) =>
    readWorkloads(unit.content, (workload) => {
      const readings = workload.containers.map((container) => readContainer(workload, container, sight));
      return { facts: readings.flatMap(({ facts }) => facts), notes: readings.flatMap(({ notes }) => notes) };
    }),
});

/** One way a value comes into a variable, before the variable is known. */
type Source = Pick<DeliveryFact, 'from' | 'form' | 'optional' | 'row' | 'at'>;

/** What one container says, while it is read top to bottom. */
interface Environment {
  readonly workload: Workload;
  readonly container: Container;
  readonly sight: Sight;
  /** Variables defined so far: `$(NAME)` sees only those above it (core/v1 EnvVar). */
  readonly defined: Map<string, readonly Source[]>;
  /** Plain settings above, as they are written: a host may stand in one. */
  readonly settings: Map<string, string>;
  readonly wholes: readonly (Source & { readonly prefix: string })[];
}

function readContainer(workload: Workload, container: Container, sight: Sight): { facts: Fact[]; notes: Note[] } {
  const wholes = itemsAt(container.tree, 'envFrom').flatMap((item) => wholeSources(workload, item));
  const environment: Environment = { workload, container, sight, defined: new Map(), settings: new Map(), wholes };
  const facts: Fact[] = wholes.map(({ prefix, ...source }) =>
    deliver(environment, source, prefix ? `${prefix}*` : null, null),
  );
  const notes: Note[] = [];
  for (const item of itemsAt(container.tree, 'env')) {
    const variable = textAt(item, 'name');
    if (!variable) continue;
    const literal = scalarAt(item, 'value');
    const reading = literal ? readLiteral(environment, variable, literal) : readReference(environment, variable, item);
    facts.push(...reading.facts);
    notes.push(...reading.notes);
    environment.defined.set(variable, reading.sources);
  }
  return { facts, notes };
}

interface Variable {
  readonly facts: readonly Fact[];
  readonly notes: readonly Note[];
  readonly sources: readonly Source[];
}

type Named = (workload: Workload, name: string, key?: string | null) => CarrierRef;

/** Fields of `valueFrom` that name an object's key; the others (`fieldRef`, `resourceFieldRef`) hold no secret. */
const KEY_REFS: ReadonlyArray<readonly [string, Named]> = [
  ['secretKeyRef', secretOf],
  ['configMapKeyRef', configMapOf],
];

/** Fields of `envFrom` that name a whole object. */
const WHOLE_REFS: ReadonlyArray<readonly [string, Named]> = [
  ['secretRef', secretOf],
  ['configMapRef', configMapOf],
];

function readReference(environment: Environment, variable: string, item: Tree): Variable {
  const notes: Note[] = [];
  const sources = KEY_REFS.flatMap(([field, named]): readonly Source[] => {
    const reference = at(item, 'valueFrom', field);
    if (reference?.kind !== 'mapping') return [];
    const name = scalarAt(reference, 'name');
    const key = textAt(reference, 'key');
    if (!name?.text || !key) {
      const what = `${field} of ${variable} names ${name?.text ? 'no key' : 'no object'}`;
      notes.push({ note: 'unresolved', what, at: reference.span });
      return [];
    }
    const from = named(environment.workload, name.text, key);
    return [{ from, form: 'env', optional: isTrue(reference, 'optional'), row: 'k8s-secret-env-var', at: name.span }];
  });
  return { facts: sources.map((source) => deliver(environment, source, variable, null)), notes, sources };
}

function wholeSources(workload: Workload, item: Tree): readonly (Source & { readonly prefix: string })[] {
  return WHOLE_REFS.flatMap(([field, named]) => {
    const name = scalarAt(item, field, 'name');
    if (!name?.text) return [];
    const source: Source = {
      from: named(workload, name.text),
      form: 'env-from',
      optional: isTrue(item, field, 'optional'),
      row: 'k8s-secret-envfrom',
      at: name.span,
    };
    return [{ ...source, prefix: textAt(item, 'prefix') ?? '' }];
  });
}

/**
 * A value written in the manifest is a carrier of its own, unless all of its secret part comes from other variables. A value
 * that names other variables delivers their sources as well.
 */
function readLiteral(environment: Environment, variable: string, literal: Scalar): Variable {
  const value = environment.sight.look(literal.text, literal.span, variable);
  const expanded = expansionsIn(literal.text).map((name) => ({ name, sources: sourcesOf(environment, name) }));
  const others = expanded.flatMap(({ name, sources }) => {
    const inPlace = lookAt(environment, variable, literal, name);
    return (sources ?? []).map((source) => ({ source, value: inPlace }));
  });
  const notes = expanded
    .filter(({ sources }) => sources === null)
    .map(({ name }): Note => {
      const what = `$(${name}) in ${variable} may come from any of several envFrom sources`;
      return { note: 'unresolved', what, at: literal.span };
    });
  const carrier =
    expanded.length > 0 && value.state === 'reference' ? null : carry(environment, variable, literal, value);
  const own: readonly Source[] = carrier
    ? [{ from: carrier.carrier, form: 'literal', optional: false, row: 'k8s-secret-env-var', at: literal.span }]
    : [];
  const facts = [
    ...(carrier ? [carrier] : []),
    ...own.map((source) => deliver(environment, source, variable, value)),
    ...others.map((other) => deliver(environment, { ...other.source, at: literal.span }, variable, other.value)),
  ];
  if (value.form !== 'plain-setting') return { facts, notes, sources: [...own, ...others.map(({ source }) => source)] };
  environment.settings.set(variable, literal.text);
  return { facts, notes, sources: [] };
}

/** Stands for the text of other variables. */
const OTHER = 'x';

/** The text as it looks with `name` open and every other variable filled in; null where `name` is not its secret part. */
function lookAt({ sight, settings }: Environment, variable: string, literal: Scalar, name: string): ValueSeen | null {
  const text = literal.text.replace(EXPANSION, (whole, other?: string) =>
    other === undefined || other === name ? whole : (settings.get(other) ?? OTHER),
  );
  const seen = sight.look(text, literal.span, variable);
  if (seen.state !== 'reference') return null;
  return { ...seen, valueAt: null, host: seen.host === OTHER ? null : seen.host };
}

/** `$(NAME)`; `$$(NAME)` is the text itself (core/v1 EnvVar.value). */
const EXPANSION = /\$\$|\$\(([A-Za-z_.-][\w.-]*)\)/g;

function expansionsIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(EXPANSION)].flatMap((match) => match[1] ?? []))];
}

/** Where the variable comes from: above in `env`, else the one `envFrom` that may hold it. null: several may; empty: nothing here. */
function sourcesOf({ defined, wholes }: Environment, name: string): readonly Source[] | null {
  const known = defined.get(name);
  if (known) return known;
  const possible = wholes.filter(({ prefix }) => name.startsWith(prefix));
  if (possible.length > 1) return null;
  return possible.map(({ prefix, ...source }) => ({
    ...source,
    from: { ...source.from, key: name.slice(prefix.length) },
  }));
}

function carry({ workload, container }: Environment, variable: string, literal: Scalar, value: ValueSeen): CarrierFact {
  const key = [workload.kind, workload.name, container.name ?? '', variable].join('/');
  const carrier: CarrierRef = { type: 'file', scope: null, name: literal.span.file, key };
  return { fact: 'carrier', carrier, value, secretType: null, frozen: null, at: literal.span };
}

function deliver(
  { workload, container }: Environment,
  source: Source,
  variable: string | null,
  value: ValueSeen | null,
): DeliveryFact {
  const { from, form, optional, row, at } = source;
  return {
    fact: 'delivery',
    consumer: consumerOf(workload),
    container: container.name,
    from,
    form,
    variable,
    path: null,
    optional,
    role: null,
    row,
    value,
    at,
  };
}

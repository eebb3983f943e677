/**
 * Which source a rendered object comes from: the object of the same kind, namespace and name, else the only one that its chart's
 * template makes of its kind. A namespace that one side leaves open is the other's. An object that may come from several is matched
 * with none.
 */
import type { ConsumerRef, DeliveryFact, Fact, UnitContext, UnitFacts } from '../model/fact.ts';
import { groupBy } from '../model/group.ts';
import { compareText } from '../model/place.ts';
import { deliveredAs } from './rendered-same.ts';

/** Facts of one rendered object, with the source that the object names. */
export interface RenderedFacts {
  readonly facts: UnitFacts;
  /** `orders/templates/api.yaml`; null: not said. */
  readonly template: string | null;
  /** Name of the chart; null: not said. */
  readonly chart: string | null;
}

export interface Matches {
  /** The source's unit once for each namespace that was rendered of it; none where rendered objects with their real names stand in for it. */
  placed(source: UnitFacts): readonly UnitFacts[];
  /** Where the rendered object is deployed, as far as its source tells. */
  contextOf(rendered: UnitFacts): UnitContext;
  /** The fact at the place of its source, where there is one. */
  relocated(fact: Fact, context: UnitContext): Fact;
  /** Deliveries of sources that rendered objects stand in for, and that these do not have. */
  readonly lost: readonly DeliveryFact[];
  /** Whether the object was seen from both sides. */
  isMatched(consumer: ConsumerRef, context: UnitContext): boolean;
  /** Whether an object of the sources should be in the rendered input, because others of its namespace are. */
  isMissing(consumer: ConsumerRef, context: UnitContext): boolean;
}

/** An object, as a consumer of one side. */
interface Seen {
  readonly consumer: ConsumerRef;
  readonly namespace: string | null;
  readonly unit: UnitFacts;
}

interface SeenRendered extends Seen {
  readonly template: string | null;
  readonly chart: string | null;
}

/** Matches both sides; what it answers is fixed then. */
export function matchRendered(sources: readonly UnitFacts[], rendered: readonly RenderedFacts[]): Matches {
  const written = sources.flatMap((unit) => objectsOf(unit));
  const printed = rendered.flatMap(({ facts, ...origin }) => objectsOf(facts).map((one) => ({ ...one, ...origin })));
  const byName = matchByName(written, printed);
  const unnamed = printed.filter((one) => !byName.has(one));
  const renamed = matchByTemplate(written, unnamed);
  const contexts = contextsOf(byName, renamed);
  const namespaceOf = (one: SeenRendered) => contexts.get(one.unit.unit)?.namespace ?? one.namespace;
  const keysOf = (seen: Iterable<SeenRendered>) => [...seen].map((one) => keyOf(one.consumer, namespaceOf(one)));
  const matched = new Set([...keysOf(byName.keys()), ...keysOf(renamed.keys())]);
  const namespaces = new Set(printed.map(namespaceOf));
  const namespacesBySource = namespacesOf(byName);
  const stoodIn = standIns(renamed, rendered);
  const factsBySource = groupBy(sources, ({ unit }) => unit);
  const factsByRendered = groupBy(
    rendered.map(({ facts }) => facts),
    ({ unit }) => unit,
  );
  const bySource = new Map(
    [...renamed].map(([one, { unit }]) => {
      const facts = (factsBySource.get(unit.unit) ?? []).flatMap((each) => each.facts);
      return [keyOf(one.consumer, namespaceOf(one)), facts] as const;
    }),
  );
  return {
    placed: (source) => {
      if (stoodIn(source)) return [];
      const found = namespacesBySource.get(source.unit);
      return found ? found.map((namespace) => ({ ...source, context: { ...source.context, namespace } })) : [source];
    },
    contextOf: (unit) => contexts.get(unit.unit) ?? unit.context,
    relocated: (fact, context) => relocate(fact, context, bySource),
    lost: [...renamed].flatMap(([one, { unit }]) => {
      const made = deliveriesIn(factsByRendered.get(one.unit.unit));
      return deliveriesIn(factsBySource.get(unit.unit)).filter((fact) => !made.some((other) => isSameWay(fact, other)));
    }),
    isMatched: (consumer, context) => matched.has(keyOf(consumer, consumer.namespace ?? context.namespace)),
    isMissing: (consumer, context) => {
      const namespace = consumer.namespace ?? context.namespace;
      return namespaces.has(namespace) && !matched.has(keyOf(consumer, namespace));
    },
  };
}

function contextsOf(
  byName: ReadonlyMap<SeenRendered, readonly Seen[]>,
  renamed: ReadonlyMap<SeenRendered, Seen>,
): ReadonlyMap<string, UnitContext> {
  const all: readonly (readonly [SeenRendered, Seen | undefined])[] = [
    ...[...byName].map(([one, [source]]) => [one, source] as const),
    ...renamed,
  ];
  return new Map(all.map(([one, source]) => [one.unit.unit, contextFrom(one, source)]));
}

/** Units of the sources under a name nobody gave them: what was rendered from their template has the real one. */
function standIns(
  renamed: ReadonlyMap<SeenRendered, Seen>,
  rendered: readonly RenderedFacts[],
): (source: UnitFacts) => boolean {
  const units = new Set([...renamed.values()].map(({ unit }) => unit.unit));
  const charts = new Set([...renamed.values()].map(({ unit }) => chartFolder(unit)));
  const templates = new Set(rendered.flatMap(({ template }) => template ?? []));
  return (source) => {
    if (units.has(source.unit)) return true;
    const folder = chartFolder(source);
    if (folder === null || !charts.has(folder)) return false;
    return templates.has(fileOf(source).slice(folder.lastIndexOf('/') + 1));
  };
}

function objectsOf(unit: UnitFacts): readonly Seen[] {
  return unit.facts.flatMap((fact) =>
    fact.fact === 'consumer' && /^[A-Z]/.test(fact.consumer.kind)
      ? [{ consumer: fact.consumer, namespace: fact.consumer.namespace ?? unit.context.namespace, unit }]
      : [],
  );
}

function keyOf({ kind, name }: ConsumerRef, namespace: string | null): string {
  return JSON.stringify([namespace, kind, name]);
}

/** Objects of one kind and name whose namespaces agree, or of which one side names none. */
function matchByName(
  written: readonly Seen[],
  printed: readonly SeenRendered[],
): ReadonlyMap<SeenRendered, readonly Seen[]> {
  const named = groupBy(written, ({ consumer }) => keyOf(consumer, null));
  const matches = new Map<SeenRendered, readonly Seen[]>();
  for (const one of printed) {
    const alike = named.get(keyOf(one.consumer, null)) ?? [];
    const same = alike.filter(({ namespace }) => namespace === one.namespace);
    const open = alike.filter(({ namespace }) => namespace === null);
    const other = one.namespace === null && new Set(alike.map(({ namespace }) => namespace)).size === 1 ? alike : [];
    const found = [same, open, other].find(({ length }) => length > 0);
    if (found) matches.set(one, found);
  }
  return matches;
}

/** Objects under another name, one of their kind on both sides, from one template or at least one chart. */
function matchByTemplate(written: readonly Seen[], printed: readonly SeenRendered[]): ReadonlyMap<SeenRendered, Seen> {
  const rivals = groupBy(printed, originKey);
  const kinds = groupBy(written, ({ consumer }) => consumer.kind);
  const matches = new Map<SeenRendered, Seen>();
  for (const one of printed) {
    if ((one.template === null && one.chart === null) || rivals.get(originKey(one))?.length !== 1) continue;
    const found = (kinds.get(one.consumer.kind) ?? []).filter(({ unit }) => comesFrom(unit, one));
    const [source] = found;
    if (source && found.length === 1) matches.set(one, source);
  }
  return matches;
}

function originKey({ consumer, chart, template }: SeenRendered): string {
  return JSON.stringify([consumer.kind, chart, template]);
}

function comesFrom(unit: UnitFacts, { template, chart }: SeenRendered): boolean {
  const file = `/${fileOf(unit)}`;
  if (template !== null) return file.endsWith(`/${template}`);
  return chart !== null && file.includes(`/${chart}/templates/`);
}

/** The folder of the chart whose template the unit is; null: it is none. */
function chartFolder(unit: UnitFacts): string | null {
  return /^(?<folder>(?:.*\/)?[^/]+)\/templates\//.exec(fileOf(unit))?.groups?.folder ?? null;
}

function fileOf({ unit }: UnitFacts): string {
  return unit.replace(/[#@].*$/, '');
}

/** Namespaces of rendered objects, for each unit that left its own open. */
function namespacesOf(
  byName: ReadonlyMap<SeenRendered, readonly Seen[]>,
): ReadonlyMap<string, readonly (string | null)[]> {
  const found = new Map<string, Set<string>>();
  for (const [{ namespace }, sources] of byName)
    for (const source of sources)
      if (source.namespace === null && namespace !== null)
        found.set(source.unit.unit, (found.get(source.unit.unit) ?? new Set()).add(namespace));
  return new Map([...found].map(([unit, namespaces]) => [unit, [...namespaces].sort(compareText)]));
}

function contextFrom({ unit, namespace }: SeenRendered, source: Seen | undefined): UnitContext {
  return {
    root: source?.unit.context.root ?? unit.context.root,
    namespace: namespace ?? source?.namespace ?? null,
    environment: source?.unit.context.environment ?? null,
  };
}

/** Of a renamed object: where its source declares it, or delivers the same in the same way. */
function relocate(fact: Fact, context: UnitContext, bySource: ReadonlyMap<string, readonly Fact[]>): Fact {
  if (fact.fact !== 'consumer' && fact.fact !== 'delivery') return fact;
  const source = bySource.get(keyOf(fact.consumer, fact.consumer.namespace ?? context.namespace));
  const found = source?.find((other) => {
    if (fact.fact === 'consumer') return other.fact === 'consumer' && other.consumer.kind === fact.consumer.kind;
    return other.fact === 'delivery' && isSameWay(other, fact);
  });
  return found ? { ...fact, at: found.at } : fact;
}

function deliveriesIn(units: readonly UnitFacts[] = []): readonly DeliveryFact[] {
  return units.flatMap(({ facts }) => facts.flatMap((fact) => (fact.fact === 'delivery' ? [fact] : [])));
}

function isSameWay(a: DeliveryFact, b: DeliveryFact): boolean {
  return JSON.stringify(deliveredAs(a)) === JSON.stringify(deliveredAs(b));
}

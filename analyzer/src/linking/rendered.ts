/**
 * What rendered input says, joined to what the sources say, so that an object seen from both sides is one consumer. Every edge that
 * only one side saw is said. It must never choose between two sources that an object may come from.
 */
import type { ConsumerFact, ConsumerRef, DeliveryFact, Fact, UnitFacts } from '../model/fact.ts';
import type { Unresolved } from '../model/graph.ts';
import { groupBy } from '../model/group.ts';
import { compareText } from '../model/place.ts';
import { type Matches, matchRendered, type RenderedFacts } from './rendered-match.ts';
import { sameFact } from './rendered-same.ts';

export interface JoinedUnits {
  readonly units: readonly UnitFacts[];
  /** Edges that one side alone saw. */
  readonly unresolved: readonly Unresolved[];
}

/** Joins both sides. Without rendered input the sources stay as they are. */
export function joinRendered(sources: readonly UnitFacts[], rendered: readonly RenderedFacts[]): JoinedUnits {
  if (rendered.length === 0) return { units: sources, unresolved: [] };
  const matches = matchRendered(sources, rendered);
  const placed = sources.flatMap((unit) => matches.placed(unit));
  const known = new Set(placed.flatMap((unit) => unit.facts.map((fact) => sameFact(fact, unit.context))));
  const seen = new Set<string>();
  const moved = new Set<Fact>();
  const kept = rendered.map(({ facts: unit }): UnitFacts => {
    const context = matches.contextOf(unit);
    const facts = unit.facts.flatMap((fact): readonly Fact[] => {
      const key = sameFact(fact, context);
      seen.add(key);
      const relocated = matches.relocated(fact, context);
      if (relocated !== fact) moved.add(relocated);
      return known.has(key) ? [] : [relocated];
    });
    return { ...unit, context, facts };
  });
  const used = namesUsed([...placed, ...kept]);
  const units = kept.map((unit) => ({ ...unit, facts: unit.facts.filter((fact) => isUsed(fact, used)) }));
  return {
    units: [...placed, ...units.filter(({ facts, notes }) => facts.length > 0 || notes.length > 0)],
    unresolved: [
      ...onlyRendered(units, moved, matches),
      ...onlyInSources(placed, seen, matches),
      ...matches.lost.filter(isEdge).map(notRendered),
    ],
  };
}

/** A dump of a cluster holds Secrets that no file of the estate knows: they are nobody's here. */
function isUsed(fact: Fact, used: ReadonlySet<string>): boolean {
  return fact.fact !== 'carrier' || used.has(fact.carrier.name);
}

function namesUsed(units: readonly UnitFacts[]): ReadonlySet<string> {
  const facts = units.flatMap((unit) => unit.facts);
  return new Set(
    facts.flatMap((fact) => {
      if (fact.fact === 'delivery') return [fact.from.name];
      return fact.fact === 'derivation' ? [fact.from.name, fact.to.name] : [];
    }),
  );
}

/** Edges of rendered objects that no source has; an object without any source is said once. `moved`: facts a source has too. */
function onlyRendered(units: readonly UnitFacts[], moved: ReadonlySet<Fact>, matches: Matches): readonly Unresolved[] {
  return units.flatMap((unit) => {
    const strangers = unit.facts.filter(
      (fact): fact is ConsumerFact => fact.fact === 'consumer' && isObject(fact.consumer),
    );
    const alone = strangers.filter(({ consumer }) => !matches.isMatched(consumer, unit.context));
    const objects = alone.map(({ consumer, at }) => ({ what: `only the rendered input has ${say(consumer)}`, at }));
    const edges = deliveriesOf(unit)
      .filter(({ consumer }) => matches.isMatched(consumer, unit.context))
      .filter((fact) => !moved.has(fact))
      .map((fact) => ({ what: `only the rendered input says: ${sayEdge(fact)}`, at: fact.at }));
    return [...objects, ...edges];
  });
}

/** Edges of the sources that the rendered object does not have, and objects missing from a namespace that was rendered. */
function onlyInSources(
  placed: readonly UnitFacts[],
  seen: ReadonlySet<string>,
  matches: Matches,
): readonly Unresolved[] {
  return placed.flatMap((unit) => {
    const deliveries = deliveriesOf(unit).filter((fact) => !seen.has(sameFact(fact, unit.context)));
    const edges = deliveries.filter(({ consumer }) => matches.isMatched(consumer, unit.context)).map(notRendered);
    const missing = deliveries.filter(({ consumer }) => matches.isMissing(consumer, unit.context));
    const objects = [...groupBy(missing, ({ consumer }) => say(consumer))].flatMap(([name, [first]]) =>
      first ? [{ what: `the rendered input does not have ${name}`, at: first.at }] : [],
    );
    return [...edges, ...objects].sort((a, b) => compareText(a.what, b.what));
  });
}

function deliveriesOf(unit: UnitFacts): readonly DeliveryFact[] {
  return unit.facts.filter((fact): fact is DeliveryFact => fact.fact === 'delivery' && isEdge(fact));
}

/** What a rendered object would show as well. */
function isEdge({ consumer, from }: DeliveryFact): boolean {
  return isObject(consumer) && (from.type === 'kubernetes-secret' || from.type === 'config-map');
}

function notRendered(fact: DeliveryFact): Unresolved {
  return { what: `the rendered input does not have: ${sayEdge(fact)}`, at: fact.at };
}

/** Kinds of Kubernetes are written with a capital. */
function isObject({ kind }: ConsumerRef): boolean {
  return /^[A-Z]/.test(kind);
}

function say({ kind, name }: ConsumerRef): string {
  return `${kind} ${name}`;
}

function sayEdge({ consumer, from, form, variable }: DeliveryFact): string {
  const key = from.key === null ? '' : `#${from.key}`;
  return `${say(consumer)} gets ${from.name}${key} as ${variable === null ? form : `${form} ${variable}`}`;
}

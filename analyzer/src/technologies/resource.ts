/**
 * Custom resources that a team declared in `keyturn.yaml`: which Secret one fills, from which item, how often. It follows the declared
 * paths and guesses nothing beside them.
 */

import type { TechnologyDeclaration } from '../model/configuration.ts';
import { parseDuration } from '../model/duration.ts';
import type { CarrierRef, DerivationFact, Note } from '../model/fact.ts';
import { defineReader, type Reader, type Reading } from '../readers/contract.ts';
import { type KubernetesObject, mayHoldChosen, readChosen, secretOf } from '../syntax/kubernetes.ts';
import type { Scalar } from '../syntax/tree.ts';
import { scalarsAt } from './field-path.ts';

type Resource = NonNullable<TechnologyDeclaration['resource']>;

/** A reader of every declared resource. */
export function resourceReader(technologies: readonly TechnologyDeclaration[]): Reader<'yaml'> {
  const byKind = new Map(
    technologies.flatMap(({ id, resource }) => (resource ? [[resource.kind, { id, resource }] as const] : [])),
  );
  const declared = (_: string, kind: string) => byKind.has(kind);
  return defineReader({
    id: 'declared-resource',
    reads: 'custom resources declared under technologies of keyturn.yaml',
    syntax: 'yaml',
    accepts: ({ content }) => mayHoldChosen(content, declared),
    read: ({ content }) =>
      readChosen(content, declared, (object) => {
        const known = byKind.get(object.kind);
        return known ? readResource(object, known.id, known.resource) : { facts: [], notes: [] };
      }),
  });
}

function readResource(object: KubernetesObject, id: string, { fills, from, every }: Resource): Reading {
  const targets = scalarsAt(object.tree, fills);
  const items = from === null ? [] : scalarsAt(object.tree, from);
  const interval = every === null ? undefined : scalarsAt(object.tree, every)[0];
  const facts = targets.flatMap((target): DerivationFact[] => {
    const [origin] = items;
    return [
      {
        fact: 'derivation',
        from: origin ? itemOf(id, origin.text) : itemOf(id, `${object.namespace ?? '-'}/${object.name}`),
        to: secretOf(object, target.text),
        by: id,
        row: null,
        interval: interval ? parseDuration(interval.text) : null,
        frozen: null,
        embedded: 'whole',
        alternatives: items.slice(1).map((item) => itemOf(id, item.text)),
        confidence: 'exact',
        at: (origin ?? target).span,
      },
    ];
  });
  return { facts, notes: [...missing(targets, object, id, fills), ...unreadable(interval, id)] };
}

/** Items of a declared technology, whether code asks for them or a resource copies them. */
export function itemOf(id: string, item: string): CarrierRef {
  return { type: 'external-store', scope: `sdk:${id}`, name: item, key: null };
}

function missing(targets: readonly Scalar[], object: KubernetesObject, id: string, fills: string): readonly Note[] {
  if (targets.length > 0) return [];
  return [{ note: 'unresolved', what: `${id}: ${object.kind} ${object.name} has nothing at ${fills}`, at: object.at }];
}

function unreadable(interval: Scalar | undefined, id: string): readonly Note[] {
  if (!interval || parseDuration(interval.text) !== null) return [];
  return [{ note: 'unresolved', what: `${id}: the interval is no duration`, at: interval.span }];
}

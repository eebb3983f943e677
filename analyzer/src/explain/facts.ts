/** Single facts in words, for a place whose surroundings are not known yet. Says what the file says and nothing more. */
import type { CarrierRef, Fact } from '../model/fact.ts';
import type { Span } from '../model/place.ts';
import type { MarkKind } from './marks.ts';
import { sayDelivery } from './words.ts';

export interface SaidFact {
  readonly what: MarkKind;
  readonly span: Span;
  readonly says: string;
  readonly names: readonly string[];
}

/** A fact about a secret in words; null: it is about something else. */
export function sayFact(fact: Fact): SaidFact | null {
  switch (fact.fact) {
    case 'read':
      return {
        what: 'read',
        span: fact.at,
        says: `reads ${sourceOf(fact.source)}: ${fact.says}`,
        names: [nameOf(fact.source)],
      };
    case 'delivery':
      return {
        what: 'delivery',
        span: fact.at,
        says: `${fact.consumer.name} gets ${sayRef(fact.from)} ${sayDelivery(fact)}`,
        names: namesOf(fact.from),
      };
    case 'carrier':
      return {
        what: 'declaration',
        span: fact.at,
        says: `${sayRef(fact.carrier)} is declared here`,
        names: namesOf(fact.carrier),
      };
    case 'derivation':
      return {
        what: 'derivation',
        span: fact.at,
        says: `${sayRef(fact.to)} is filled from ${sayRef(fact.from)} by ${fact.by}`,
        names: [...namesOf(fact.to), ...namesOf(fact.from)],
      };
    default:
      return null;
  }
}

type Source = Extract<Fact, { readonly fact: 'read' }>['source'];

function sourceOf(source: Source): string {
  if (source.kind === 'env') return `variable ${source.name}`;
  return source.kind === 'file' ? `file ${source.path}` : sayRef(source.carrier);
}

function nameOf(source: Source): string {
  if (source.kind === 'env') return source.name;
  return source.kind === 'file' ? source.path : source.carrier.name;
}

function sayRef({ name, key }: CarrierRef): string {
  return key === null ? name : `${name}#${key}`;
}

function namesOf({ name, key }: CarrierRef): readonly string[] {
  return key === null ? [name] : [name, key];
}

/**
 * One key of a Secret that an operator makes from a template: which carriers its text takes a value from. Several possible
 * carriers stay alternatives; it never chooses between them.
 */
import type { CarrierRef, DerivationFact, ValueSeen } from '../model/fact.ts';
import type { Span } from '../model/place.ts';
import { namesInTemplate } from './template-names.ts';

/** What a template's name may stand for. */
export interface Offered {
  readonly from: CarrierRef;
  /** Why this carrier never changes what it filled (a pinned version); null: it does. */
  readonly frozen: string | null;
  /** The name says exactly this carrier. */
  readonly certain: boolean;
}

/** What a template can take values from. */
export interface Offer {
  /** The carriers `{{ .name }}` may mean, the likeliest first. */
  named(name: string): readonly Offered[];
  /** All of them, for a template that walks over everything. */
  readonly all: readonly Offered[];
}

export interface TemplateEntry {
  /** Key of the Secret that is made. */
  readonly key: string;
  readonly text: string;
  readonly span: Span;
}

export type TemplateUse = Pick<DerivationFact, 'from' | 'alternatives' | 'embedded' | 'confidence' | 'frozen'>;

export interface TemplateReading {
  readonly uses: readonly TemplateUse[];
  /** Names that nothing offers. */
  readonly unknown: readonly string[];
  /** What the text holds itself; null: nothing but what it takes from elsewhere. */
  readonly written: ValueSeen | null;
}

/** Looks at a text without keeping it. */
export type Look = (text: string, span: Span, name: string) => ValueSeen;

/** Reads one entry of a template. */
export function readTemplate(entry: TemplateEntry, offer: Offer, look: Look): TemplateReading {
  const template = namesInTemplate(entry.text);
  const found = template.names.map((name) => ({ name, offered: offer.named(name) }));
  const named = found.flatMap(({ name, offered: [first, ...others] }): readonly TemplateUse[] => {
    if (!first) return [];
    const exact = first.certain && others.length === 0 && !template.interpreted;
    const embedded = template.bare ? 'whole' : inText(template.mask(name), entry, look);
    return [use(first, others, embedded, exact ? 'exact' : 'inferred')];
  });
  const walked = template.everything ? offer.all.map((offered) => use(offered, [], 'document', 'inferred')) : [];
  const literal = template.names.length === 0 && !template.everything;
  const seen = look(entry.text, entry.span, entry.key);
  const credential = seen.form === 'connection-string' && (seen.state === 'value' || seen.state === 'weak-default');
  return {
    uses: [...named, ...walked],
    unknown: found.filter(({ offered }) => offered.length === 0).map(({ name }) => name),
    written: literal || credential ? seen : null,
  };
}

/** In the password part of a connection string the two are one credential; anywhere else it is part of a longer text. */
function inText(masked: string, { span, key }: TemplateEntry, look: Look): TemplateUse['embedded'] {
  const seen = look(masked, span, key);
  return seen.form === 'connection-string' && seen.state === 'reference' ? 'connection-string' : 'document';
}

function use(
  { from, frozen }: Offered,
  others: readonly Offered[],
  embedded: TemplateUse['embedded'],
  confidence: TemplateUse['confidence'],
): TemplateUse {
  return { from, alternatives: others.map((other) => other.from), embedded, confidence, frozen };
}

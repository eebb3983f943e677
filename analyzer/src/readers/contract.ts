/**
 * A reader turns one unit into facts, purely: no disk, no network, no other file, no conclusion. It is total: whatever the
 * unit holds, it returns. Values are looked at only through `Sight`, which tells their shape and keeps the value.
 */
import type { Fact, Note, ValueSeen } from '../model/fact.ts';
import type { Span } from '../model/place.ts';
import type { SyntaxName, Unit } from '../syntax/unit.ts';

/** Looks at a value for a reader; made from the fact tables, so that readers stay free of them. */
export interface Sight {
  /**
   * The shape of `text`, written at `span` under `name`. `encoding: 'base64'` decodes once before looking, as Kubernetes
   * `data` needs. `valueAt` of the result covers just the password part of a connection string when it stands verbatim in the span.
   */
  look(text: string, span: Span, name: string, encoding?: 'plain' | 'base64'): ValueSeen;
  /** Whether an image holds a command-line client and no server, as its row says. */
  isClientImage(image: string): boolean;
}

export interface Reading {
  readonly facts: readonly Fact[];
  readonly notes: readonly Note[];
}

export interface Reader<K extends SyntaxName = SyntaxName> {
  readonly id: string;
  /** One line for the docs: what it reads. */
  readonly reads: string;
  readonly syntax: K;
  /** Cheap: looks at the file name and the head of the content only. */
  accepts(unit: Unit<K>): boolean;
  read(unit: Unit<K>, sight: Sight): Reading;
}

/** Declares a reader; the registry collects every default export of `readers/*.ts`. */
export function defineReader<K extends SyntaxName>(reader: Reader<K>): Reader<K> {
  return reader;
}

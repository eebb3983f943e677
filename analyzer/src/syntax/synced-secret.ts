/**
 * What operators that copy from a store into a Secret have in common: the store as a place of its own, and one derivation for each
 * value copied. It never decides which store two objects share: that is told by account.
 */

import type { Seconds } from '../model/duration.ts';
import { parseDuration } from '../model/duration.ts';
import type { CarrierRef, DerivationFact, StoreFact } from '../model/fact.ts';
import type { Span } from '../model/place.ts';
import type { KubernetesObject } from './kubernetes.ts';

/** An item of a store that only this object names by its place; `store` is the scope of a `StoreFact`. */
export function itemOf(store: string, name: string, key: string | null = null): CarrierRef {
  return { type: 'external-store', scope: store, name, key };
}

/** The files a SecretProviderClass mounts, as one carrier whose keys are the file names. */
export function classFiles(providerClass: string): CarrierRef {
  const scope = `SecretProviderClass/${providerClass}`;
  return { type: 'external-store', scope, name: scope, key: null };
}

/** Where the object's items are: provider and account as its fields tell; null: not written. */
export function storeOf(object: KubernetesObject, provider: string, account: readonly (string | null)[]): StoreFact {
  const parts = account.filter((part): part is string => Boolean(part));
  return {
    fact: 'store',
    store: storeName(object),
    namespace: object.namespace,
    provider,
    account: account[0] ? parts.map(withoutLogin).join('/') : null,
    at: object.at,
  };
}

/** The object as a store: `VaultStaticSecret/orders-db`. */
export function storeName(object: KubernetesObject): string {
  return `${object.kind}/${object.name}`;
}

/** User, password and query of a URL are no part of a name. */
function withoutLogin(text: string): string {
  return text.replace(/\/\/[^/@\s]*@/, '//').replace(/[?#].*$/, '');
}

export interface Copied {
  readonly from: CarrierRef;
  readonly to: CarrierRef;
  readonly at: Span;
  readonly row: string | null;
  readonly interval?: Seconds | null;
  readonly frozen?: string | null;
}

/** One value an operator copies. */
export function copied(by: string, { from, to, at, row, interval = null, frozen = null }: Copied): DerivationFact {
  return {
    fact: 'derivation',
    from,
    to,
    by,
    row,
    interval,
    frozen,
    embedded: 'whole',
    alternatives: [],
    confidence: 'exact',
    at,
  };
}

/** A Go duration or a number of seconds; null: none written, or none that can be read. */
export function intervalOf(text: string | null): Seconds | null {
  if (text === null || text === '') return null;
  return /^\d+$/.test(text) ? Number(text) : parseDuration(text);
}

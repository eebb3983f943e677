/**
 * Texts that are nothing but the address of a store item, for a tool to fill in when the program starts (`op run`, `op inject`,
 * 1password/load-secrets-action). An address is a name, so it may travel in a fact; a text with anything beside it is not one.
 * https://developer.1password.com/docs/cli/secret-reference-syntax/
 */
import type { CarrierRef } from '../model/reference.ts';

/** `op://vault/item/[section/]field`, without what asks for another form of the field; a computed part makes it no address. */
const ONE_PASSWORD = /^op:\/\/(?:[^/?${}\s][^/?${}\n]*\/){2,3}[^/?${}\n]+(?=$|\?[\w=&-]*$)/;

/** The item that the text names; null: it is no address. */
export function referredItem(text: string): CarrierRef | null {
  const [name] = ONE_PASSWORD.exec(text) ?? [];
  return name === undefined ? null : { type: 'external-store', scope: 'sdk:onepassword', name, key: null };
}

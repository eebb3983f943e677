/** Which nodes a declaration of `keyturn.yaml` speaks of. */
import type { CarrierMatch } from '../model/configuration.ts';
import { anyGlob } from '../model/glob.ts';
import type { Address } from './address.ts';
import { addressId, carrierId } from './address.ts';

/** Whether a declaration written in folder `within` may speak about something in `file`. */
export function speaksFor(within: string, file: string): boolean {
  return within === '' || file.startsWith(`${within}/`);
}

/** Whether the match names this carrier. Every part that is given must fit; a match without parts names nothing. */
export function matchesCarrier(match: CarrierMatch, address: Address): boolean {
  if (match.id !== null) return match.id === carrierId(address) || match.id === `cred:${addressId(address)}`;
  const parts: readonly (boolean | null)[] = [
    match.store === null
      ? null
      : address.type === 'external-store' && storeNames(address).some((name) => name === match.store),
    match.item === null ? null : address.type === 'external-store' && address.object === match.item,
    match.property === null ? null : address.key === match.property,
    match.secret === null ? null : address.type === 'kubernetes-secret' && address.object === match.secret,
    match.namespace === null ? null : address.namespace === match.namespace,
    match.file === null
      ? null
      : (address.type === 'env-file' || address.type === 'file') && address.object === match.file,
    match.key === null ? null : address.key === match.key,
  ];
  const given = parts.filter((part) => part !== null);
  return given.length > 0 && given.every(Boolean);
}

/** A store goes by its provider (`aws-sm`), its account, or its own name. */
function storeNames(address: Address): readonly string[] {
  const [provider = '', ...account] = address.scope.split(':');
  return [provider, account.join(':'), address.scope, address.scope.slice(address.scope.lastIndexOf('/') + 1)];
}

/** Compiles a consumer glob: over `namespace/Kind/name`, `Kind/name` or the name alone. */
export function consumerGlob(
  glob: string,
): (consumer: { namespace: string | null; kind: string; name: string }) => boolean {
  const matches = anyGlob([glob]);
  return ({ namespace, kind, name }) =>
    [`${namespace ?? ''}/${kind}/${name}`, `${kind}/${name}`, name].some((text) => matches(text));
}

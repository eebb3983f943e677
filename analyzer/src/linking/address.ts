/**
 * The identity of a carrier (design, section 4): what a reference comes to once it is known where its file is deployed and what its
 * store is. Two references with one id are one carrier; nothing else makes them so.
 */
import { compareText } from '../model/place.ts';
import type { CarrierType } from '../model/vocabulary.ts';

export interface Address {
  readonly type: CarrierType;
  /** All of the id before the object: cluster and namespace, provider and account, repository and folder. */
  readonly scope: string;
  /** Secret, item path, file, variable. */
  readonly object: string;
  /** null: the whole object. */
  readonly key: string | null;
  readonly cluster: string | null;
  readonly namespace: string | null;
  readonly environment: string | null;
}

const SCHEMES: Readonly<Record<CarrierType, string>> = {
  'kubernetes-secret': 'k8s',
  'config-map': 'config-map',
  'external-store': 'store',
  'env-file': 'env-file',
  'compose-secret': 'compose-secret',
  'ci-secret': 'ci',
  file: 'file',
  environment: 'environment',
};

/** Types whose object holds keys: a reference without a key means all of them. */
const CONTAINERS: ReadonlySet<CarrierType> = new Set([
  'kubernetes-secret',
  'config-map',
  'external-store',
  'env-file',
  'file',
]);

/** Types made to hold secrets: an unknown name in one is taken for a secret, elsewhere it is not. */
export const SECRET_CONTAINERS: ReadonlySet<CarrierType> = new Set([
  'kubernetes-secret',
  'external-store',
  'compose-secret',
  'ci-secret',
]);

/** Id of the object the carrier belongs to. */
export function objectId(address: Address): string {
  const scheme = address.type === 'external-store' ? '' : `${SCHEMES[address.type]}:`;
  return `${scheme}${address.scope}${address.type === 'external-store' ? ':' : '/'}${address.object}`;
}

/** Id of the carrier, without the leading word. */
export function addressId(address: Address): string {
  return address.key === null ? objectId(address) : `${objectId(address)}#${address.key}`;
}

export function carrierId(address: Address): string {
  return `carrier:${addressId(address)}`;
}

/** Whether it stands for all keys of its object. */
export function isWhole(address: Address): boolean {
  return address.key === null && CONTAINERS.has(address.type);
}

/** The same object, another key. */
export function withKey(address: Address, key: string | null): Address {
  return { ...address, key };
}

/** The name whose words tell what the value is: the key, or the last part of the object. */
export function nameOf(address: Address): string {
  if (address.key === null) return address.object.slice(address.object.lastIndexOf('/') + 1);
  return address.type === 'file'
    ? address.key.slice(Math.max(address.key.lastIndexOf('/'), address.key.lastIndexOf('.')) + 1)
    : address.key;
}

export function compareAddresses(a: Address, b: Address): number {
  return compareText(addressId(a), addressId(b));
}

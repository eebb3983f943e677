/** References that nobody declares: the whole object, or one key of a declared one, with the key that was probably meant. */

import { absent, seen } from '../model/evidence.ts';
import type { Hole } from '../model/graph.ts';
import { countSlips } from '../model/slips.ts';
import { carrierId, isWhole, objectId } from './address.ts';
import type { ResolvedDelivery } from './deliveries.ts';
import type { Flow } from './flow.ts';

/** Only for types whose objects are declared in files. */
const DECLARED_TYPES = new Set(['kubernetes-secret', 'config-map', 'env-file', 'compose-secret']);

/** One hole per carrier and reference. */
export function findHoles(deliveries: readonly ResolvedDelivery[], flow: Flow): readonly Hole[] {
  const declaredKeys = keysDeclared(flow);
  return deliveries.flatMap(({ address, fact }): Hole[] => {
    if (!DECLARED_TYPES.has(address.type)) return [];
    const object = flow.objects.get(objectId(address));
    const known = declaredKeys.get(objectId(address)) ?? new Set<string>();
    const declaredAt = object?.declaredAt ?? null;
    const carrier = carrierId(address);
    const missing = seen(fact.at, `refers to ${address.object}${address.key === null ? '' : `#${address.key}`}`);
    // An env file is usually kept out of the repository on purpose.
    if (declaredAt === null && address.type === 'env-file') return [];
    if (declaredAt === null)
      return [{ carrier, referencedAt: fact.at, nearest: null, optional: fact.optional, because: [missing] }];
    if (object?.open || isWhole(address) || address.key === null || known.size === 0 || known.has(address.key))
      return [];
    return [
      {
        carrier,
        referencedAt: fact.at,
        nearest: nearestKey(address.key, known),
        optional: fact.optional,
        because: [missing, absent(declaredAt, `declares ${[...known].sort().join(', ')}`)],
      },
    ];
  });
}

/** Object → keys that a file declares or fills; keys only referenced do not count. */
function keysDeclared(flow: Flow): ReadonlyMap<string, ReadonlySet<string>> {
  const keys = new Map<string, Set<string>>();
  const ids = new Set([...flow.declarations.keys(), ...flow.incoming.keys()]);
  for (const id of ids) {
    const address = flow.addresses.get(id);
    if (!address || address.key === null) continue;
    keys.set(objectId(address), (keys.get(objectId(address)) ?? new Set()).add(address.key));
  }
  return keys;
}

/** The declared key within two slips of the finger, or one that differs only in case and separators. */
function nearestKey(key: string, known: ReadonlySet<string>): string | null {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  const ranked = [...known]
    .map((candidate) => ({ candidate, distance: plain(candidate) === plain(key) ? 0 : countSlips(candidate, key) }))
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1));
  const [best] = ranked;
  return best && best.distance <= Math.min(2, Math.floor(key.length / 3)) ? best.candidate : null;
}

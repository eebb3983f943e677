/**
 * The public half of a key pair is no secret, but whoever holds it accepts what the private half signs: it must have the new half before
 * anybody presents with it. So it is a use of the credential, as an acceptor, where both halves are kept in one object.
 */
import { type Evidence, seen } from '../model/evidence.ts';
import { groupBy } from '../model/group.ts';
import { addressId, nameOf, objectId } from './address.ts';
import type { Candidate } from './candidate.ts';
import { consumerKey } from './deliveries.ts';
import type { Origin } from './members.ts';
import { tokens } from './words.ts';

export interface Halves {
  /** Uses of public halves, each by somebody who does not hold the private one too. */
  readonly candidates: readonly Candidate[];
  /** Ids of origins that are one credential, with the reason. */
  readonly pairs: readonly { readonly of: string; readonly half: string; readonly because: Evidence }[];
}

/** Words that tell the halves apart, or say what both are. */
const HALF_WORDS = new Set('pub public private priv key crt cert certificate pem tls'.split(' '));

/** Finds the private half of each; a public key without one in the same object stays no use. */
export function pairHalves(
  publics: readonly Candidate[],
  candidates: readonly Candidate[],
  origins: readonly Origin[],
): Halves {
  const inObject = groupBy(origins, ({ address }) => objectId(address));
  const holding = new Set(candidates.map((candidate) => holderKey(candidate)));
  const paired = publics.flatMap((half) => {
    const [address] = half.route.addresses;
    const private_ = (inObject.get(objectId(address)) ?? []).find(
      (origin) =>
        addressId(origin.address) !== addressId(address) && stem(nameOf(origin.address)) === stem(nameOf(address)),
    );
    return private_ && !holding.has(holderKey(half)) ? [{ half, of: addressId(private_.address) }] : [];
  });
  return {
    candidates: paired.map(({ half }) => half),
    pairs: paired.map(({ half, of }) => ({
      of,
      half: addressId(half.route.addresses[0]),
      because: seen(half.delivery.fact.at, `${nameOf(half.route.addresses[0])} is the public half of it`, 'inferred'),
    })),
  };
}

/** One consumer and one object. */
function holderKey({ delivery, route }: Candidate): string {
  return `${consumerKey(delivery.fact.consumer, delivery.place)} ${objectId(route.addresses[0])}`;
}

function stem(name: string): string {
  return tokens(name)
    .filter((word) => !HALF_WORDS.has(word))
    .join('_');
}

/**
 * Is there a credential behind this chain of names? The most telling name from the origin to the variable decides; in a place
 * made for secrets an undecided name counts as one, elsewhere it does not. A false friend here is noise, a miss is an outage: where the
 * two are even, a place made for secrets wins.
 */

import type { Knowledge, NameVerdict } from '../knowledge/tables.ts';
import { type Evidence, seen } from '../model/evidence.ts';
import type { CarrierFact, ValueSeen } from '../model/fact.ts';
import type { Span } from '../model/place.ts';
import { type Address, carrierId, isWhole, nameOf, SECRET_CONTAINERS } from './address.ts';

/** One way from an origin to where it is used, as names. */
export interface Chain {
  /** Origin first. */
  readonly addresses: readonly Address[];
  /** Variable it is delivered in; null for a file, or for a carrier nobody uses. */
  readonly variable: string | null;
  /** What the delivered text looks like, when it is written at the delivery. */
  readonly value: ValueSeen | null;
  readonly at: Span;
}

export interface Secrecy {
  readonly secret: boolean;
  /** The public half of something, kept in a place made for secrets. */
  readonly publicHalf: boolean;
  readonly because: readonly Evidence[];
}

/** Judges one chain; `declarations` are the places that declare its carriers. */
export function judgeChain(
  chain: Chain,
  declarations: ReadonlyMap<string, readonly CarrierFact[]>,
  knowledge: Knowledge,
  isFilled: (address: Address) => boolean,
): Secrecy {
  const values = chain.addresses
    .flatMap((address) => declarations.get(carrierId(address)) ?? [])
    .map(({ value }) => value);
  const proven = values.some(({ form, kind }) => form === 'connection-string' || kind !== null);
  const verdict = decideName(names(chain), knowledge);
  const kept = chain.addresses.some(({ type }) => SECRET_CONTAINERS.has(type));
  const decide = (secret: boolean, text: string, publicHalf = false): Secrecy => ({
    secret,
    publicHalf,
    because: [seen(chain.at, text, 'inferred')],
  });

  if (verdict.name === 'GITHUB_TOKEN') return decide(false, 'issued for each run: nothing to rotate');
  const [origin] = chain.addresses;
  if (origin?.type === 'config-map' && values.length > 0 && values.every(({ state }) => state === 'reference'))
    return decide(false, 'only refers to a value that is kept elsewhere');
  if (verdict.is === 'secret') {
    // A flag, a number or a path under a secret's name is a setting about it.
    const setting = values.some(({ form, state }) => form === 'plain-setting' && state !== 'placeholder');
    return decide(!setting, `the name ${verdict.name} says what it is (${verdict.row})`);
  }
  if (proven) return decide(true, 'the value is written as a credential');
  if (verdict.is !== 'unknown')
    return decide(false, `the name ${verdict.name} is no credential (${verdict.row})`, kept && verdict.is === 'public');
  if (values.some(({ form }) => form === 'plain-setting')) return decide(false, 'the value is a plain setting');
  if (origin && isFilled(origin) && values.some(({ state }) => WRITTEN.has(state)))
    return decide(false, 'written out beside what an operator fills in: a setting, not a secret');
  return decide(kept, kept ? 'kept in a place made for secrets' : 'nothing says that it is a credential');
}

/** The text itself stands in the file. */
const WRITTEN: ReadonlySet<ValueSeen['state']> = new Set(['value', 'weak-default', 'placeholder', 'empty']);

interface NamedVerdict extends NameVerdict {
  readonly name: string;
}

/** The first name that tells: a secret's word anywhere in the chain beats an identifier's further on. */
function decideName(names: readonly string[], knowledge: Knowledge): NamedVerdict {
  const verdicts = names.map((name) => ({ ...knowledge.judgeName(name), name }));
  const told = verdicts.filter(({ is }) => is !== 'unknown');
  return told[0] ?? verdicts[0] ?? { is: 'unknown', strength: 'medium', row: 'none', name: '' };
}

/** Names from the origin on. A variable tells only when the whole value goes into it. */
function names({ addresses, variable, value }: Chain): readonly string[] {
  const carriers = addresses.filter((address) => !isWhole(address)).map(nameOf);
  return variable && (value === null || value.form === 'unknown') ? [...carriers, variable] : carriers;
}

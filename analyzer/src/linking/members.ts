/**
 * Which origins are one credential (design, section 4): declared aliases, pairs that the fact tables name, a connection string with
 * its password, slots of one key, equal values in one cluster scope. A shared name is never a reason.
 */

import type { Knowledge } from '../knowledge/tables.ts';
import { type Evidence, seen } from '../model/evidence.ts';
import type { CarrierFact } from '../model/fact.ts';
import type { ValueCopy } from '../model/graph.ts';
import { groupBy } from '../model/group.ts';
import type { Span } from '../model/place.ts';
import type { CarrierType } from '../model/vocabulary.ts';
import { type Address, addressId, carrierId, nameOf, objectId } from './address.ts';
import type { Union } from './union.ts';
import { tokens } from './words.ts';

export interface Origin {
  readonly address: Address;
  readonly declarations: readonly CarrierFact[];
  /** Where to point when it is declared nowhere. */
  readonly at: Span;
}

const ATTRIBUTE_TOKENS = new Set(
  'user username host port name db database password pass passwd pwd url uri dsn connection string'.split(' '),
);
const PASSWORD_TOKENS = new Set('password pass passwd pwd secret token key'.split(' '));
const CONNECTION_TOKENS = new Set('url uri dsn'.split(' '));
const SLOT_TOKENS: Readonly<Record<string, 'first' | 'second'>> = {
  current: 'first',
  primary: 'first',
  next: 'second',
  secondary: 'second',
  previous: 'second',
  fallback: 'second',
  fallbacks: 'second',
  old: 'second',
};

/** Joins origins in place; returns the copies found, for the finding. `slots` receives the ids of origins that are second slots. */
export function joinMembers(
  origins: readonly Origin[],
  union: Union<Evidence>,
  knowledge: Knowledge,
  classes: ReadonlyMap<string, number>,
): {
  readonly copies: readonly ValueCopy[];
  readonly secondSlots: ReadonlySet<string>;
} {
  const secondSlots = new Set<string>();
  for (const together of groupBy(origins, ({ address }) => placeOf(address)).values()) {
    if (together.length < 2) continue;
    joinStems(together, union);
    joinPairs(together, union, knowledge);
    joinSlots(together, union, secondSlots);
  }
  return { copies: joinCopies(origins, union, classes), secondSlots };
}

/** A password and the connection strings of its stem: `DB_PASSWORD` with `DB_URL`, never with a second password. */
function joinStems(together: readonly Origin[], union: Union<Evidence>): void {
  for (const alike of groupBy(together, ({ address }) => stemOf(nameOf(address))).values()) {
    const strings = alike.filter(({ address }) => isConnectionName(nameOf(address)));
    const others = alike.filter((origin) => !strings.includes(origin));
    const passwords = others.filter(({ address }) =>
      tokens(nameOf(address)).some((token) => PASSWORD_TOKENS.has(token)),
    );
    if (passwords.length > 1 || strings.length === 0) continue;
    const [first, ...rest] = [...passwords, ...strings];
    for (const origin of rest)
      if (first)
        union.join(id(first), id(origin), why(origin, `belongs with ${nameOf(first.address)}: same place, same stem`));
  }
}

function isConnectionName(name: string): boolean {
  const words = tokens(name);
  return (
    words.some((word) => CONNECTION_TOKENS.has(word)) || (words.includes('connection') && words.includes('string'))
  );
}

/** Names that a kind pairs with its secret in the same place, with the same prefix. */
function joinPairs(together: readonly Origin[], union: Union<Evidence>, knowledge: Knowledge): void {
  for (const alike of groupBy(together, ({ address }) => prefixOf(nameOf(address))).values()) {
    if (alike.length < 2) continue;
    for (const origin of alike) {
      const name = nameOf(origin.address);
      for (const kind of knowledge.kindsOfName(name)) {
        const patterns = kind.pairsWith.map((pattern) => new RegExp(`^(?:${pattern})$`, 'i'));
        for (const partner of alike) {
          const other = nameOf(partner.address);
          const pairs = partner !== origin && patterns.some((pattern) => pattern.test(other));
          if (!pairs || isPassword(other, name)) continue;
          union.join(id(origin), id(partner), why(partner, `${other} and ${name} rotate together (${kind.id})`));
        }
      }
    }
  }
}

/** Two passwords never merge. */
function isPassword(a: string, b: string): boolean {
  return [a, b].every((name) => /(?:^|[_.-])(?:pass(?:word|wd)?|pwd)$/i.test(name));
}

/** current and next, primary and secondary: one credential with two slots. */
function joinSlots(together: readonly Origin[], union: Union<Evidence>, secondSlots: Set<string>): void {
  const slotted = groupBy(together, ({ address }) =>
    tokens(nameOf(address))
      .filter((token) => !SLOT_TOKENS[token])
      .join(' ')
      .replace(/keys$/, 'key'),
  );
  for (const alike of slotted.values()) {
    const second = alike.filter(({ address }) =>
      tokens(nameOf(address)).some((token) => SLOT_TOKENS[token] === 'second'),
    );
    const first = alike.find((origin) => !second.includes(origin));
    if (!first) continue;
    for (const origin of second) {
      secondSlots.add(id(origin));
      union.join(id(first), id(origin), why(origin, `a second slot of ${nameOf(first.address)}: overlap is supported`));
    }
  }
}

/** Equal values of one cluster scope are one credential; across environments they are two, and a finding. */
function joinCopies(
  origins: readonly Origin[],
  union: Union<Evidence>,
  classes: ReadonlyMap<string, number>,
): readonly ValueCopy[] {
  const valued = origins.flatMap((origin) =>
    origin.declarations.flatMap(({ value, at }) => {
      const number = value.state === 'value' && value.valueAt ? classes.get(placeKey(value.valueAt)) : undefined;
      return number === undefined ? [] : [{ origin, at, number: String(number) }];
    }),
  );
  return [...groupBy(valued, ({ number }) => number).values()].flatMap((equal): ValueCopy[] => {
    const ids = [...new Set(equal.map(({ origin }) => carrierId(origin.address)))].sort();
    const [first, second, ...more] = ids;
    const [one, ...others] = equal;
    if (first === undefined || second === undefined || one === undefined) return [];
    const environments = new Set(equal.map(({ origin }) => origin.address.environment));
    const crossesEnvironments =
      environments.size > 1 || new Set(equal.map(({ origin }) => origin.address.cluster)).size > 1;
    const because = [
      seen(one.at, 'holds a value', 'inferred'),
      ...others.map(({ at }) => seen(at, 'holds the same value', 'inferred')),
    ] as const;
    if (!crossesEnvironments)
      for (const { origin, at } of others)
        union.join(id(one.origin), id(origin), seen(at, `the same value as ${nameOf(one.origin.address)}`, 'inferred'));
    return [{ carriers: [first, second, ...more], crossesEnvironments, because }];
  });
}

/** How the session names a value's place. */
export function placeKey(span: Span): string {
  return `${span.file}:${span.line}:${span.column}`;
}

/** Types whose object is one variable: those of one scope stand together. */
const VARIABLES: ReadonlySet<CarrierType> = new Set(['environment', 'ci-secret', 'compose-secret']);

/** What keeps names together: the object, and inside a file the part of it, such as one service. */
function placeOf(address: Address): string {
  const { type, key, scope } = address;
  if (VARIABLES.has(type)) return `${type} ${scope}`;
  if (type !== 'file' || key === null) return objectId(address);
  return `${objectId(address)}#${key.slice(0, Math.max(0, key.lastIndexOf('/'), key.lastIndexOf('.')))}`;
}

function id(origin: Origin): string {
  return addressId(origin.address);
}

function why(origin: Origin, says: string): Evidence {
  return seen(origin.declarations[0]?.at ?? origin.at, says, 'inferred');
}

function stemOf(name: string): string {
  return tokens(name)
    .filter((token) => !ATTRIBUTE_TOKENS.has(token))
    .join('_');
}

/** Everything before the last two words: the part two partners must share. */
function prefixOf(name: string): string {
  return tokens(name)
    .filter((token) => !PAIR_TOKENS.has(token))
    .join('_');
}

const PAIR_TOKENS = new Set(
  'user username login email password pass passwd pwd id key access secret client token tls crt cert account app application private public name'.split(
    ' ',
  ),
);

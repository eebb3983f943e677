/** Origins joined into credentials, each with its name, kind, reach and privilege, and what accepts it. */

import type { Knowledge } from '../knowledge/tables.ts';
import type { Configuration, CredentialDeclaration } from '../model/configuration.ts';
import { type Because, declared, type Evidence, joinBecause, seen } from '../model/evidence.ts';
import type { Consumer, Credential, Dependency, Unresolved } from '../model/graph.ts';
import { compareText } from '../model/place.ts';
import { type Address, addressId, carrierId, nameOf, objectId } from './address.ts';
import type { Candidate } from './candidate.ts';
import type { Candidates } from './candidates.ts';
import { dependenciesOf } from './dependencies.ts';
import type { Flow } from './flow.ts';
import type { Joined } from './joined.ts';
import { cluesOf, findKind, type KindClue, type KindFound } from './kinds.ts';
import { matchesCarrier, speaksFor } from './match.ts';
import { joinMembers, type Origin } from './members.ts';
import { privilegeOf, reachOf } from './reach.ts';
import { Union } from './union.ts';

const ORIGIN_ORDER: Readonly<Record<string, number>> = {
  'external-store': 0,
  'kubernetes-secret': 1,
  'compose-secret': 2,
  'ci-secret': 3,
  'env-file': 4,
  file: 5,
  'config-map': 6,
  environment: 7,
};

/** Joins origins by declaration, pairs, strings, slots and equal values. */
export function joinCredentials(
  candidates: Candidates,
  configuration: Configuration,
  knowledge: Knowledge,
  classes: ReadonlyMap<string, number>,
) {
  const union = new Union<Evidence>();
  const { origins, holders } = candidates;
  const { copies, secondSlots } = joinMembers(origins, union, knowledge, classes);
  for (const { of, half, because } of candidates.pairs) union.join(of, half, because);
  const spoken = new Map<string, CredentialDeclaration[]>();
  const unmatched: Unresolved[] = [];
  for (const entry of configuration.credentials) {
    const matches = [entry.match, ...entry.aliases];
    const fitting = origins.filter(({ address, at }) => {
      const held = holders.get(addressId(address)) ?? [address];
      return (
        speaksFor(entry.within, at.file) &&
        matches.some((match) => held.some((carrier) => matchesCarrier(match, carrier)))
      );
    });
    const [first, ...rest] = fitting;
    if (!first) {
      unmatched.push({ what: `${entry.name ?? 'a credential'} is declared, but no file shows it`, at: entry.at });
      continue;
    }
    spoken.set(addressId(first.address), [...(spoken.get(addressId(first.address)) ?? []), entry]);
    for (const origin of rest)
      union.join(
        addressId(first.address),
        addressId(origin.address),
        declared(entry.at, `declared one credential${entry.name ? `: ${entry.name}` : ''}`),
      );
  }
  const byId = new Map(origins.map((origin) => [addressId(origin.address), origin]));
  const joined = [...union.group(byId.keys()).values()].map((members) =>
    joinedOf(members, byId, holders, spoken, secondSlots, union),
  );
  return { joined, copies, unmatched };
}

function joinedOf(
  members: readonly string[],
  byId: ReadonlyMap<string, Origin>,
  holders: Candidates['holders'],
  spoken: ReadonlyMap<string, readonly CredentialDeclaration[]>,
  secondSlots: ReadonlySet<string>,
  union: Union<Evidence>,
): Joined {
  const origins = members
    .flatMap((id) => byId.get(id) ?? [])
    .sort(
      (a, b) =>
        (ORIGIN_ORDER[a.address.type] ?? 9) - (ORIGIN_ORDER[b.address.type] ?? 9) ||
        compareText(addressId(a.address), addressId(b.address)),
    );
  const first = origins[0] as Origin;
  const held = new Map(members.flatMap((id) => holders.get(id) ?? []).map((address) => [addressId(address), address]));
  const declarations = members.flatMap((id) => spoken.get(id) ?? []);
  const evidence: Because = [
    seen(first.declarations[0]?.at ?? first.at, `${nameOf(first.address)} is where it begins`),
  ];
  return {
    key: addressId(first.address),
    origins,
    holders: [...held.values()],
    declarations,
    slots: 1 + Math.min(1, members.filter((id) => secondSlots.has(id)).length),
    because: joinBecause(
      evidence,
      union.reasons(members[0] ?? ''),
      declarations.map((entry) => declared(entry.at, entry.reason ?? 'declared')),
    ),
  };
}

export interface Finished {
  readonly credential: Credential;
  readonly dependencies: readonly Dependency[];
  readonly found: KindFound;
}

/** Names and judges one joined credential, now that its uses are known. */
export function finishCredential(
  joined: Joined,
  uses: readonly Candidate[],
  consumers: readonly Consumer[],
  siblings: ReadonlyMap<string, number>,
  flow: Flow,
  configuration: Configuration,
  knowledge: Knowledge,
): Finished {
  const declaration = joined.declarations[0] ?? null;
  const found = kindOf(joined, uses, flow, knowledge);
  const name = joined.declarations.find((entry) => entry.name !== null)?.name ?? usualName(joined, siblings);
  const dependencies = dependenciesOf({
    credential: joined.key,
    credentialName: name,
    scope: scopeOf(joined),
    found,
    declaration,
    host: hostOf(joined, uses, flow),
  });
  const environments = [
    ...new Set([
      ...joined.holders.map(({ environment }) => environment),
      ...consumers.map(({ environment }) => environment),
    ]),
  ];
  const named = environments.filter((environment) => environment !== null).sort(compareText);
  const window = joined.declarations.find(({ overlapWindow }) => overlapWindow !== null);
  const credential: Credential = {
    id: `cred:${joined.key}`,
    name,
    kind: found.kind?.id ?? null,
    kindBecause: found.because,
    carriers: sortCarriers(joined),
    environments: named,
    owners: [...new Set(consumers.flatMap(({ owner }) => owner ?? []))].sort(compareText),
    dependency: dependencies[0]?.id ?? null,
    slots: joined.slots,
    privilege: privilegeOf(joined, found),
    reach: reachOf(joined, named, environments.includes(null), found, configuration),
    overlapWindow:
      window?.overlapWindow != null
        ? { value: window.overlapWindow, because: [declared(window.at, 'declared overlap window')] }
        : null,
    lastRotated: joined.declarations.find(({ lastRotated }) => lastRotated !== null)?.lastRotated ?? null,
    cadence: joined.declarations.find(({ cadence }) => cadence !== null)?.cadence ?? null,
    because: joined.because,
  };
  return { credential, dependencies, found };
}

function sortCarriers({ origins, holders }: Joined): readonly string[] {
  const first = origins.map(({ address }) => carrierId(address));
  const rest = holders.map(carrierId).filter((id) => !first.includes(id));
  return [...first, ...rest.sort(compareText)];
}

/** `orders-db` where its object holds no other credential, else `orders-db/password`. */
function usualName({ origins }: Joined, siblings: ReadonlyMap<string, number>): string {
  const address = origins[0]?.address as Address;
  if (address.type === 'env-file' || address.type === 'file') return nameOf(address);
  const object = address.type === 'external-store' ? address.object.replace(/^\/+/, '') : address.object;
  return address.key === null || (siblings.get(objectId(address)) ?? 1) === 1 ? object : `${object}/${address.key}`;
}

/** The usual name with the place that tells it from others of that name: namespace, folder, service. */
export function longName({ origins }: Joined): string {
  const address = origins[0]?.address as Address;
  const { type, object, key, namespace, scope } = address;
  if (type === 'file') return `${object}:${key ?? ''}`;
  if (type === 'env-file') return `${object}#${key ?? ''}`;
  const folder = namespace ?? scope.slice(scope.indexOf('/') + 1);
  return [address.cluster, folder, object, key].filter(Boolean).join('/');
}

function kindOf(joined: Joined, uses: readonly Candidate[], flow: Flow, knowledge: Knowledge): KindFound {
  const entry = joined.declarations.find(({ kind }) => kind !== null);
  const stated = entry?.kind ? knowledge.kinds.get(entry.kind) : undefined;
  if (entry && stated)
    return {
      kind: stated,
      dependencyKind: stated.dependencyKind,
      because: [declared(entry.at, `declared a ${stated.name}`)],
    };
  const clues: KindClue[] = [
    ...joined.origins.flatMap((origin) => cluesOf(nameOf(origin.address), origin.declarations, origin.at)),
    ...uses.map(({ delivery: { fact } }) => ({
      name: fact.variable ?? '',
      value: fact.value,
      secretType: null,
      at: fact.at,
    })),
    ...joined.holders.flatMap((address) =>
      cluesOf(
        nameOf(address),
        flow.declarations.get(carrierId(address)) ?? [],
        joined.origins[0]?.at as KindClue['at'],
      ),
    ),
  ];
  return findKind(clues, knowledge);
}

function hostOf(joined: Joined, uses: readonly Candidate[], flow: Flow) {
  const declared_ = joined.holders.flatMap((address) => flow.declarations.get(carrierId(address)) ?? []);
  const values = [
    ...declared_.map(({ value, at }) => ({ value, at })),
    ...uses.map(({ delivery: { fact } }) => ({ value: fact.value, at: fact.at })),
  ];
  const hosts = values.flatMap(({ value, at }) => (value?.host ? [{ name: value.host, at }] : []));
  return hosts[0] ?? null;
}

function scopeOf(joined: Joined): string {
  return joined.origins[0]?.address.scope ?? '';
}

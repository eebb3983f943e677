/**
 * A connection string and the server it names (design, section 4, rule b): where its host is a service of the same estate and its password
 * equals the one that service accepts, the two are one credential, however short the password is. A host alone, or a name alone, joins
 * nothing; where several passwords of the server are equal, none is chosen.
 */
import type { Knowledge } from '../knowledge/tables.ts';
import { type Evidence, seen } from '../model/evidence.ts';
import type { ImageUse, ValueSeen } from '../model/fact.ts';
import { groupBy } from '../model/group.ts';
import { addressId, carrierId, nameOf } from './address.ts';
import type { Candidate } from './candidate.ts';
import type { Candidates } from './candidates.ts';
import type { Flow } from './flow.ts';
import { placeKey } from './members.ts';
import type { Place } from './place.ts';
import { roleOf } from './roles.ts';

/** Pairs of origins: a server's own password, and a connection string that presents it. */
export function pairServers(
  candidates: readonly Candidate[],
  imagesOf: (candidate: Candidate) => readonly ImageUse[],
  flow: Flow,
  knowledge: Knowledge,
  classes: ReadonlyMap<string, number>,
): Candidates['pairs'] {
  if (classes.size === 0) return [];
  const classOf = ({ valueAt }: ValueSeen) => (valueAt ? classes.get(placeKey(valueAt)) : undefined);
  const valuesOf = ({ route, delivery }: Candidate) => [
    ...(flow.declarations.get(carrierId(route.addresses[0])) ?? []).map(({ value }) => value),
    ...(delivery.fact.value ? [delivery.fact.value] : []),
  ];
  const servers = groupBy(
    candidates.filter((candidate) => roleOf(candidate, imagesOf(candidate), knowledge, null, []) === 'accepts'),
    ({ delivery }) => networkKey(delivery.place, delivery.fact.consumer, delivery.fact.consumer.name),
  );
  return candidates.flatMap((client) => {
    const { fact, place } = client.delivery;
    const pairs = valuesOf(client).flatMap((value) => {
      const number = value.host === null || value.form !== 'connection-string' ? undefined : classOf(value);
      if (number === undefined) return [];
      const named = servers.get(networkKey(place, fact.consumer, value.host ?? '')) ?? [];
      return named.filter((server) => valuesOf(server).some((own) => classOf(own) === number));
    });
    const meant = new Map(pairs.map((server) => [addressId(server.route.addresses[0]), server]));
    const [only] = meant.values();
    return only && meant.size === 1 ? [pairOf(client, only)] : [];
  });
}

function pairOf(client: Candidate, server: Candidate): Candidates['pairs'][number] {
  const { fact } = client.delivery;
  const own = server.route.addresses[0];
  const says = `connects to ${server.delivery.fact.consumer.name} with the value of its ${nameOf(own)}`;
  const because: Evidence = seen(fact.value?.valueAt ?? fact.at, says, 'inferred');
  return { of: addressId(own), half: addressId(client.route.addresses[0]), because };
}

/** Where a host's name means one service: a Compose project, a namespace. `tide.harbour.svc` is tide of the namespace harbour. */
function networkKey(
  { scope, namespace, environment }: Place,
  consumer: Candidate['delivery']['fact']['consumer'],
  host: string,
): string {
  const compose = consumer.kind === 'compose-service';
  const [name = '', written] = compose ? [host] : host.split('.');
  const network = compose ? consumer.namespace : (written ?? consumer.namespace ?? namespace);
  return JSON.stringify([scope, environment, compose, network, name]);
}

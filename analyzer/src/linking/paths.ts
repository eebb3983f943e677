/** Propagation paths: one for each way a credential reaches a consumer. */
import type { ConsumerDeclaration } from '../model/configuration.ts';
import { type Because, declared, joinBecause } from '../model/evidence.ts';
import type { CodeRead, Credential, PropagationPath } from '../model/graph.ts';
import type { DeliveryForm, Role } from '../model/vocabulary.ts';
import { carrierId } from './address.ts';
import type { Candidate } from './candidate.ts';
import { deliveredBecause } from './candidates.ts';

/** The path of one candidate. */
export function pathOf(
  candidate: Candidate,
  credential: Credential,
  consumer: string,
  role: Role,
  reads: readonly CodeRead[],
): PropagationPath {
  const { delivery, route } = candidate;
  const { fact } = delivery;
  const [first, ...rest] = route.addresses.map(carrierId);
  const carriers: PropagationPath['carriers'] = [first as string, ...rest];
  const delivered = deliveredBecause(delivery, delivery.address);
  const because: Because = joinBecause(
    delivered as unknown as Because,
    route.edges.flatMap(({ derivation }) => derivation.because),
    candidate.because,
  );
  return {
    id: pathId(credential.id, consumer, [fact.container, fact.form, variableOf(candidate) ?? fact.path, ...carriers]),
    credential: credential.id,
    carriers,
    derivations: route.edges.map(({ derivation }) => derivation),
    consumer,
    container: fact.container,
    role,
    dependency: credential.dependency,
    delivery: {
      form: fact.form,
      variable: variableOf(candidate),
      path: fact.path,
      row: fact.row,
      optional: fact.optional,
      at: fact.at,
    },
    ...(reads.length > 0 ? { reads } : {}),
    because,
  };
}

/** The variable a key arrives in: as written, or the key behind the prefix where the whole object is handed over. */
function variableOf({ delivery: { fact }, route }: Candidate): string | null {
  const key = route.addresses.at(-1)?.key ?? null;
  const isPrefix = fact.variable?.endsWith('*') ?? false;
  if ((fact.form !== 'env-from' && fact.form !== 'env-file') || key === null) return fact.variable;
  return fact.variable === null || isPrefix ? `${fact.variable?.slice(0, -1) ?? ''}${key}` : fact.variable;
}

/** The path of a consumer that only a person declared: its own copy, or the store it asks. */
export function declaredPath(entry: ConsumerDeclaration, credential: Credential, consumer: string): PropagationPath {
  const origin = credential.carriers[0] ?? `carrier:${credential.id}`;
  const form: DeliveryForm = entry.refresh === null || entry.refresh === 'manual' ? 'literal' : 'sdk';
  return {
    id: pathId(credential.id, consumer, [form, origin]),
    credential: credential.id,
    carriers: [origin],
    derivations: [],
    consumer,
    container: null,
    role: entry.role ?? 'presents',
    dependency: credential.dependency,
    delivery: { form, variable: null, path: null, row: null, optional: false, at: entry.at },
    because: [declared(entry.at, `${entry.name} uses ${credential.name}`)],
  };
}

function pathId(credential: string, consumer: string, parts: readonly (string | null)[]): string {
  const tail = parts.filter((part) => part !== null).map((part) => part.replace(/^carrier:/, ''));
  return `path:${credential.replace(/^cred:/, '')} > ${consumer.replace(/^consumer:/, '')} > ${tail.join(' > ')}`;
}

/** Further places that state the same path, as many as a person would open. */
const MOST_PLACES = 12;

/** One path for each id; where several files state it, the one that code is known to read, with the places of all. Sorted. */
export function distinctPaths(paths: readonly PropagationPath[]): readonly PropagationPath[] {
  const known = new Map<string, PropagationPath>();
  for (const path of paths) {
    const before = known.get(path.id);
    known.set(path.id, before ? merged(before, path) : path);
  }
  return [...known.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function merged(before: PropagationPath, path: PropagationPath): PropagationPath {
  const chosen = !before.reads && path.reads ? path : before;
  if (before.because.length > MOST_PLACES) return chosen;
  return { ...chosen, because: joinBecause(before.because, path.because) };
}

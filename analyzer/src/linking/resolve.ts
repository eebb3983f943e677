/**
 * From references to addresses: the namespace a name means, the account behind a store's name, the env file behind a Compose variable.
 * A guess is `inferred` and says so; where two objects could be meant, none is chosen.
 */
import type { CarrierRef, StoreFact } from '../model/fact.ts';
import type { Address } from './address.ts';
import { fieldMeant } from './one-password.ts';
import { environmentAt, type Place, type PlacedFacts } from './place.ts';

export interface Resolved {
  readonly address: Address;
  /** Why this object was taken though the reference does not say so; null: it says so. */
  readonly inferred: string | null;
}

export interface Resolver {
  resolve(ref: CarrierRef, place: Place): Resolved;
}

/** Learns what is declared, then resolves. */
export function createResolver(facts: PlacedFacts, repository: string): Resolver {
  const declared = declaredObjects(facts);
  const stores = storeAccounts(facts);
  const variables = envFileVariables(facts);
  const elsewhere = envFilesElsewhere(facts);
  const environments = ciEnvironments(facts);

  /** Declared for no environment: it serves all of them. Declared nowhere: each environment has its own. */
  function scopeWithout(ref: CarrierRef, place: Place): string {
    return declared.has(`${ref.type} ${place.shared} ${ref.name}`) ? place.shared : place.scope;
  }

  function kubernetes(ref: CarrierRef, place: Place): Resolved {
    const wanted = ref.scope ?? place.namespace;
    const scope = declared.has(`${ref.type} ${place.scope} ${ref.name}`) ? place.scope : scopeWithout(ref, place);
    const known = declared.get(`${ref.type} ${scope} ${ref.name}`) ?? new Set<string | null>();
    const [namespace, inferred] = known.has(wanted) ? [wanted, null] : nearestNamespace(wanted, known);
    const address: Address = {
      type: ref.type,
      scope: `${scope}/${namespace ?? '-'}`,
      object: ref.name,
      key: ref.key,
      cluster: place.cluster?.name ?? null,
      namespace,
      environment: environmentAt(place, namespace),
    };
    return { address, inferred };
  }

  function store(ref: CarrierRef, place: Place): Resolved {
    const sdk = /^sdk:(.+)$/.exec(ref.scope ?? '')?.[1];
    const sole = sdk ? soleAccount(facts, sdk) : null;
    const account = sdk
      ? (sole ?? `${sdk}:${repository}`)
      : (stores(ref.scope ?? '', place) ?? `store:${repository}/${ref.scope ?? '-'}`);
    const meant = fieldMeant(account, ref.name, ref.key);
    const inferred = sole && !meant ? `the one ${sdk} account of this repository` : null;
    const address = {
      type: ref.type,
      scope: meant?.account ?? account,
      object: meant?.item ?? ref.name,
      key: meant ? meant.field : ref.key,
      cluster: null,
      namespace: null,
      environment: null,
    };
    return { address, inferred };
  }

  /** Compose fills `${X}` from `.env` of the project's folder; a service may be given the same file, committed or not. */
  function variable(ref: CarrierRef, place: Place): Resolved {
    const file = ref.scope ? `${ref.scope}/.env` : '.env';
    const line: CarrierRef = { type: 'env-file', scope: null, name: file, key: ref.name };
    if (variables.has(`${file} ${ref.name}`)) return resolve(line, place);
    if (elsewhere.has(file) && isBeside(ref, place))
      return {
        ...resolve(line, place),
        inferred: `${file} is not here; it is handed to a service, and Compose reads it`,
      };
    return local(ref, place, ref.scope ? `${repository}/${ref.scope}` : repository);
  }

  function ci(ref: CarrierRef, place: Place): Resolved {
    const known = environments.get(ref.name) ?? new Set<string>();
    const shared = known.size < 2;
    const scope = ref.scope === null || shared ? repository : `${repository}@${ref.scope}`;
    const inferred =
      ref.scope !== null && shared ? 'one environment names this secret, so it is taken for the repository’s' : null;
    return { ...local(ref, place, scope), inferred };
  }

  function local(ref: CarrierRef, place: Place, scope: string): Resolved {
    const address = {
      type: ref.type,
      scope,
      object: ref.name,
      key: ref.key,
      cluster: null,
      namespace: null,
      environment: ref.type === 'ci-secret' ? ref.scope : place.environment,
    };
    return { address, inferred: null };
  }

  function resolve(ref: CarrierRef, place: Place): Resolved {
    switch (ref.type) {
      case 'kubernetes-secret':
      case 'config-map':
        return kubernetes(ref, place);
      case 'external-store':
        return store(ref, place);
      case 'environment':
        return variable(ref, place);
      case 'ci-secret':
        return ci(ref, place);
      case 'compose-secret':
        return local(ref, place, ref.scope ? `${repository}/${ref.scope}` : repository);
      case 'env-file':
      case 'file':
        return local(ref, place, repository);
    }
  }

  return { resolve };
}

/** Whether a file of that very folder asks: Compose and env files do, an application only happens to have its code there. */
function isBeside({ scope }: CarrierRef, { root }: Place): boolean {
  return root !== '' && root.slice(0, Math.max(0, root.lastIndexOf('/'))) === (scope ?? '');
}

function nearestNamespace(wanted: string | null, known: ReadonlySet<string | null>): [string | null, string | null] {
  const [only] = known;
  if (known.size !== 1 || only === undefined) return [wanted, null];
  if (wanted === null) return [only, `the only object of that name is in namespace ${only ?? '(none written)'}`];
  return only === null
    ? [null, `the object of that name has no namespace written; this reference is in ${wanted}`]
    : [wanted, null];
}

/** `type scope name` → namespaces it is declared in. */
function declaredObjects(facts: PlacedFacts): ReadonlyMap<string, ReadonlySet<string | null>> {
  const objects = new Map<string, Set<string | null>>();
  function declare(ref: CarrierRef, place: Place): void {
    if (ref.type !== 'kubernetes-secret' && ref.type !== 'config-map') return;
    const key = `${ref.type} ${place.scope} ${ref.name}`;
    objects.set(key, (objects.get(key) ?? new Set()).add(ref.scope ?? place.namespace));
  }
  for (const { fact, place } of facts.carrier) declare(fact.carrier, place);
  for (const { fact, place } of facts.derivation) declare(fact.to, place);
  return objects;
}

/** Finds `provider:account` of a store; a SecretStore is known in its namespace only. */
function storeAccounts(facts: PlacedFacts): (store: string, place: Place) => string | null {
  const accounts = new Map<string, string>();
  for (const { fact, place } of facts.store) {
    const account = accountOf(fact, place);
    accounts.set(`${place.scope} ${fact.namespace ?? '*'} ${fact.store}`, account);
    accounts.set(`${place.scope} * ${fact.store}`, account);
  }
  return (store, place) =>
    [place.scope, place.shared]
      .flatMap((scope) => [`${scope} ${place.namespace ?? '*'} ${store}`, `${scope} * ${store}`])
      .flatMap((key) => accounts.get(key) ?? [])[0] ?? null;
}

/** Code names an item without its account: the account of the one store of that provider, if there is only one. */
function soleAccount({ store }: PlacedFacts, provider: string): string | null {
  const accounts = new Set(
    store.filter(({ fact }) => fact.provider === provider).map(({ fact, place }) => accountOf(fact, place)),
  );
  const [only] = accounts;
  return accounts.size === 1 ? (only ?? null) : null;
}

function accountOf({ provider, account, store }: StoreFact, place: Place): string {
  return `${provider}:${account ?? `${place.scope}/${store}`}`;
}

function envFileVariables(facts: PlacedFacts): ReadonlySet<string> {
  return new Set(
    facts.carrier
      .filter(({ fact }) => fact.carrier.type === 'env-file')
      .map(({ fact }) => `${fact.carrier.name} ${fact.carrier.key ?? ''}`),
  );
}

/** Env files that Compose services are given and that are not in the repository: what they hold is not known. */
function envFilesElsewhere({ carrier, delivery }: PlacedFacts): ReadonlySet<string> {
  const here = new Set(carrier.flatMap(({ fact }) => (fact.carrier.type === 'env-file' ? [fact.carrier.name] : [])));
  const given = delivery.filter(({ fact }) => fact.form === 'env-file' && fact.consumer.kind === 'compose-service');
  return new Set(given.map(({ fact }) => fact.from.name).filter((name) => !here.has(name)));
}

/** CI secret → the environments that name it. One name in several environments is several secrets. */
function ciEnvironments(facts: PlacedFacts): ReadonlyMap<string, ReadonlySet<string>> {
  const environments = new Map<string, Set<string>>();
  for (const { fact } of facts.delivery) {
    if (fact.from.type !== 'ci-secret' || fact.from.scope === null) continue;
    environments.set(fact.from.name, (environments.get(fact.from.name) ?? new Set()).add(fact.from.scope));
  }
  return environments;
}

/**
 * Where the objects of a unit are deployed (design, section 4): cluster scope, namespace, environment. A manifest that several
 * declared clusters share is deployed once in each. Nothing is joined here.
 */
import type { ClusterDeclaration, Configuration } from '../model/configuration.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Fact, UnitContext, UnitFacts } from '../model/fact.ts';
import { anyGlob } from '../model/glob.ts';

/** A deployment of one unit. */
export interface Place {
  /** Declared cluster; null: the repository, unscoped. */
  readonly cluster: ClusterDeclaration | null;
  /** What ids begin with: the cluster's name, else the repository's, with the environment that a folder or overlay names. */
  readonly scope: string;
  /** Scope of what no environment claims: a base's Secret serves every overlay that has none of its own. */
  readonly shared: string;
  readonly root: string;
  readonly namespace: string | null;
  readonly environment: string | null;
}

/** A fact at one place it is deployed to. */
export interface Placed<F extends Fact = Fact> {
  readonly fact: F;
  readonly place: Place;
  /** Why it holds here, beyond its own line; absent: its line says so. */
  readonly because?: readonly Evidence[];
}

/** Facts by their kind, each at every place its unit is deployed to. */
export type PlacedFacts = { readonly [K in Fact['fact']]: readonly Placed<Extract<Fact, { fact: K }>>[] };

/** Deploys every fact. `repository` names what no cluster claims. */
export function placeFacts(units: readonly UnitFacts[], configuration: Configuration, repository: string): PlacedFacts {
  const clusters = configuration.clusters.map((cluster) => ({
    cluster,
    covers: anyGlob(cluster.paths),
  }));
  const placed: Record<Fact['fact'], Placed[]> = {
    consumer: [],
    delivery: [],
    carrier: [],
    derivation: [],
    store: [],
    'restart-trigger': [],
    'service-account': [],
    ownership: [],
    call: [],
    read: [],
    connection: [],
    import: [],
    package: [],
    build: [],
    recipe: [],
    entry: [],
    scaling: [],
    signal: [],
    'access-grant': [],
    'access-binding': [],
  };
  for (const { unit, context, facts } of units) {
    const file = fileOf(unit);
    const covering = clusters
      .filter(({ covers }) => covers(context.root) || covers(file))
      .map(({ cluster }) => cluster);
    const places = (covering.length > 0 ? covering : [null]).map((cluster) => placeIn(cluster, context, repository));
    for (const fact of facts) for (const place of places) placed[fact.fact].push({ fact, place });
  }
  return placed as unknown as PlacedFacts;
}

function placeIn(cluster: ClusterDeclaration | null, context: UnitContext, repository: string): Place {
  const environment = canonicalEnvironment(cluster?.environment ?? context.environment);
  const shared = cluster?.name ?? repository;
  const scope = cluster || !environment ? shared : `${shared}@${environment}`;
  return { cluster, scope, shared, root: context.root, namespace: context.namespace, environment };
}

function fileOf(unit: string): string {
  return unit.replace(/[#@].*$/, '');
}

/** One word for each environment people write in several ways. */
const CANONICAL: Readonly<Record<string, string>> = {
  prod: 'production',
  prd: 'production',
  live: 'production',
  stg: 'staging',
  stage: 'staging',
  dev: 'development',
};

/** The environment's usual name, whatever short form was written. */
export function canonicalEnvironment(word: string | null): string | null {
  return word === null ? null : (CANONICAL[word.toLowerCase()] ?? word.toLowerCase());
}

const TOKENS = new Set(
  'prod production prd live staging stg stage uat qa test dev development local preview'.split(' '),
);

/** The environment of an object: its place's, else a whole token of its namespace. */
export function environmentAt(place: Place, namespace: string | null): string | null {
  if (place.environment) return place.environment;
  const token = namespace
    ?.toLowerCase()
    .split(/[-_.]/)
    .find((part) => TOKENS.has(part));
  return canonicalEnvironment(token ?? null);
}

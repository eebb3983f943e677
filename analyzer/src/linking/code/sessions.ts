/** Clients in code as the graph's connections: each with the credential that flows into it. */
import type { CodeSource } from '../../model/fact.ts';
import type { Connection, Credential, Dependency, PropagationPath } from '../../model/graph.ts';
import { groupBy } from '../../model/group.ts';
import type { Matched } from './match-reads.ts';

/** Kinds of dependency that sessions are kept with. */
const WITH_SESSIONS = new Set(['database', 'cache', 'broker']);

export interface Uses {
  readonly paths: readonly PropagationPath[];
  readonly credentials: ReadonlyMap<string, Credential>;
  readonly dependencies: ReadonlyMap<string, Dependency>;
  /** Consumer id of a `consumerKey`. */
  idOf(key: string): string | undefined;
}

/** A client whose credential is not told is bound to the only one its consumer could open a session with; else to none. */
export function codeConnections(connections: Matched['connections'], uses: Uses): readonly Connection[] {
  const pathsOf = groupBy(uses.paths, ({ consumer }) => consumer);
  return connections.flatMap(({ consumer: key, fact, because }): Connection[] => {
    const consumer = uses.idOf(key);
    const paths = pathsOf.get(consumer ?? '') ?? [];
    if (consumer === undefined) return [];
    const read = new Set(fact.uses.flatMap((source) => credentialsOf(source, paths)));
    const bound = read.size > 0 ? [...read] : soleSession(paths, uses);
    const named = fact.attributable === null ? {} : { attributable: fact.attributable };
    const life = fact.off ? { lifetime: null, endless: true as const } : { lifetime: fact.lifetime };
    return bound.map((credential) => ({
      consumer,
      credential,
      container: null,
      row: fact.row,
      ...life,
      ...named,
      because,
    }));
  });
}

function credentialsOf(source: CodeSource, paths: readonly PropagationPath[]): readonly string[] {
  const wanted = JSON.stringify(source);
  return paths
    .filter(({ reads }) => reads?.some((read) => JSON.stringify(read.source) === wanted))
    .map(({ credential }) => credential);
}

function soleSession(paths: readonly PropagationPath[], { credentials, dependencies }: Uses): readonly string[] {
  const open = new Set(
    paths
      .map(({ credential }) => credential)
      .filter((id) => WITH_SESSIONS.has(dependencies.get(credentials.get(id)?.dependency ?? '')?.kind ?? '')),
  );
  return open.size === 1 ? [...open] : [];
}

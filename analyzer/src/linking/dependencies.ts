/** What accepts a credential: declared, named by the host of a connection string, or known by the credential's kind alone. */
import type { CredentialDeclaration } from '../model/configuration.ts';
import { type Because, declared, type Evidence, seen } from '../model/evidence.ts';
import type { Dependency } from '../model/graph.ts';
import type { Span } from '../model/place.ts';
import type { KindFound } from './kinds.ts';

export interface DependencyClues {
  /** Id of the credential, without the leading word. */
  readonly credential: string;
  readonly credentialName: string;
  readonly scope: string;
  readonly found: KindFound;
  readonly declaration: CredentialDeclaration | null;
  readonly host: { readonly name: string; readonly at: Span } | null;
}

/** The dependency, and the proxy in front of it where one is declared. Empty: nothing is known of what accepts it. */
export function dependenciesOf(clues: DependencyClues): readonly Dependency[] {
  const { found, declaration, host } = clues;
  const said = declaration?.dependency ?? null;
  if (!said && !host && !found.kind && !found.dependencyKind) return [];
  const name =
    said?.name ?? host?.name ?? `${found.kind?.dependencyKind ?? found.dependencyKind} of ${clues.credentialName}`;
  const id = said
    ? `dependency:${said.name}`
    : host
      ? `dependency:${clues.scope}/${host.name}`
      : `dependency:${clues.credential}`;
  const because = reasons(clues, name);
  const { kind } = found;
  const dependency: Dependency = {
    id,
    name,
    kind: kind?.dependencyKind ?? found.dependencyKind,
    acceptance: said?.acceptance ?? kind?.overlap ?? null,
    slots: said?.slots ?? kind?.slots ?? null,
    sessionClass: kind?.sessionClass ?? null,
    sided: kind?.sided ?? 'one',
    artefactLife: kind?.artefactLife ?? null,
    behind: said?.behind ? `dependency:${said.behind}` : null,
    connectionLimit: said?.connectionLimit ?? null,
    because,
  };
  return said?.behind ? [dependency, proxy(said.behind, because)] : [dependency];
}

function reasons({ found, declaration, host }: DependencyClues, name: string): Because {
  const { kind } = found;
  const evidence: readonly (Evidence | null)[] = [
    declaration?.dependency ? declared(declaration.at, `accepted by ${name}`) : null,
    host ? seen(host.at, `connects to ${host.name}`) : null,
    kind
      ? {
          from: 'default',
          row: kind.id,
          says: kind.revocationEffect,
          confidence: 'assumed',
          unverified: kind.confidence === 'low',
        }
      : null,
    ...found.because,
  ];
  const [first, ...rest] = evidence.filter((item) => item !== null);
  return first
    ? [first, ...rest]
    : [{ from: 'default', row: 'generic-third-party-api-key', says: name, confidence: 'assumed', unverified: true }];
}

function proxy(name: string, because: Because): Dependency {
  return {
    id: `dependency:${name}`,
    name,
    kind: null,
    acceptance: null,
    slots: null,
    sessionClass: null,
    sided: 'one',
    artefactLife: null,
    behind: null,
    connectionLimit: null,
    because,
  };
}

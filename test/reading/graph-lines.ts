/** A graph as lines for people to read and fixtures to compare: each credential with its ways to its consumers, then what is missing. */
import type { Carrier, Credential, Graph, PropagationPath } from '../../analyzer/src/model/graph.ts';
import type { Span } from '../../analyzer/src/model/place.ts';
import type { PathRefresh } from '../../analyzer/src/model/timing.ts';

export function graphLines(graph: Graph, refresh: ReadonlyMap<string, PathRefresh>): readonly string[] {
  return [
    ...[...graph.credentials.values()].flatMap((credential) => [
      credentialLine(credential, graph),
      ...graph.paths
        .filter((path) => path.credential === credential.id)
        .map((path) => `  ${pathLine(path, graph, refresh.get(path.id))}`),
    ]),
    ...graph.holes.map(
      ({ carrier, nearest, optional, referencedAt }) =>
        `hole ${nameOf(graph.carriers.get(carrier))}${nearest ? ` nearest=${nearest}` : ''}${optional ? ' optional' : ''} @${place(referencedAt)}`,
    ),
    ...graph.copies.map(
      ({ carriers, crossesEnvironments }) =>
        `copy ${carriers.map((id) => nameOf(graph.carriers.get(id))).join(' = ')}${crossesEnvironments ? ' across environments' : ''}`,
    ),
    ...graph.mayFetch.map(({ credential, who }) => `may-fetch ${credential}: ${who}`),
    ...(graph.signals ?? []).map(
      ({ consumer, name, because: [first] }) =>
        `signal ${graph.consumers.get(consumer)?.name ?? '?'} ${name}${first.from === 'default' ? '' : ` @${place(first.span)}`}`,
    ),
    ...graph.unresolved.map(({ what, at }) => `unresolved ${what} @${place(at)}`),
  ];
}

function credentialLine(
  { name, kind, slots, environments, owners, dependency, carriers }: Credential,
  graph: Graph,
): string {
  const accepts = graph.dependencies.get(dependency ?? '');
  const parts = [
    `credential ${name}`,
    kind && `kind=${kind}`,
    slots > 1 && `slots=${slots}`,
    environments.length > 0 && `environments=${environments.join(',')}`,
    owners.length > 0 && `owners=${owners.join(',')}`,
    accepts && `accepted-by="${accepts.name}"`,
    `held-by=[${carriers.map((id) => nameOf(graph.carriers.get(id))).join(', ')}]`,
  ];
  return parts.filter(Boolean).join(' ');
}

function pathLine(path: PropagationPath, graph: Graph, refresh: PathRefresh | undefined): string {
  const consumer = graph.consumers.get(path.consumer);
  const { form, variable, path: at } = path.delivery;
  const parts = [
    [consumer?.cluster, consumer?.namespace, consumer?.objectKind, consumer?.name].filter(Boolean).join('/'),
    consumer?.instances.declared && `×${consumer.instances.min}..${consumer.instances.max ?? ''}`,
    consumer?.dormant && `dormant`,
    path.container && `(${path.container})`,
    form,
    variable ?? at,
    `<- ${[...path.carriers]
      .reverse()
      .map((id) => nameOf(graph.carriers.get(id)))
      .join(' <- ')}`,
    path.role !== 'presents' && path.role,
    refresh && `${refresh.mode}${refresh.intent ? ' (intent)' : ''}`,
    ...(path.reads ?? []).map(
      ({ moment, because: [first] }) => `read ${moment} @${first.from === 'default' ? '' : place(first.span)}`,
    ),
  ];
  return parts.filter(Boolean).join(' ');
}

function nameOf(carrier: Carrier | undefined): string {
  if (!carrier) return '?';
  const scope = [carrier.cluster, carrier.namespace].filter(Boolean).join('/');
  return `${carrier.type}:${scope ? `${scope}/` : ''}${carrier.name}${carrier.key === null ? '' : `#${carrier.key}`}`;
}

function place({ file, line, column }: Span): string {
  return `${file}:${line}:${column}`;
}

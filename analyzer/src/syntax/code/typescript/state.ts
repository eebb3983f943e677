/**
 * What a search of a TypeScript file found, as facts: with the moment, the role and what flows into a client. It says what the nodes
 * say; which searches were made, and whether another file had a part in them, is for whoever asks.
 */
import type { ConnectionFact, ImportFact, ReadFact } from '../../../model/fact.ts';
import type { Span } from '../../../model/place.ts';
import type { FoundConnection } from './connections.ts';
import type { Flow } from './flow.ts';
import type { Found } from './found.ts';
import { isGivenOn } from './given-on.ts';
import type { SourceModule } from './module.ts';
import { momentOf } from './moments.ts';
import type { SyntaxNode } from './node.ts';
import { roleOf } from './roles.ts';
import { NO_STAGES, stagesOf } from './stages.ts';

export const LANGUAGE = 'typescript';

/** A read, with when it happens and whether the code presents or accepts the value. */
export function readFact(
  module: SourceModule,
  flow: Flow,
  { source, node, optional, implicitBy, inlined, happensAt, role }: Found,
): ReadFact {
  const decision = momentOf(module, happensAt ?? node);
  const reloads = decision.callback && (decision.moment === 'watch' || decision.moment === 'timer');
  return {
    fact: 'read',
    source,
    language: LANGUAGE,
    moment: inlined === null ? decision.moment : 'build',
    interval: inlined === null ? decision.interval : null,
    stages: reloads && decision.callback ? stagesOf(module, decision.callback) : NO_STAGES,
    role: role ?? roleOf(module, flow, node),
    implicitBy,
    optional,
    at: spanOf(module, node),
    decidedAt: spanOf(module, inlined === null ? headOf(decision.node) : node),
    says: inlined ?? decision.says,
    ...(isGivenOn(module, happensAt ?? node) ? { givenOn: true } : {}),
  };
}

/** A client, with what flows into it. */
export function connectionFact(
  module: SourceModule,
  flow: Flow,
  { node, ...connection }: FoundConnection,
): ConnectionFact {
  const { moment } = momentOf(module, node);
  return {
    fact: 'connection',
    language: LANGUAGE,
    ...connection,
    uses: flow.into(node),
    moment,
    at: spanOf(module, node),
  };
}

/** A module that the file imports. */
export function importFact(specifier: string, at: Span): ImportFact {
  return { fact: 'import', language: LANGUAGE, specifier, at };
}

/** A long construct is pointed at by its beginning: up to where its body, or its first inner line, begins. */
export function headOf(node: SyntaxNode): SyntaxNode {
  const body = node.body;
  const inner = typeof body === 'object' && body !== null && 'start' in body ? Number(body.start) : node.end;
  return inner > node.start && inner < node.end ? { ...node, end: inner } : node;
}

/** The place of a node, up to the end of its first line. */
export function spanOf({ source }: SourceModule, { start, end }: SyntaxNode): Span {
  const lineEnd = source.text.indexOf('\n', start);
  return source.index.span(start, lineEnd < 0 || lineEnd > end ? end : lineEnd);
}

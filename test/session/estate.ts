/** Files in memory, a session over them, and what it says in a form that can be compared. */
import { loadKnowledge } from '../../analyzer/src/knowledge/load.ts';
import { createSight } from '../../analyzer/src/knowledge/sight.ts';
import { compareText } from '../../analyzer/src/model/place.ts';
import { READERS } from '../../analyzer/src/readers/registry.generated.ts';
import { isCandidate, plainSyntaxOf } from '../../analyzer/src/rendering/plain.ts';
import { RENDERERS } from '../../analyzer/src/rendering/registry.generated.ts';
import type { SessionSource } from '../../analyzer/src/session/texts.ts';
import { createSession, type Session, type SessionParts } from '../../analyzer/src/session.ts';
import { createDigest } from '../../analyzer/src/workspace/value-digest.ts';

/** Which files the tool wants, as it chooses. */
export const REAL_CHOICE = { wants: (path: string) => plainSyntaxOf(path) !== null, isCandidate };

/** Files as the workspace would hand them over. */
export function sourceOf(files: Readonly<Record<string, string>>): SessionSource {
  const texts = new Map(Object.entries(files));
  const paths = [...texts.keys()].sort(compareText);
  return {
    paths,
    candidates: new Map([...texts].filter(([path, text]) => isCandidate(path, text))),
    text: (path) => texts.get(path) ?? null,
  };
}

/** A session over the real readers and renderers, unless a test brings its own. */
export function sessionOver(files: Readonly<Record<string, string>>, parts: Partial<SessionParts> = {}): Session {
  return createSession({
    source: sourceOf(files),
    renderers: RENDERERS,
    readers: READERS,
    sight: createSight(loadKnowledge()),
    digest: createDigest(),
    cache: null,
    ...parts,
  });
}

/** Names of everything stated: `carrier orders.yaml:3`. */
export function statedBy(session: Session): readonly string[] {
  return session
    .facts()
    .units.flatMap((unit) => unit.facts.map((fact) => `${fact.fact} ${fact.at.file}:${fact.at.line}`));
}

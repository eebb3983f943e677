/**
 * What a few files say on their own, before the folder around them is known: an editor's open files at its start. Nothing is
 * joined, so nothing may be concluded from it.
 */
import { startParsers } from '../analysis.ts';
import { loadKnowledge } from '../knowledge/load.ts';
import { createSight } from '../knowledge/sight.ts';
import type { Fact } from '../model/fact.ts';
import { READERS } from '../readers/registry.generated.ts';
import { createSession } from '../session.ts';

/** Every fact of the texts, by path. */
export async function factsAlone(texts: ReadonlyMap<string, string>): Promise<readonly Fact[]> {
  await startParsers(texts);
  const session = createSession({
    source: { paths: [...texts.keys()].sort(), candidates: texts, text: (path) => texts.get(path) ?? null },
    renderers: [],
    readers: READERS,
    sight: createSight(loadKnowledge()),
    digest: () => '',
    cache: null,
  });
  return session.facts().units.flatMap(({ facts }) => facts);
}

/** Fixes for the findings and the place that an editor asks about, as edits of the texts that the snapshot was made from. */
import { type Finding, findingKey, type Mark, offerFixes } from '../../../../analyzer/src/index.ts';
import type { Told } from '../asked.ts';

/** `findings`: keys of those shown at the place. `marks`: what stands there. */
interface Wanted {
  readonly findings: readonly string[];
  readonly marks: readonly Mark[];
}

export function fixes({ live, inventory, params }: Told): object {
  const { findings, marks } = params as Wanted;
  const wanted = new Set(findings);
  const known = inventory.findings.filter((finding) => wanted.has(findingKey(finding)));
  const situation = { inventory, marks, text: live.text };
  const asked: ReadonlyArray<Finding | null> = [...known, ...(marks.length > 0 ? [null] : [])];
  return {
    fixes: asked.flatMap((finding) =>
      offerFixes({ ...situation, finding }).map(({ creates, ...fix }) => ({
        ...fix,
        finding: finding && findingKey(finding),
        creates: [...(creates ?? [])],
      })),
    ),
  };
}

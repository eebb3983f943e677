/** What open files say on their own, told while the folder is still being read. */
import { factsAlone, sayFact } from '../../../analyzer/src/index.ts';
import type { FirstMark, VersionedBuffer } from '../messages.ts';

/** Characters; a larger buffer waits for the folder. */
const LARGEST = 512 * 1024;

/** Marks of the buffers, by file. */
export async function firstMarks(
  buffers: readonly VersionedBuffer[],
): Promise<ReadonlyArray<readonly [file: string, marks: readonly FirstMark[]]>> {
  const texts = new Map(
    buffers.flatMap(({ file, text }) => (text !== null && text.length <= LARGEST ? [[file, text] as const] : [])),
  );
  const marks = new Map<string, FirstMark[]>([...texts.keys()].map((file) => [file, []]));
  for (const fact of await factsAlone(texts)) {
    const said = sayFact(fact);
    if (said) marks.get(said.span.file)?.push(said);
  }
  return [...marks];
}

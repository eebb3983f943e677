/** Who breaks if the old value dies at a moment. */
import {
  answerToJson,
  drawAnswer,
  plainPaint,
  readRotation,
  type WireCredential,
  type WireInventory,
  whoBreaks,
} from '../../../../analyzer/src/index.ts';
import { type Asked, nobodyUses } from '../asked.ts';
import { numberOf } from '../params.ts';

/** Columns of the text twin. */
const COLUMNS = 100;

export function breaking({ wire, credential, params }: Asked): object {
  if (!wire.paths.some((path) => path.credential === credential.id)) return nobodyUses(credential);
  return breakingAt(wire, credential, numberOf(params, 'at') ?? 0);
}

/** The answer for a moment, in seconds after publication. */
export function breakingAt(wire: WireInventory, credential: WireCredential, moment: number): object {
  const rotation = readRotation(wire, credential);
  return sayBreaking(rotation, whoBreaks(rotation, moment, null));
}

/** The same where the rotation is another than the one found. */
export function sayBreaking(rotation: ReturnType<typeof readRotation>, answer: ReturnType<typeof whoBreaks>): object {
  const { at, cutover, breaks, unjudged, unproven, safe, dormant } = answerToJson(rotation, answer, null);
  const placed = (all: typeof breaks) =>
    all.map(({ file, line, ...one }) => ({ ...one, location: lineAt(file, line) }));
  return {
    at,
    cutover,
    breaks: placed(breaks),
    unjudged: placed(unjudged),
    unproven: placed(unproven),
    safe: placed(safe),
    dormant: dormant.map(({ consumer, name, reason }) => ({ consumer, name, reason: reason ?? '' })),
    text: drawAnswer(rotation, answer, null, { columns: COLUMNS, paint: plainPaint, all: true }).trimEnd().split('\n'),
  };
}

function lineAt(file: string | null, line: number): object | null {
  return file === null ? null : { file, line, column: 1, endLine: line, endColumn: 1 };
}

/** Places as the wire format writes them, as spans. Both threads need it. */
import type { Span, WireEvidence } from '../../analyzer/src/index.ts';

/** The place of a reason; null: it has none. */
export function spanOf({ file, line, column, endLine, endColumn }: WireEvidence): Span | null {
  if (file === null || line === null) return null;
  return { file, line, column: column ?? 1, endLine: endLine ?? line, endColumn: endColumn ?? column ?? 1 };
}

/** Evidence and places as the wire format writes them: flat. Must never carry more than what the evidence says. */
import type { Evidence } from '../model/evidence.ts';
import { compareText, type Span } from '../model/place.ts';
import type { WireEvidence } from './types.ts';

const NO_PLACE = { file: null, line: null, column: null, endLine: null, endColumn: null } as const;

/** One reason, flat: a default names its row of the fact tables, everything else its place. */
export function evidenceToWire(evidence: Evidence): WireEvidence {
  const { from, says, confidence } = evidence;
  if (evidence.from === 'default') {
    return { from, ...NO_PLACE, says, confidence, row: evidence.row, unverified: evidence.unverified };
  }
  const { file, line, column, endLine, endColumn } = evidence.span;
  return { from, file, line, column, endLine, endColumn, says, confidence, row: null };
}

/** A whole `because`, in the order of the argument it makes. */
export function becauseToWire(because: readonly Evidence[]): readonly WireEvidence[] {
  return because.map(evidenceToWire);
}

/** A place where something was seen, as evidence. */
export function placeToWire(span: Span, says: string): WireEvidence {
  return evidenceToWire({ from: 'text', span, says, confidence: 'exact' });
}

/** Orders evidence by place; defaults, which have none, come last by their row. */
export function compareEvidence(a: WireEvidence, b: WireEvidence): number {
  if ((a.file === null) !== (b.file === null)) return a.file === null ? 1 : -1;
  return (
    compareText(a.file ?? '', b.file ?? '') ||
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0) ||
    compareText(a.row ?? '', b.row ?? '') ||
    compareText(a.says, b.says)
  );
}

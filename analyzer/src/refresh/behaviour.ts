/**
 * What one technology does with a new value, from a row of the fact tables, so that decisions read modes and never look up rows. It never
 * looks at a path.
 */
import type { Knowledge, RefreshRow } from '../knowledge/tables.ts';
import type { Evidence } from '../model/evidence.ts';
import type { RefreshMode } from '../model/vocabulary.ts';

export interface Behaviour {
  /** null: the row is about time or connections, not about a mode. */
  readonly mode: RefreshMode | null;
  /** The mode once the setting is written in a file; the same where the row has no such state. */
  readonly whenSet: RefreshMode | null;
  readonly stage: RefreshRow['stage'];
  readonly watches: string | null;
  readonly evidence: Evidence;
}

/** Behaviour by row id; null for no id or one that the tables lack. */
export type BehaviourOf = (id: string | null) => Behaviour | null;

export function behaviours(knowledge: Knowledge): BehaviourOf {
  return (id) => {
    const row = id === null ? undefined : knowledge.refresh.get(id);
    if (!row) return null;
    const { refreshMode: mode, whenSet, stage, watches } = row;
    return { mode, whenSet: whenSet?.refreshMode ?? mode, stage, watches, evidence: citing(row) };
  };
}

function citing({ id, effect, confidence }: RefreshRow): Evidence {
  return { from: 'default', row: id, says: effect, confidence: 'assumed', unverified: confidence === 'low' };
}

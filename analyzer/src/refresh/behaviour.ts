/**
 * What one technology does with a new value, from a row of the fact tables or from a technology of `keyturn.yaml`: one answer
 * for both, so that the decisions never ask where it came from. It never looks at a path.
 */
import type { Knowledge, RefreshRow } from '../knowledge/tables.ts';
import type { Configuration } from '../model/configuration.ts';
import type { Seconds } from '../model/duration.ts';
import { declared, type Evidence } from '../model/evidence.ts';
import type { RefreshMode } from '../model/vocabulary.ts';

export interface Behaviour {
  /** null: the row is about time or connections, not about a mode. */
  readonly mode: RefreshMode | null;
  /** The mode once the setting is written in a file; the same where the row has no such state. */
  readonly whenSet: RefreshMode | null;
  readonly stage: RefreshRow['stage'];
  readonly watches: string | null;
  /** Declared by a person; null for fact rows, whose delay the convergence stage reads itself. */
  readonly interval: Seconds | null;
  readonly evidence: Evidence;
}

/** Behaviour by row or technology id; null for no id or one that neither knows. */
export type BehaviourOf = (id: string | null) => Behaviour | null;

export function behaviours(knowledge: Knowledge, configuration: Configuration): BehaviourOf {
  const own = new Map(configuration.technologies.flatMap((entry) => ownTechnology(entry)));
  return (id) => {
    if (id === null) return null;
    const row = knowledge.refresh.get(id);
    return own.get(id) ?? (row ? ofRow(row) : null);
  };
}

/** A technology that people describe: a call that fetches, or a resource that fills a Secret and looks again. */
function ownTechnology({ id, code, resource, at }: Configuration['technologies'][number]): [string, Behaviour][] {
  if (code === null && resource === null) return [];
  const mode = code?.refresh ?? (resource?.every ? 'poll' : 'unknown');
  const stage = code ? 'app-reload' : 'store-sync';
  const evidence = declared(at, `${id} is declared ${mode}`);
  return [[id, { mode, whenSet: mode, stage, watches: null, interval: code?.interval ?? null, evidence }]];
}

function ofRow(row: RefreshRow): Behaviour {
  const { refreshMode: mode, whenSet, stage, watches } = row;
  return { mode, whenSet: whenSet?.refreshMode ?? mode, stage, watches, interval: null, evidence: citing(row) };
}

function citing({ id, effect, confidence }: RefreshRow): Evidence {
  return { from: 'default', row: id, says: effect, confidence: 'assumed', unverified: confidence === 'low' };
}

/**
 * Labels on a Secret that make an operator look at it again when it changes, wherever the Secret's labels are written. What looking
 * again means is in the row of the operator.
 */
import type { CarrierFact } from '../model/fact.ts';
import { entriesAt, type Tree } from './tree.ts';

/** https://cloudnative-pg.io/documentation/current/operator_conf/ ; operators of other technologies add theirs here. */
const LABELS: ReadonlySet<string> = new Set(['cnpg.io/reload']);

/** The labels of a `metadata`, or of a template of one, as a part of the carrier's fact; nothing where none is known. */
export function reloadLabels(metadata: Tree | null): Pick<CarrierFact, 'labels'> {
  const labels = entriesAt(metadata, 'labels')
    .filter(({ key }) => LABELS.has(key.text))
    .map(({ key }) => ({ name: key.text, at: key.span }));
  return labels.length > 0 ? { labels } : {};
}

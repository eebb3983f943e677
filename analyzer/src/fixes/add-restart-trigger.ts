/** A consumer that keeps the old value until somebody restarts it: asks Stakater Reloader to do it when the Secret changes. */
import type { Consumer } from '../model/graph.ts';
import { RELOADER } from '../syntax/reloader.ts';
import { at, entriesAt } from '../syntax/tree.ts';
import { defineFixer, type Edit, type Fix } from './contract.ts';
import { addBehind, addInto, documentNamedAt } from './yaml-entry.ts';

const RULE = 'startup-only-consumer';
/** Kinds that Reloader restarts. */
const RESTARTED: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout']);

export default defineFixer({
  id: 'add-restart-trigger',
  offer({ inventory, finding, text }): readonly Fix[] {
    const consumer = finding?.rule === RULE ? inventory.graph.consumers.get(finding.consumer ?? '') : undefined;
    if (!consumer || !RESTARTED.has(consumer.objectKind)) return [];
    const edit = annotate(consumer, text(consumer.at.file));
    if (!edit) return [];
    return [{ title: `Have Reloader restart ${consumer.name} when its Secrets change`, settles: RULE, edits: [edit] }];
  },
});

function annotate({ at: named }: Consumer, text: string | null): Edit | null {
  const written = text === null ? null : documentNamedAt(named.file, text, named);
  if (!written) return null;
  const annotations = at(written.tree, 'metadata', 'annotations');
  if (annotations?.kind === 'mapping') return addInto(written, annotations, RELOADER.auto, '"true"');
  const name = entriesAt(written.tree, 'metadata').find(({ key }) => key.text === 'name');
  return name && !annotations ? addBehind(written, name, 'annotations', [[RELOADER.auto, '"true"']]) : null;
}

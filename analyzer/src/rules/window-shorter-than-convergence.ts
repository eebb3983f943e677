/** A declared overlap window that ends before the slowest path has settled: a fiction, and who is stranded by it. */
import { sayDuration } from '../model/duration.ts';
import type { Severity } from '../model/finding.ts';
import type { Consumer, Graph } from '../model/graph.ts';
import type { Convergence } from '../model/timing.ts';
import { type Claim, defineRule } from './contract.ts';
import { nameFew } from './reference.ts';

export default defineRule({
  id: 'window-shorter-than-convergence',
  severity: 'error',
  claims: 'The declared overlap window is not longer than convergence takes.',
  why: 'When the window ends, somebody still presents the old value, and is locked out.',
  fix: 'Lengthen the window past the slowest path, shorten that path, or plan an action for who never converges alone.',
  check({ graph, convergence }) {
    return [...graph.credentials.values()].flatMap(({ id, name, overlapWindow }): Claim[] => {
      const course = convergence.get(id);
      const verdict = overlapWindow && course ? judge(overlapWindow.value, course) : null;
      if (!overlapWindow || !course || !verdict) return [];
      const consumers = strandedBy(overlapWindow.value, course, graph);
      const who = consumers.length > 0 ? ` It strands ${nameFew(consumers.map((consumer) => consumer.name))}.` : '';
      return [
        {
          message: `The window of ${sayDuration(overlapWindow.value)} for ${name} is a fiction: ${verdict.says}.${who}`,
          place: overlapWindow.because[0],
          related: consumers.flatMap(({ because: [first] }) => first),
          severity: verdict.severity,
          credential: id,
        },
      ];
    });
  },
});

interface Verdict {
  readonly severity: Severity;
  readonly says: string;
}

/** What is wrong with the window; null: it is long enough, or nobody is awake to need it. A window without a known bound may yet be enough. */
function judge(window: number, { overlapMinimum: needed, revocation, consumers }: Convergence): Verdict | null {
  if (consumers.length === 0) return null;
  if (revocation.verdict === 'cutover')
    return { severity: 'error', says: 'one value is valid at a time, so old and new never overlap' };
  if (needed === null) return { severity: 'warning', says: 'no bound is known for convergence' };
  if (needed < window) return null;
  return { severity: 'error', says: `convergence takes ${sayDuration(needed)}` };
}

/** Who may still hold the old value when the window ends. Who sleeps is told by a rule of its own. */
function strandedBy(window: number, { consumers }: Convergence, graph: Graph): readonly Consumer[] {
  return consumers
    .filter(({ withActions: { settled } }) => (settled.bound ?? Number.POSITIVE_INFINITY) >= window)
    .flatMap(({ consumer }) => graph.consumers.get(consumer) ?? [])
    .filter(({ dormant }) => dormant === null);
}

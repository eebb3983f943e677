/** A declared overlap window that ends before the slowest path has settled: a fiction, and who is stranded by it. */
import { type Seconds, sayDuration } from '../model/duration.ts';
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
      if (!overlapWindow || !course) return [];
      const stranded = strandedBy(overlapWindow.value, course, graph);
      const verdict = judge(overlapWindow.value, course, stranded);
      if (!verdict) return [];
      const who = stranded.length > 0 ? ` It strands ${nameFew(stranded.map(({ consumer }) => consumer.name))}.` : '';
      return [
        {
          message: `The window of ${sayDuration(overlapWindow.value)} for ${name} ${verdict.says}.${who}`,
          place: overlapWindow.because[0],
          related: stranded.map(({ consumer }) => consumer.because[0]),
          severity: verdict.severity,
          credential: id,
        },
      ];
    });
  },
});

interface Stranded {
  readonly consumer: Consumer;
  /** When it settles at the latest, once the listed actions are taken; null: no bound. */
  readonly bound: Seconds | null;
}

interface Verdict {
  readonly severity: Severity;
  readonly says: string;
}

/** What is wrong with the window; null: it is long enough, or nobody needs it. Where no bound is known it may yet be enough. */
function judge(window: Seconds, course: Convergence, stranded: readonly Stranded[]): Verdict | null {
  const { overlapMinimum: needed, revocation, consumers } = course;
  if (consumers.length === 0) return null;
  if (revocation.verdict === 'cutover')
    return { severity: 'error', says: 'is a fiction: one value is valid at a time, old and new never overlap' };
  if (needed !== null)
    return needed < window
      ? null
      : { severity: 'error', says: `is a fiction: convergence takes ${sayDuration(needed)}` };
  if (stranded.length === 0) return null;
  const longest = Math.max(...stranded.map(({ bound }) => bound ?? 0));
  return longest > 0
    ? { severity: 'error', says: `is a fiction: some need ${sayDuration(longest)}, and for some no bound is known` }
    : { severity: 'warning', says: 'may be too short: no bound is known for convergence' };
}

/** Who may still hold the old value when the window ends. Who sleeps is told by a rule of its own. */
function strandedBy(window: Seconds, { consumers }: Convergence, graph: Graph): readonly Stranded[] {
  return consumers.flatMap(({ consumer: id, withActions: { settled } }): Stranded[] => {
    const consumer = graph.consumers.get(id);
    const isLate = settled.bound === null || settled.bound >= window;
    return consumer && consumer.dormant === null && isLate ? [{ consumer, bound: settled.bound }] : [];
  });
}

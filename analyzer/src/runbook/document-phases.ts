/** The half of the document that is worked through: phases, signals, N, gates. */
import { sayIso } from '../explain/words.ts';
import { type Block, heading, list, paragraph, type Task, table } from './blocks.ts';
import type { Phase, Plan, Step, WayBack } from './plan.ts';

function onePhase({ title: name, notes, groups, rollback }: Phase): readonly Block[] {
  return [
    heading(2, name),
    ...notes.map(paragraph),
    ...groups.flatMap((group): readonly Block[] => [
      ...(group.title === null ? [] : [heading(3, group.title)]),
      ...group.notes.map(paragraph),
      ...(group.steps.length > 0 ? [{ is: 'tasks', tasks: group.steps.map(taskOf) } as const] : []),
    ]),
    ...(rollback.length > 0 ? [heading(3, 'Way back from here'), ...waysBack(rollback)] : []),
  ];
}

/** Sentences in one list; a command breaks it. */
function waysBack(ways: readonly WayBack[]): readonly Block[] {
  const at = ways.findIndex(({ command }) => command !== null);
  if (at < 0) return list(ways.map(({ says }) => says));
  const said = ways.slice(0, at + 1).map(({ says }) => says);
  return [...list(said), { is: 'code', text: ways[at]?.command ?? '' }, ...waysBack(ways.slice(at + 1))];
}

function taskOf(step: Step): Task {
  const remarks = [
    step.check === null ? null : `Check: ${step.check}`,
    step.who === null ? null : `Who: ${step.who}`,
    step.takes === null ? null : `Takes: ${sayIso(step.takes)} (declared)`,
    step.missing === null ? null : `Missing: ${step.missing}`,
    step.unverified ? 'Unverified: the fact row has low confidence; read its source first' : null,
  ];
  return {
    title: step.id,
    says: step.does,
    command: step.command,
    remarks: remarks.filter((remark) => remark !== null),
  };
}

const BEFORE = 4;

/** The phases that lead up to the gates. */
export function phasesUntilRevocation({ phases }: Plan): readonly Block[] {
  return phases.slice(0, BEFORE).flatMap(onePhase);
}

/** What happens behind the gates, and the drill. */
export function lastPhases({ phases }: Plan): readonly Block[] {
  return phases.slice(BEFORE).flatMap(onePhase);
}

/** Signals, then queries. */
export function monitoring({ signals, queries }: Plan): readonly Block[] {
  return [
    heading(2, 'Signals and queries'),
    ...signals.flatMap(({ name, asks, state, query, snippet }): readonly Block[] => [
      heading(3, name),
      paragraph(`${asks} (${state})`),
      { is: 'code', text: `# query\n${query}\n# to add\n${snippet}` },
    ]),
    ...queries.flatMap(({ at, asks, text, unverified }): readonly Block[] => [
      paragraph(`${at}: ${asks}${unverified ? ' (unverified)' : ''}`),
      { is: 'code', text },
    ]),
  ];
}

/** N with its terms. */
export function silence({ silence: { n, terms, uncovered } }: Plan): readonly Block[] {
  const rows = terms.map(({ consumer, silent, says }) => [
    consumer,
    silent === null ? 'not known' : sayIso(silent),
    says,
  ]);
  const says =
    n === null
      ? 'N cannot be derived: no consumer has a known longest silence.'
      : `N = ${sayIso(n)}: the longest silence of any consumer that is known (${terms
          .filter(({ silent }) => silent === n)
          .map(({ consumer }) => consumer)
          .join(', ')}).`;
  const rest =
    uncovered.length === 0
      ? []
      : [paragraph(`No silence speaks for ${uncovered.join(', ')}: each is signed for by name.`)];
  return [
    heading(2, 'N: how long silence must last to be evidence'),
    paragraph(says),
    ...table(['Consumer', 'May be silent for', 'Because'], rows),
    ...rest,
  ];
}

/** One task a gate. */
export function gates({ gates: all }: Plan): readonly Block[] {
  const tasks = all.map(({ id, claims, evidence, threshold, signs, milestone }) => ({
    title: id,
    says: `${claims} (${milestone})`,
    command: null,
    remarks: [`Evidence: ${evidence}`, `Threshold: ${threshold}`, `Signs: ${signs}`],
  }));
  return [
    heading(2, 'Gates'),
    paragraph(
      'All of them, on evidence. Time that has passed opens none. With this runbook as JSON, keyturn gate RUNBOOK.json --evidence FILE… says which of them exported evidence shows.',
    ),
    { is: 'tasks', tasks },
  ];
}

/** Low-frequency and dormant consumers, each by name. */
export function rare({ rare: all }: Plan): readonly Block[] {
  const rows = all.map(({ name, why, longestWait, nextRuns, owner }) => [
    name,
    why,
    longestWait,
    nextRuns.join(', ') || 'give --start, or not known',
    owner ?? 'nobody named',
  ]);
  const none = paragraph('None was found.');
  return [
    heading(2, 'Low-frequency and dormant consumers'),
    ...(rows.length === 0
      ? [none]
      : table(['Consumer', 'Why', 'Adopts', 'First runs sure to read it (UTC)', 'Owner'], rows)),
  ];
}

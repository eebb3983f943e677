/** What a runbook looks like, apart from any format: headings, tasks, tables. Markdown and HTML draw the same blocks. */
import { sayIso } from '../explain/words.ts';
import type { Bar, Phase, Plan, Step, WayBack } from './plan.ts';

export interface Task {
  readonly title: string;
  readonly says: string;
  readonly command: string | null;
  readonly remarks: readonly string[];
}

export type Block =
  | { readonly is: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly is: 'paragraph'; readonly text: string }
  | { readonly is: 'list'; readonly items: readonly string[] }
  | { readonly is: 'tasks'; readonly tasks: readonly Task[] }
  | { readonly is: 'table'; readonly header: readonly string[]; readonly rows: ReadonlyArray<readonly string[]> }
  | { readonly is: 'code'; readonly text: string }
  | { readonly is: 'timeline'; readonly bars: readonly Bar[]; readonly start: string | null };

/** The first line of every runbook. */
export function firstLine({ verdict }: Plan): string {
  return verdict.failing.length === 0 ? verdict.word : `${verdict.word}: ${verdict.failing.join('; ')}`;
}

const heading = (level: 1 | 2 | 3, text: string): Block => ({ is: 'heading', level, text });
const paragraph = (text: string): Block => ({ is: 'paragraph', text });
const list = (items: readonly string[]): readonly Block[] => (items.length > 0 ? [{ is: 'list', items }] : []);
const table = (header: readonly string[], rows: ReadonlyArray<readonly string[]>): readonly Block[] =>
  rows.length > 0 ? [{ is: 'table', header, rows }] : [];

type Part = (plan: Plan) => readonly Block[];

/** In the order in which a person works through it; the incident card comes early, because it is looked for in a hurry. */
const PARTS: readonly Part[] = [
  title,
  summary,
  incident,
  timeline,
  consumers,
  pattern,
  questions,
  placeholders,
  phasesUntilRevocation,
  monitoring,
  silence,
  gates,
  lastPhases,
  rare,
  failureModes,
  signOffs,
];

/** The runbook as blocks. */
export function layout(plan: Plan): readonly Block[] {
  return PARTS.flatMap((part) => part(plan));
}

function title(plan: Plan): readonly Block[] {
  const { credential, mode, drill, start } = plan;
  const drilled = drill ? 'Drill: ' : '';
  const words = mode === 'compromise' ? 'contain a compromise of' : 'rotate';
  const when =
    start === null
      ? 'Times count from publication (t = 0).'
      : `Publication is planned at ${start}; other times count from it.`;
  return [
    heading(1, `${drilled}Runbook: ${words} ${credential.name}`),
    paragraph(
      `${credential.kind ?? 'Kind not recognised'}, accepted by ${credential.accepts}. ${when} Commands hold placeholders only, never a value.`,
    ),
  ];
}

function summary({ properties, figures, window, toil, simple }: Plan): readonly Block[] {
  const rows = [...properties, ...figures].map(({ name, says }) => [name, says]);
  const stranded = window.stranded.length > 0 ? ` ${window.stranded.join(', ')}` : '';
  return [
    heading(2, 'Summary'),
    ...(simple ? [paragraph('Low risk: a simple coordinated restart. More would be overkill.')] : []),
    ...table(['', ''], [...rows, ['Overlap window', `${window.says}${stranded}`], ['Toil', toil.says]]),
  ];
}

function incident({ incident: rows }: Plan): readonly Block[] {
  return [
    heading(2, 'Incident card'),
    ...table(
      ['Question', 'Answer'],
      rows.map(({ name, says }) => [name, says]),
    ),
  ];
}

function timeline({ timeline: bars, start }: Plan): readonly Block[] {
  if (bars.length === 0) return [heading(2, 'Timeline'), paragraph('No bound can be stated, so there is no timeline.')];
  return [
    heading(2, 'Timeline'),
    paragraph('Latest moments, if every hop works and every action starts as soon as the value has arrived.'),
    { is: 'timeline', bars, start },
  ];
}

function consumers({ consumers: all }: Plan): readonly Block[] {
  const rows = all.map((one) => [
    one.mode,
    `${one.name} (${one.kind}, ${one.role})`,
    one.owner ?? 'nobody named',
    one.instances,
    `${[one.place, ...one.rows].filter((part) => part !== null).join(', ')} (${one.confidence})`,
    `${one.adopted} / ${one.settled}`,
    `${one.observability}: ${one.seenBy}; attributable: ${one.attributable}`,
  ]);
  const header = [
    'Refresh',
    'Consumer',
    'Owner',
    'Instances',
    'Evidence',
    'Adopted by itself / settled with actions',
    'Observability',
  ];
  return [heading(2, 'Consumers by refresh mode'), ...table(header, rows)];
}

function pattern({ pattern: { id, does, why, buys, hides, failsFirst, wrongWhen } }: Plan): readonly Block[] {
  const words =
    id === 'wrapping-key'
      ? ['This is a wrapping key: a different problem from rotating a login. Data outlives consumers.']
      : [];
  return [
    heading(2, `Pattern: ${id}`),
    ...[does, ...words, ...why].map(paragraph),
    ...table(['It buys', 'It hides', 'What fails first', 'When it is wrong'], [[buys, hides, failsFirst, wrongWhen]]),
  ];
}

function questions({ questions: all }: Plan): readonly Block[] {
  const rows = all.map(({ asks, answer, open }) => [asks, answer ?? 'UNANSWERED', open ?? '']);
  return [heading(2, 'Eight questions before anybody starts'), ...table(['Question', 'Answer', 'Open'], rows)];
}

function placeholders({ placeholders: all }: Plan): readonly Block[] {
  const rows = all.map(({ name, is, says }) => [`$${name}`, is ?? 'fill in', says]);
  return rows.length === 0
    ? []
    : [
        heading(2, 'Placeholders'),
        paragraph('Export them in the shell you use. Values come from the store at run time.'),
        ...table(['Placeholder', 'Is', 'Stands for'], rows),
      ];
}

const BEFORE = 4;

function phasesUntilRevocation({ phases }: Plan): readonly Block[] {
  return phases.slice(0, BEFORE).flatMap(onePhase);
}

function lastPhases({ phases }: Plan): readonly Block[] {
  return phases.slice(BEFORE).flatMap(onePhase);
}

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

function monitoring({ signals, queries }: Plan): readonly Block[] {
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

function silence({ silence: { n, terms, uncovered } }: Plan): readonly Block[] {
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

function gates({ gates: all }: Plan): readonly Block[] {
  const tasks = all.map(({ id, claims, evidence, threshold, signs, milestone }) => ({
    title: id,
    says: `${claims} (${milestone})`,
    command: null,
    remarks: [`Evidence: ${evidence}`, `Threshold: ${threshold}`, `Signs: ${signs}`],
  }));
  return [
    heading(2, 'Gates'),
    paragraph('All of them, on evidence. Time that has passed opens none.'),
    { is: 'tasks', tasks },
  ];
}

function rare({ rare: all }: Plan): readonly Block[] {
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

function failureModes({ failureModes: all }: Plan): readonly Block[] {
  const header = [
    'Failure mode',
    'Whom it would hit here',
    'Early signal',
    'The dashboard shows first',
    'Actually broken first',
    'Containment',
    'Durable fix',
    'Prevention',
  ];
  const rows = all.map((mode) => [
    mode.name,
    mode.possible ? mode.consumers.join(', ') : 'nobody in this graph',
    mode.earlySignal,
    mode.dashboardShows,
    mode.actuallyBroken,
    mode.containment,
    mode.durableFix,
    mode.prevention,
  ]);
  return [heading(2, 'How this rotation fails'), ...table(header, rows)];
}

function signOffs({ signOffs: all }: Plan): readonly Block[] {
  const tasks = all.map(({ owner, signsFor }) => ({
    title: owner,
    says: `signs for ${signsFor.join(', ')}`,
    command: null,
    remarks: [],
  }));
  return [heading(2, 'Sign-offs'), { is: 'tasks', tasks }];
}

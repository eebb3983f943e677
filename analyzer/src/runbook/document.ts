/** What a runbook looks like, apart from any format, and in which order: the half that is read before anybody starts, and after. */
import { type Block, heading, list, paragraph, table } from './blocks.ts';
import { gates, lastPhases, monitoring, phasesUntilRevocation, rare, silence } from './document-phases.ts';
import type { Plan } from './plan.ts';

/** The first line of every runbook. */
export function firstLine({ verdict }: Plan): string {
  return verdict.failing.length === 0 ? verdict.word : `${verdict.word}: ${verdict.failing.join('; ')}`;
}

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
    ...(plan.window.fiction === null ? [] : fictionOf(plan.window.fiction, plan.window.chances)),
  ];
}

/** On the first screen: nobody may start a rotation on a window that cannot hold. */
function fictionOf(fiction: string, chances: readonly string[]): readonly Block[] {
  if (chances.length === 0) return [paragraph(fiction)];
  return [paragraph(`${fiction} By themselves:`), ...list(chances)];
}

function summary({ properties, figures, window, toil, simple }: Plan): readonly Block[] {
  const rows = [...properties, ...figures].map(({ name, says }) => [name, says]);
  return [
    heading(2, 'Summary'),
    ...(simple ? [paragraph('Low risk: a simple coordinated restart. More would be overkill.')] : []),
    ...table(['', ''], [...rows, ['Overlap window', window.says], ['Toil', toil.says]]),
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

/** The judgement as a document: the answer, who is open and why, the gates, who still presents the old value, what was read. */
import { plural, sayList } from '../explain/words.ts';
import { sayDuration } from '../model/duration.ts';
import { groupBy } from '../model/group.ts';
import { type Block, heading, list, paragraph, table } from '../runbook/blocks.ts';
import type { JudgedGate } from './gates.ts';
import { MILESTONES } from './judge.ts';
import type { JudgedOne, Judgement } from './judgement.ts';
import type { Measured } from './measured.ts';
import { isoOf } from './moments.ts';
import type { Presenter } from './presenters.ts';
import type { Verdict, Word } from './verdict.ts';

const HEADLINE: Readonly<Record<Word, string>> = {
  pass: 'PASS: every gate is shown; the old value may die once the owners have signed',
  wait: 'WAIT: the old value must stay',
  unknown: 'UNKNOWN: the evidence does not say that the old value may die',
};

/** Rows of consumers that are shown where not all are asked for; the worst come first. */
const SHOWN = 24;

/** Blocks for any format. */
export function layoutJudgement(judgement: Judgement, all: boolean): readonly Block[] {
  const { about, verdict, gates, presenters, measured } = judgement;
  const { published, now, runbook, evidences } = about;
  const said = published.declared ? 'as said' : 'as planned';
  return [
    heading(1, `${HEADLINE[verdict]} (${runbook.credential.name})`),
    paragraph(
      `Published ${isoOf(published.at)}, ${said}; judged at ${isoOf(now)} from ${plural(evidences.sources.length, 'file')}.`,
    ),
    ...consumers(judgement, all),
    heading(2, 'Gates'),
    ...list(gates.map(sayGate)),
    ...section(
      'Who presents the old value',
      presenters.map((presenter) => sayPresenter(presenter, names(judgement))),
    ),
    ...section('Measured', measuredLines(measured, names(judgement))),
    ...section('Evidence', evidenceLines(judgement)),
  ];
}

function section(title: string, lines: readonly string[]): readonly Block[] {
  return lines.length === 0 ? [] : [heading(2, title), ...list(lines)];
}

function consumers({ consumers: every }: Judgement, all: boolean): readonly Block[] {
  const shown = all ? every : every.slice(0, SHOWN);
  const rows = shown.map(({ consumer, milestones }) => [
    consumer.name,
    ...MILESTONES.map((milestone) => milestones[milestone].verdict),
  ]);
  const more = every.length - shown.length;
  return [
    heading(2, 'Consumers'),
    ...table(['consumer', ...MILESTONES], rows),
    ...(more > 0 ? [paragraph(`${plural(more, 'more consumer')}: --all shows them.`)] : []),
    ...list(openLines(every)),
  ];
}

/** One line for each reason, not for each consumer: a log that is missing is missing for all. */
function openLines(every: readonly JudgedOne[]): readonly string[] {
  const open = every.flatMap(({ consumer, milestones }) => {
    const milestone = MILESTONES.find((one) => milestones[one].verdict !== 'pass');
    return milestone === undefined ? [] : [{ name: consumer.name, milestone, verdict: milestones[milestone] }];
  });
  const grouped = groupBy(
    open,
    ({ milestone, verdict }) => `${milestone} ${verdict.verdict} ${verdict.says} ${verdict.ask}`,
  );
  return [...grouped.values()].flatMap((ones) => {
    const [first] = ones;
    if (first === undefined) return [];
    return [
      `${sayList(
        ones.map(({ name }) => name),
        6,
      )}: ${first.milestone} ${sayVerdict(first.verdict)}`,
    ];
  });
}

function sayVerdict({ verdict, says, ask, files }: Verdict): string {
  const from = files.length === 0 ? '' : ` [${sayList(files)}]`;
  return `${verdict}: ${says}${from}${ask === null ? '' : `; needs ${ask}`}`;
}

function sayGate({ id, claims, verdict, signs }: JudgedGate): string {
  return `${id} ${sayVerdict(verdict)} (${claims}; signs: ${signs})`;
}

function sayPresenter(presenter: Presenter, nameOf: (id: string) => string): string {
  const { sort, consumer, name, address, logins, refused, sessions, last, due } = presenter;
  const who =
    consumer === null ? [name ?? 'unnamed', address].filter((part) => part !== null).join(' at ') : nameOf(consumer);
  const counts = [
    logins > 0 ? `${plural(logins, 'login')}${refused > 0 ? `, ${refused} refused` : ''}` : null,
    sessions > 0 ? plural(sessions, 'open session') : null,
  ].filter((part) => part !== null);
  const by = due === null ? '' : `; due by ${isoOf(due)}`;
  return `${sort}: ${who}: ${counts.join(', ')}, last at ${isoOf(last)}${by}`;
}

/** One line for each figure: what one sync carried is the same for all. */
function measuredLines(measured: readonly Measured[], nameOf: (id: string) => string): readonly string[] {
  const said = measured.map((one) => ({ name: nameOf(one.consumer), says: sayMeasured(one) }));
  return [...groupBy(said, ({ says }) => says)].map(
    ([says, ones]) =>
      `${sayList(
        ones.map(({ name }) => name),
        6,
      )}: ${says}`,
  );
}

function sayMeasured({ from, to, took, atLeast, files }: Measured): string {
  const long = took === atLeast ? sayDuration(took) : `${sayDuration(atLeast)} to ${sayDuration(took)}`;
  return `${from} to ${to} in ${long} [${sayList(files)}]`;
}

function evidenceLines({ about: { evidences, published } }: Judgement): readonly string[] {
  return evidences.sources.map(({ file, kinds, observations, from, to }) => {
    const span = from === null || to === null ? '' : `, from ${isoOf(from)} to ${isoOf(to)}`;
    const early = to !== null && to < published.at ? '; all of it is from before publication' : '';
    const doubts = evidences.doubts.filter((doubt) => doubt.file === file).map(({ says }) => `; ${says}`);
    return `${file}: ${kinds.join(', ')}, ${plural(observations, 'observation')}${span}${early}${doubts.join('')}`;
  });
}

function names({ about: { runbook } }: Judgement): (id: string) => string {
  const known = new Map(runbook.consumers.map(({ id, name }) => [id, name]));
  return (id) => known.get(id) ?? id;
}

/**
 * A review as one Markdown comment: short, the worst first, details folded. The first line is a marker by which CI finds the comment of an
 * earlier push and replaces it. Names come from the repository, so all of them are escaped.
 */
import { escapeMarkdown } from '../explain/escape.ts';
import { plural, sayIso } from '../explain/words.ts';
import type { WireEvidence, WireSeverity } from '../wire/types.ts';
import { SEVERITIES } from '../wire/words.ts';
import type { Change, CredentialShift, Review, Shift } from './change.ts';
import { sayElsewhere } from './elsewhere.ts';

export const MARKER = '<!-- keyturn-review -->';

const MARK: Readonly<Record<WireSeverity, string>> = { error: '🔴', warning: '🟠', note: '🔵' };
/** Lines that a reader sees without unfolding; GitHub takes comments of 65,536 characters. */
const MOST_SHOWN = 5;
const MOST_FOLDED = 50;
const MOST_CREDENTIALS = 10;

/** The comment; null where there is nothing to say. */
export function toComment(review: Review, prefix = ''): string | null {
  if (review.changes.length === 0) return null;
  const parts = [
    `${MARKER}\n### Keyturn: ${headline(review)}`,
    changeList(review.changes.slice(0, MOST_SHOWN), prefix),
    figures(review.credentials),
    elsewhere(review.credentials),
    folded(review.changes.slice(MOST_SHOWN), prefix),
    review.improvements.length === 0 ? null : `✅ Better: ${escapeMarkdown(review.improvements.join('; '))}.`,
    '<sub>What this change does to the next rotation. `keyturn explain CREDENTIAL` says why.</sub>',
  ];
  return `${parts.filter((part) => part !== null).join('\n\n')}\n`;
}

function headline({ changes }: Review): string {
  const counts = SEVERITIES.map((severity) => ({
    severity,
    count: changes.filter((change) => change.severity === severity).length,
  }));
  return counts
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => plural(count, severity))
    .join(', ');
}

function changeList(changes: readonly Change[], prefix: string): string {
  return changes.map((change) => changeLine(change, prefix)).join('\n');
}

function changeLine({ severity, rule, message, place }: Change, prefix: string): string {
  return `- ${MARK[severity]} **${rule}** ${escapeMarkdown(message)}${placeText(place, prefix)}`;
}

function placeText({ file, line }: WireEvidence, prefix: string): string {
  return file === null || line === null ? '' : ` <sub>${escapeMarkdown(`${prefix}${file}:${line}`)}</sub>`;
}

/** Both radii and the time, before → after. */
function figures(credentials: readonly CredentialShift[]): string | null {
  if (credentials.length === 0) return null;
  const rows = credentials.slice(0, MOST_CREDENTIALS).map(row);
  const more = credentials.length - rows.length;
  return [
    '| credential | scope | rollout | consumers | settles |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    ...(more > 0 ? [`| … ${more} more | | | | |`] : []),
  ].join('\n');
}

/** Whose part the radii of the table count, too. */
function elsewhere(credentials: readonly CredentialShift[]): string | null {
  const said = credentials.slice(0, MOST_CREDENTIALS).flatMap((credential) => sayElsewhere(credential) ?? []);
  return said.length === 0 ? null : said.map((clause) => `<sub>${escapeMarkdown(clause)}</sub>`).join('<br>\n');
}

function row({ name, scope, rollout, consumers, settled }: CredentialShift): string {
  const cells = [
    escapeMarkdown(name),
    shift(scope, whole),
    shift(rollout, whole),
    shift(consumers, String),
    settles(settled, scope.before === null),
  ];
  return `| ${cells.join(' | ')} |`;
}

function shift(figure: Shift<number>, say: (value: number) => string): string {
  const after = figure.after === null ? '–' : say(figure.after);
  if (figure.before === null) return `new: ${after}`;
  return say(figure.before) === after ? after : `${say(figure.before)} → **${after}**`;
}

/** Rounded down, as everywhere. */
function whole(score: number): string {
  return String(Math.floor(score));
}

function settles({ before, after }: Shift<string>, isNew: boolean): string {
  const say = (bound: string | null) => (bound === null ? 'no bound' : sayIso(bound));
  if (isNew || before === after) return say(after);
  return `${say(before)} → **${say(after)}**`;
}

function folded(changes: readonly Change[], prefix: string): string | null {
  if (changes.length === 0) return null;
  const more = changes.length - MOST_FOLDED;
  return [
    `<details><summary>${plural(changes.length, 'more change')}</summary>\n`,
    changeList(changes.slice(0, MOST_FOLDED), prefix),
    ...(more > 0 ? [`- … ${more} more`] : []),
    '\n</details>',
  ].join('\n');
}

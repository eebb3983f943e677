/** `keyturn review [PATH]`: what a change does to rotation, against the commit where it began. Silent where it does nothing. */
import { resolve } from 'node:path';
import type { Change, Review } from '../../review/change.ts';
import type { TwoTrees } from '../../two-trees.ts';
import { type Context, defineCommand } from '../contract.ts';
import { EXIT, UsageError } from '../exit.ts';
import { aboveLimit, FAIL_ON, MAX_ROLLOUT, readFailOn, readMaxRollout } from '../failing.ts';
import type { COMMON_OPTIONS, Values } from '../options.ts';
import { WIDENING_OPTIONS, widenedAll } from '../registry/widened.ts';

const FORMATS = ['table', 'md', 'json', 'sarif', 'github', 'gitlab', 'rdjson'] as const;

const OPTIONS = {
  base: {
    kind: 'text',
    value: 'REF',
    says: 'what the change goes into; the default branch of the origin if not given',
  },
  head: { kind: 'text', value: 'REF', says: 'the change; the folder as it lies there if not given' },
  direct: { kind: 'flag', says: 'compare with the base itself, not with the commit where the histories parted' },
  format: { kind: 'choice', of: FORMATS, initial: 'table', says: 'what to print' },
  out: { kind: 'text', value: 'FILE', short: 'o', says: 'write it to FILE instead of standard output' },
  summary: { kind: 'text', value: 'FILE', says: 'also append the Markdown comment to FILE, such as a job summary' },
  baseline: { kind: 'text', value: 'FILE', says: 'leave out what this baseline knows' },
  today: { kind: 'text', value: 'DATE', says: 'the day by which suppressions end: 2026-11-26; none ends if not given' },
  'fail-on': FAIL_ON,
  'max-rollout-radius': MAX_ROLLOUT,
  ...WIDENING_OPTIONS,
} as const;

export default defineCommand({
  name: 'review',
  summary: 'Say what a change does to rotation: newly shared, slower, wider, dangling, unowned',
  details: [
    'Both sides are read from git: nothing is checked out, nothing is fetched. Prints nothing where nothing about rotation changed.',
    'Exit code 1: a change as bad as --fail-on, or a rollout radius above the limit that the change raised.',
  ],
  operand: { name: 'PATH', required: false, says: 'the folder to review; here if not given' },
  options: OPTIONS,
  async run(values, path, context) {
    if (values.from !== null) throw new UsageError('review reads both sides from git: --from is for other commands');
    const { CHANGE_KINDS } = await import('../../review/change.ts');
    const fails = readFailOn(
      values['fail-on'],
      values.format,
      CHANGE_KINDS.map(({ id }) => id),
    );
    const limit = readMaxRollout(values['max-rollout-radius']);
    const own = await readTrees(values, path, context);
    const { reportNothingScanned } = await import('../session.ts');
    if (!own.unread && reportNothingScanned(own.after, context)) return EXIT.failed;
    const [before, after] = (await widenedAll([own.before, own.after], values, context)) ?? [];
    if (!before || !after) return EXIT.failed;
    const trees = { ...own, before: before.inventory, after: after.inventory };
    const { compareInventories } = await import('../../review/compare.ts');
    const { newTo } = await import('../baseline.ts');
    const isNew = newTo(values.baseline, context.directory);
    const compared = compareInventories(trees.before, trees.after, [before.elsewhere, after.elsewhere]);
    const review = without(compared, (change) =>
      change.findings.some((finding) => isNew(finding) && !trees.silenced(finding)),
    );
    await write(review, trees, values, context);
    if (!values.quiet && review.changes.length + review.improvements.length === 0)
      context.terminal.err(`keyturn: ${await saySilence(trees, compared.changes.length)}\n`);
    const above = sayAbove(review, limit ?? trees.maxRolloutRadius, context);
    return above || review.changes.some(fails) ? EXIT.findings : EXIT.clean;
  },
});

type ReviewValues = Values<typeof OPTIONS & typeof COMMON_OPTIONS>;

async function readTrees(values: ReviewValues, path: string | null, context: Context): Promise<TwoTrees> {
  const { checkFolder } = await import('../session.ts');
  const { watchProgress } = await import('../progress.ts');
  const { escapeTerminal } = await import('../../explain/escape.ts');
  const { readTwoTrees } = await import('../../index.ts');
  const { readDay } = await import('../moment.ts');
  const today = readDay('today', values.today);
  const root = resolve(context.directory, path ?? '.');
  checkFolder(root, path ?? context.directoryGiven ?? '.');
  const progress = watchProgress(context.terminal, values.quiet);
  const warn = (message: string): void => {
    progress.clear();
    if (!values.quiet) context.terminal.err(`keyturn: ${escapeTerminal(message)}\n`);
  };
  const { base, head, direct, 'no-cache': noCache } = values;
  try {
    const { onProgress } = progress;
    return await readTwoTrees({ root, base, head, direct, today, cache: !noCache, onProgress, warn });
  } catch (error) {
    // Told by its name: the module that makes it is loaded only here.
    throw error instanceof Error && error.name === 'HistoryError' ? new UsageError(error.message) : error;
  } finally {
    progress.clear();
  }
}

/** The review of the changes that are left; figures of credentials that no change is about go with them. */
function without(review: Review, keeps: (change: Change) => boolean): Review {
  const changes = review.changes.filter(keeps);
  const touched = new Set(changes.flatMap(({ credentials }) => credentials));
  return { ...review, changes, credentials: review.credentials.filter(({ id }) => touched.has(id)) };
}

async function write(review: Review, trees: TwoTrees, values: ReviewValues, context: Context): Promise<void> {
  const { toComment } = await import('../../review/markdown.ts');
  const { appendOutput, writeOutput } = await import('../output.ts');
  const comment = toComment(review, trees.prefix) ?? '';
  writeOutput(await textOf(review, trees, comment, values, context), values.out, context);
  if (values.summary !== null) appendOutput(comment, values.summary, context);
}

async function textOf(
  review: Review,
  { after, prefix }: TwoTrees,
  comment: string,
  { format, out }: ReviewValues,
  { terminal }: Context,
): Promise<string> {
  if (format === 'md') return comment;
  if (format === 'json') return (await import('../../review/json.ts')).toReviewJson(review);
  if (format === 'table') {
    const { drawReview } = await import('../review-table.ts');
    const { lookOf } = await import('../output.ts');
    const { columns, paint } = lookOf(terminal, out);
    return drawReview(review, columns, paint);
  }
  const { CHANGE_KINDS } = await import('../../review/change.ts');
  const { writeReport } = await import('../report.ts');
  const findings = review.changes.flatMap((change) => change.findings);
  return writeReport(format, { of: 'review', rules: CHANGE_KINDS, findings, prefix }, after);
}

/** Why nothing was printed: what was compared, and that what is known was left out where anything was. */
async function saySilence({ base, differing }: TwoTrees, known: number): Promise<string> {
  const { plural } = await import('../../explain/words.ts');
  const count = differing();
  const files =
    count === 0
      ? 'no file that keyturn reads differs'
      : `${plural(count, 'file')} that keyturn reads ${count === 1 ? 'differs' : 'differ'}`;
  const what =
    known > 0 ? `nothing new; ${plural(known, 'known change')} left out` : 'nothing of it makes a rotation harder';
  return `compared with ${base.slice(0, 12)}: ${files}${count === 0 && known === 0 ? '' : `; ${what}`}`;
}

/** Only where the change raised it: a limit must not block a change that has nothing to do with it. */
function sayAbove({ credentials }: Review, limit: number | null, { terminal }: Context): boolean {
  const above = credentials.filter(
    ({ rollout }) => limit !== null && (rollout.after ?? 0) > limit && (rollout.after ?? 0) > (rollout.before ?? 0),
  );
  for (const { name, rollout } of above) terminal.err(aboveLimit(name, rollout.after ?? 0, limit));
  return above.length > 0;
}

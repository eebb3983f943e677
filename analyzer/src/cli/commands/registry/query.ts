/** `keyturn registry query NAME [ARGUMENT]`: what only the inventories of all repositories together can answer. */
import type { Question } from '../../../organisation/queries/contract.ts';
import { defineCommand } from '../../contract.ts';
import { EXIT, UsageError } from '../../exit.ts';
import {
  BRANCH_OPTION,
  inRegistry,
  nameGiven,
  REGISTRY_DETAILS,
  REGISTRY_OPTIONS,
} from '../../registry/organisation.ts';

const NAMES = 'who-uses ITEM, top-radii, crossing-environments, unowned-consumers, changed-since DATE';

export default defineCommand({
  name: 'registry query',
  summary: 'Ask the registry: who uses a store item anywhere, what crosses environments, what changed',
  details: ['Answers are about the newest published commit of each repository.', ...REGISTRY_DETAILS],
  operand: { name: 'NAME', required: true, says: NAMES, count: [1, 2] },
  options: {
    ...REGISTRY_OPTIONS,
    ...BRANCH_OPTION,
    limit: { kind: 'text', value: 'N', says: 'rows at most (1000 if not given)' },
    format: { kind: 'choice', of: ['table', 'json', 'csv'], initial: 'table', says: 'what to print' },
    out: { kind: 'text', value: 'FILE', short: 'o', says: 'write it to FILE instead of standard output' },
  },
  async run(values, name, context, more) {
    const { QUESTIONS } = await import('../../../organisation/queries/all.ts');
    const { loadKnowledge } = await import('../../../knowledge/load.ts');
    const { nearest } = await import('../../../explain/nearest.ts');
    const question = QUESTIONS.find(({ id }) => id === name);
    if (!question) {
      const near = nearest(
        name ?? '',
        QUESTIONS.map(({ id }) => id),
        1,
      );
      throw new UsageError(
        `no question ${name}${near.length > 0 ? `; did you mean ${near.join(', ')}?` : `: ask ${NAMES}`}`,
      );
    }
    const asked = {
      argument: argumentOf(question, more[0] ?? null),
      branch: nameGiven('branch', values.branch ?? 'main'),
      limit: limitOf(values.limit),
      knowledge: loadKnowledge(),
    };
    const { lookFor, renderAnswer } = await import('../../registry/answer.ts');
    const { writeOutput } = await import('../../output.ts');
    const rows = await inRegistry(values.to, context, (database) => question.answer(database, asked), {
      reads: true,
      surveys: true,
    });
    if (rows === null) return EXIT.failed;
    const look = lookFor(context.terminal, values.out);
    writeOutput(renderAnswer(question, asked.argument, rows, values.format, look), values.out, context);
    if (rows.length === asked.limit && !values.quiet)
      context.terminal.err(`keyturn: cut at ${asked.limit} rows: see --limit\n`);
    return EXIT.clean;
  },
});

function argumentOf({ id, argument }: Question, typed: string | null): string | null {
  if (argument === null) {
    if (typed !== null) throw new UsageError(`${id} takes no argument`);
    return null;
  }
  if (typed === null || typed === '') throw new UsageError(`${id} needs ${argument.name}: ${argument.says}`);
  const problem = argument.problem?.(typed) ?? null;
  if (problem !== null) throw new UsageError(`${typed} ${problem}`);
  return typed;
}

const MOST_ROWS = 1_000_000;

function limitOf(typed: string | null): number {
  if (typed === null) return 1_000;
  const limit = /^\d{1,7}$/.test(typed) ? Number(typed) : 0;
  if (limit < 1 || limit > MOST_ROWS) throw new UsageError(`--limit is a whole number from 1 to ${MOST_ROWS}`);
  return limit;
}

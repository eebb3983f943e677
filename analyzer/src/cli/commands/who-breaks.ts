/** `keyturn who-breaks CREDENTIAL`: if the old value dies at a moment, who fails, when, how surely, and whose it is. */
import type { Seconds } from '../../model/duration.ts';
import { defineCommand } from '../contract.ts';
import { EXIT, UsageError } from '../exit.ts';

export default defineCommand({
  name: 'who-breaks',
  summary: 'If the old value dies now, or some time after publication: who breaks, and when they notice',
  details: [
    'Everything is by itself: nobody restarts anything. Without --start every schedule is at an unknown phase.',
    'Exit code 1: somebody breaks, or cannot be judged. "Not proven" alone is 0: it would not break, nothing shows it yet.',
  ],
  operand: { name: 'CREDENTIAL', required: true, says: 'an id, a name, or an ending of either that only one has' },
  options: {
    at: { kind: 'duration', value: 'DURATION', says: 'the old value dies this long after the new one is published' },
    now: { kind: 'flag', says: 'the old value dies as the new one is published (if neither is given)' },
    start: { kind: 'text', value: 'TIME', says: 'when the new value is published, for next runs: 2026-11-26T02:00Z' },
    format: { kind: 'choice', of: ['table', 'json'], initial: 'table', says: 'what to print' },
    out: { kind: 'text', value: 'FILE', short: 'o', says: 'write it to FILE instead of standard output' },
    all: { kind: 'flag', says: 'every name, not only the first few' },
  },
  async run(values, operand, context) {
    const moment = momentOf(values);
    const { readMoment } = await import('../moment.ts');
    const start = readMoment('start', values.start);
    const { openInventory, reportNothingScanned } = await import('../session.ts');
    const { from, quiet, 'no-cache': noCache } = values;
    const inventory = await openInventory({ path: null, from, quiet, cache: !noCache }, context);
    if (reportNothingScanned(inventory, context)) return EXIT.failed;
    const { usedCredentialNamed } = await import('../credential.ts');
    const credential = usedCredentialNamed(inventory, operand ?? '');
    const { readRotation } = await import('../../wire/rotation.ts');
    const { whoBreaks } = await import('../../convergence/who-breaks.ts');
    const { lookOf, writeOutput } = await import('../output.ts');
    const { drawAnswer } = await import('../../whatif/who-breaks/table.ts');
    const { writeAnswer } = await import('../../whatif/who-breaks/answer.ts');
    const rotation = readRotation(inventory, credential);
    const answer = whoBreaks(rotation, moment, start);
    const drawing = { ...lookOf(context.terminal, values.out), all: values.all };
    const text =
      values.format === 'json' ? writeAnswer(rotation, answer, start) : drawAnswer(rotation, answer, start, drawing);
    writeOutput(text, values.out, context);
    return answer.breaks.length + answer.unjudged.length > 0 ? EXIT.findings : EXIT.clean;
  },
});

function momentOf({ at, now }: { readonly at: Seconds | null; readonly now: boolean }): Seconds {
  if (at !== null && now) throw new UsageError('give either --at or --now, not both');
  return at ?? 0;
}

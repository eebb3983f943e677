/** `keyturn readiness`: per credential, what is missing before it can be rotated boringly, and the figures after it. */
import { defineCommand } from '../contract.ts';
import { EXIT } from '../exit.ts';

export default defineCommand({
  name: 'readiness',
  summary: 'What is missing before each credential can be rotated boringly',
  details: ['Exit code 1: something is missing for at least one credential.'],
  operand: null,
  options: {
    credential: { kind: 'text', value: 'NAME', says: 'only this one: its name, its id or an ending that no other has' },
    top: { kind: 'text', value: 'N', says: 'show the N hardest; all count for the exit code' },
    format: { kind: 'choice', of: ['text', 'json'], initial: 'text', says: 'what to print' },
    today: { kind: 'text', value: 'DATE', says: 'the day by which rotations are overdue; the clock if not given' },
    out: { kind: 'text', value: 'FILE', short: 'o', says: 'write it to FILE instead of standard output' },
  },
  async run(values, _operand, context) {
    const { readCount } = await import('../count.ts');
    const top = readCount('top', values.top, Number.POSITIVE_INFINITY);
    const { dayByClock, readDay } = await import('../moment.ts');
    const today = readDay('today', values.today) ?? dayByClock();
    const { openInventory, reportNothingScanned } = await import('../session.ts');
    const { from, quiet, 'no-cache': noCache } = values;
    const inventory = await openInventory({ path: null, from, quiet, cache: !noCache }, context);
    if (reportNothingScanned(inventory, context)) return EXIT.failed;
    const { readinessOf } = await import('../../runbook/readiness.ts');
    const { drawReadiness } = await import('../readiness-table.ts');
    const { lookOf, writeOutput } = await import('../output.ts');
    const { credentialNamed } = await import('../credential.ts');
    const asked = values.credential === null ? null : credentialNamed(inventory, values.credential).id;
    const all = readinessOf(inventory, today).filter(({ credential }) => asked === null || credential === asked);
    const { columns, paint } = lookOf(context.terminal, values.out);
    const text =
      values.format === 'json'
        ? `${JSON.stringify(all.slice(0, top), null, 2)}\n`
        : drawReadiness(all, columns, paint, top);
    writeOutput(text, values.out, context);
    return all.some(({ missing }) => missing.length > 0) ? EXIT.findings : EXIT.clean;
  },
});

/** `keyturn registry hardest [PATH]`: which credentials are hardest to rotate, why, and what to do next. */
import { defineCommand } from '../../contract.ts';
import { EXIT } from '../../exit.ts';

export default defineCommand({
  name: 'registry hardest',
  summary: 'The credentials that are hardest to rotate, why, and the next step for each',
  operand: { name: 'PATH', required: false, says: 'the folder to scan; here if not given' },
  options: {
    top: { kind: 'text', value: 'N', says: 'how many to show (10 if not given)' },
    format: {
      kind: 'choice',
      of: ['text', 'json'],
      initial: 'text',
      says: 'what to print; registry export --as hardest is Markdown',
    },
    out: { kind: 'text', value: 'FILE', short: 'o', says: 'write it to FILE instead of standard output' },
  },
  async run(values, path, context) {
    const { readCount } = await import('../../count.ts');
    const top = readCount('top', values.top, 10);
    const { openInventory, reportNothingScanned } = await import('../../session.ts');
    const { from, quiet, 'no-cache': noCache } = values;
    const inventory = await openInventory({ path, from, quiet, cache: !noCache }, context);
    if (reportNothingScanned(inventory, context)) return EXIT.failed;
    const { hardestOf } = await import('../../../registry/hardest.ts');
    const { drawHardest } = await import('../../registry/hardest-table.ts');
    const { lookOf, writeOutput } = await import('../../output.ts');
    const all = hardestOf(inventory);
    const shown = all.slice(0, top);
    const { columns, paint } = lookOf(context.terminal, values.out);
    const drawn =
      values.format === 'json' ? `${JSON.stringify(shown, null, 2)}\n` : drawHardest(shown, all.length, columns, paint);
    writeOutput(drawn, values.out, context);
    return EXIT.clean;
  },
});

/** `keyturn baseline [PATH]`: the findings of today as a file, so that tomorrow only new ones are told. */
import { defineCommand } from '../contract.ts';
import { EXIT, UsageError } from '../exit.ts';

export default defineCommand({
  name: 'baseline',
  summary: 'Write down the findings that are known, for --baseline of scan and review',
  details: [
    'Sorted, one finding per line, without line numbers: a merge rarely conflicts. Exit code 0 whatever was found.',
  ],
  operand: { name: 'PATH', required: false, says: 'the folder to scan; here if not given' },
  options: {
    out: { kind: 'text', value: 'FILE', short: 'o', says: 'write it to FILE instead of standard output' },
    baseline: { kind: 'text', value: 'FILE', says: 'with --prune: the baseline to shorten' },
    prune: { kind: 'flag', says: 'keep of --baseline what is still found, and add nothing' },
  },
  async run(values, path, context) {
    if (values.prune !== (values.baseline !== null)) throw new UsageError('--prune and --baseline FILE go together');
    const { openInventory, reportNothingScanned } = await import('../session.ts');
    const { pruneBaseline, readBaselineText, writeBaseline } = await import('../baseline.ts');
    const { writeOutput } = await import('../output.ts');
    const { from, quiet, baseline, 'no-cache': noCache } = values;
    const known = baseline === null ? null : readBaselineText(baseline, context.directory);
    const inventory = await openInventory({ path, from, quiet, cache: !noCache }, context);
    if (reportNothingScanned(inventory, context)) return EXIT.failed;
    const text = known === null ? writeBaseline(inventory.findings) : pruneBaseline(known, inventory.findings);
    writeOutput(text, values.out, context);
    return EXIT.clean;
  },
});

/** `keyturn explain CREDENTIAL`: every path, every delay and every point behind its figures, each with its place. */
import { defineCommand } from '../contract.ts';
import { EXIT } from '../exit.ts';

export default defineCommand({
  name: 'explain',
  summary: 'Everything about one credential: paths, delays, radii, and where each comes from',
  operand: { name: 'CREDENTIAL', required: true, says: 'an id, a name, or an ending of either that only one has' },
  options: {
    format: { kind: 'choice', of: ['text', 'json'], initial: 'text', says: 'what to print' },
    out: { kind: 'text', value: 'FILE', short: 'o', says: 'write it to FILE instead of standard output' },
  },
  async run(values, operand, context) {
    const { openInventory, reportNothingScanned } = await import('../session.ts');
    const { from, quiet, 'no-cache': noCache } = values;
    const inventory = await openInventory({ path: null, from, quiet, cache: !noCache }, context);
    if (reportNothingScanned(inventory, context)) return EXIT.failed;
    const { credentialNamed } = await import('../credential.ts');
    const credential = credentialNamed(inventory, operand ?? '');
    const { explainCredential } = await import('../../explain/credential.ts');
    const { renderExplanation } = await import('../explanation.ts');
    const { lookOf, writeOutput } = await import('../output.ts');
    const explanation = explainCredential(inventory, credential);
    const { columns, paint } = lookOf(context.terminal, values.out);
    const text =
      values.format === 'json'
        ? `${JSON.stringify(explanation, null, 2)}\n`
        : renderExplanation(explanation, columns, paint);
    writeOutput(text, values.out, context);
    return EXIT.clean;
  },
});

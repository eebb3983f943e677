/** `keyturn registry merge FILES…`: inventories of several repositories joined offline, and what they share. */
import { defineCommand } from '../../contract.ts';
import { EXIT } from '../../exit.ts';

export default defineCommand({
  name: 'registry merge',
  summary: 'Join the inventories of several repositories: who shares which credential, with the radii of all together',
  details: [
    'A repository is named after the folder that was scanned; NAME=FILE names it otherwise.',
    'Joined is what has one identity everywhere: items of a store whose account is known, and Secrets of a named cluster.',
  ],
  operand: {
    name: 'FILE',
    required: true,
    says: 'inventories (scan --format json), or folders of them',
    count: [1, 1_000_000],
  },
  options: {
    format: {
      kind: 'choice',
      of: ['table', 'json'],
      initial: 'table',
      says: 'what is shared, or the whole as an inventory',
    },
    out: { kind: 'text', value: 'FILE', short: 'o', says: 'write it to FILE instead of standard output' },
  },
  async run(values, first, context, more) {
    const { mergeFiles } = await import('../../registry/merge-files.ts');
    const { drawShared, mergedText } = await import('../../registry/merged.ts');
    const { writeOne } = await import('../../registry/write-files.ts');
    const { lookFor } = await import('../../registry/answer.ts');
    const merged = mergeFiles([first ?? '', ...more], context);
    try {
      const text =
        values.format === 'json' ? mergedText(merged) : [drawShared(merged, lookFor(context.terminal, values.out))];
      writeOne({ path: 'merged.json', text }, values.out, context);
    } finally {
      merged.close();
    }
    return EXIT.clean;
  },
});

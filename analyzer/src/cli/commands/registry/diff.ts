/** `keyturn registry diff BEFORE AFTER`: what is different between two inventories, by identity. */
import type { Difference } from '../../../registry/diff.ts';
import { type Context, defineCommand } from '../../contract.ts';
import { EXIT, UsageError } from '../../exit.ts';

export default defineCommand({
  name: 'registry diff',
  summary: 'Say what is different between two inventories',
  details: ['Exit code 1: something is different.'],
  operand: { name: 'BEFORE AFTER', required: true, says: 'two inventories (scan --format json)', count: [2, 2] },
  options: {
    format: { kind: 'choice', of: ['text', 'md', 'json'], initial: 'text', says: 'what to print' },
    out: { kind: 'text', value: 'FILE', short: 'o', says: 'write it to FILE instead of standard output' },
  },
  async run({ format, out, from }, before, context, [after = '']) {
    if (from !== null) throw new UsageError('registry diff takes two files and no --from');
    const { openInventory } = await import('../../session.ts');
    const read = (file: string) => openInventory({ path: null, from: file, quiet: true, cache: false }, context);
    const { differencesOf } = await import('../../../registry/diff.ts');
    const differences = differencesOf(await read(before ?? ''), await read(after));
    const { writeOutput } = await import('../../output.ts');
    writeOutput(await textOf(differences, format, out, context), out, context);
    return differences.length === 0 ? EXIT.clean : EXIT.findings;
  },
});

async function textOf(
  differences: readonly Difference[],
  format: 'text' | 'md' | 'json',
  out: string | null,
  { terminal }: Context,
): Promise<string> {
  if (format === 'json') return `${JSON.stringify(differences, null, 2)}\n`;
  const { drawDifferences, markDifferences } = await import('../../registry/diff-text.ts');
  const { lookOf } = await import('../../output.ts');
  return format === 'md' ? markDifferences(differences) : drawDifferences(differences, lookOf(terminal, out).paint);
}

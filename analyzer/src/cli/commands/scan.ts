/** `keyturn scan [PATH]`: the inventory of a folder, as a table for people or as JSON. */
import type { WireInventory } from '../../wire/types.ts';
import { type Context, defineCommand } from '../contract.ts';
import { EXIT } from '../exit.ts';

/** Severities, by how bad a finding must be to fail. */
const FAILING = {
  error: ['error'],
  warning: ['error', 'warning'],
  note: ['error', 'warning', 'note'],
  never: [],
} as const satisfies Record<string, readonly string[]>;

export default defineCommand({
  name: 'scan',
  summary: 'Find every secret, who uses it and how each user picks up a new value',
  details: ['Exit code 1: a finding at least as bad as --fail-on. 3: no file was read, whatever else happened.'],
  operand: { name: 'PATH', required: false, says: 'the folder to scan; here if not given' },
  options: {
    format: { kind: 'choice', of: ['table', 'json'], initial: 'table', says: 'what to print' },
    out: { kind: 'text', value: 'FILE', short: 'o', says: 'write it to FILE instead of standard output' },
    'fail-on': {
      kind: 'choice',
      of: ['error', 'warning', 'note', 'never'],
      initial: 'warning',
      says: 'end with exit code 1 on findings at least this bad',
    },
    rendered: {
      kind: 'text',
      value: 'DIR',
      says: 'also read what helm, kustomize, kubectl or terraform printed; a file, a folder or - for standard input',
    },
    all: { kind: 'flag', says: 'every row of the table, not only the worst' },
  },
  async run(values, path, context) {
    const { openInventory, reportNothingScanned } = await import('../session.ts');
    const { from, quiet, rendered, 'no-cache': noCache } = values;
    const inventory = await openInventory({ path, from, quiet, rendered, cache: !noCache }, context);
    const { writeOutput } = await import('../output.ts');
    const text = values.format === 'json' ? await json(inventory) : await table(inventory, values, path, context);
    writeOutput(text, values.out, context);
    if (reportNothingScanned(inventory, context)) return EXIT.failed;
    const failing: readonly string[] = FAILING[values['fail-on']];
    return inventory.findings.some(({ severity }) => failing.includes(severity)) ? EXIT.findings : EXIT.clean;
  },
});

async function json(inventory: WireInventory): Promise<string> {
  const { writeInventory } = await import('../../wire/write.ts');
  return writeInventory(inventory);
}

async function table(
  inventory: WireInventory,
  values: { readonly out: string | null; readonly from: string | null; readonly all: boolean },
  path: string | null,
  { terminal, directoryGiven }: Context,
): Promise<string> {
  const { renderTable } = await import('../table/table.ts');
  const { lookOf, whereOf } = await import('../output.ts');
  const look = lookOf(terminal, values.out);
  return renderTable(inventory, { ...look, all: values.all, where: whereOf(directoryGiven, path, values.from) });
}

/** `keyturn scan [PATH]`: the inventory of a folder, as a table for people or as JSON. */
import { resolve } from 'node:path';
import type { WireInventory } from '../../wire/types.ts';
import { type Context, defineCommand } from '../contract.ts';
import { EXIT } from '../exit.ts';
import { aboveLimit, FAIL_ON, MAX_ROLLOUT, readFailOn, readMaxRollout } from '../failing.ts';
import { WIDENING_OPTIONS, widened } from '../registry/widened.ts';

const FORMATS = ['table', 'md', 'json', 'sarif', 'github', 'gitlab', 'rdjson'] as const;

export default defineCommand({
  name: 'scan',
  summary: 'Find every secret, who uses it and how each user picks up a new value',
  details: [
    'Exit code 1: a finding as bad as --fail-on, or a rollout radius above the limit. 3: no file was read, whatever else happened.',
    'Dates in keyturn.yaml are judged by the clock in the table, and by --today alone elsewhere: same files, same bytes.',
  ],
  operand: { name: 'PATH', required: false, says: 'the folder to scan; here if not given' },
  options: {
    format: { kind: 'choice', of: FORMATS, initial: 'table', says: 'what to print' },
    out: { kind: 'text', value: 'FILE', short: 'o', says: 'write it to FILE instead of standard output' },
    'fail-on': FAIL_ON,
    'max-rollout-radius': MAX_ROLLOUT,
    summary: { kind: 'text', value: 'FILE', says: 'also append a Markdown page to FILE, such as a job summary' },
    baseline: { kind: 'text', value: 'FILE', says: 'leave out the findings that this baseline knows' },
    rendered: {
      kind: 'text',
      value: 'DIR',
      says: 'also read what helm, kustomize, kubectl or terraform printed; a file, a folder or - for standard input',
    },
    today: { kind: 'text', value: 'DATE', says: 'the day by which dates in keyturn.yaml are judged: 2026-11-26' },
    ...WIDENING_OPTIONS,
    all: { kind: 'flag', says: 'every row of the table, not only the worst' },
  },
  async run(values, path, context) {
    const { RULES } = await import('../../rules/registry.generated.ts');
    const fails = readFailOn(
      values['fail-on'],
      values.format,
      RULES.map(({ id }) => id),
    );
    const limit = readMaxRollout(values['max-rollout-radius']);
    const { openInventory, reportNothingScanned } = await import('../session.ts');
    const { from, quiet, rendered, 'no-cache': noCache } = values;
    const { dayByClock, readDay } = await import('../moment.ts');
    // People are told what is over today; what machines compare is the same on every day.
    const today = readDay('today', values.today) ?? (values.format === 'table' ? dayByClock() : null);
    const own = await openInventory({ path, from, quiet, rendered, today, cache: !noCache }, context);
    const all = await widened(own, values, context);
    if (all === null) return EXIT.failed;
    const { newTo, sayLeftOut } = await import('../baseline.ts');
    const inventory = { ...all, findings: all.findings.filter(newTo(values.baseline, context.directory)) };
    const leftOut = all.findings.length - inventory.findings.length;
    if (values.baseline !== null && !quiet) context.terminal.err(`keyturn: ${sayLeftOut(leftOut)}\n`);
    const { appendOutput, writeOutput } = await import('../output.ts');
    writeOutput(await textOf(inventory, values, path, context), values.out, context);
    if (values.summary !== null) appendOutput(await page(inventory, path, context), values.summary, context);
    if (reportNothingScanned(inventory, context)) return EXIT.failed;
    const above = sayAbove(inventory, limit, context);
    return above || inventory.findings.some(fails) ? EXIT.findings : EXIT.clean;
  },
});

type Shown = Parameters<typeof table>[1] & { readonly format: (typeof FORMATS)[number] };

async function textOf(
  inventory: WireInventory,
  values: Shown,
  path: string | null,
  context: Context,
): Promise<string | Iterable<string>> {
  const { format } = values;
  if (format === 'json') return json(inventory);
  if (format === 'table') return table(inventory, values, path, context);
  if (format === 'md') return page(inventory, path, context);
  const { RULES } = await import('../../rules/registry.generated.ts');
  const { writeReport } = await import('../report.ts');
  const prefix = await prefixOf(path, context);
  return writeReport(format, { of: 'scan', rules: RULES, findings: inventory.findings, prefix }, inventory);
}

async function page(inventory: WireInventory, path: string | null, context: Context): Promise<string> {
  const { toMarkdownPage } = await import('../../reports/markdown.ts');
  return toMarkdownPage(inventory, await prefixOf(path, context));
}

/** Other tools count from the top of the repository. */
async function prefixOf(path: string | null, { directory }: Context): Promise<string> {
  const { repositoryPrefix } = await import('../prefix.ts');
  return repositoryPrefix(resolve(directory, path ?? '.'));
}

function sayAbove({ credentials }: WireInventory, limit: number | null, { terminal }: Context): boolean {
  const above = credentials.filter(({ rolloutRadius }) => limit !== null && rolloutRadius.score > limit);
  for (const { name, rolloutRadius } of above) terminal.err(aboveLimit(name, rolloutRadius.score, limit));
  return above.length > 0;
}

async function json(inventory: WireInventory): Promise<Iterable<string>> {
  const { inventoryPieces } = await import('../../wire/write.ts');
  return inventoryPieces(inventory);
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

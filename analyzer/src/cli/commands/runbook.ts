/** `keyturn runbook CREDENTIAL`: the whole rotation as one document; `--check FILE`: what changed since one was made. */
import type { Plan } from '../../runbook/plan.ts';
import type { WireInventory } from '../../wire/types.ts';
import { type Context, defineCommand } from '../contract.ts';
import { EXIT, UsageError } from '../exit.ts';

type Format = 'md' | 'html' | 'json';

/** Everything heavy is imported when it is needed. */
const WRITERS: Readonly<Record<Format, (plan: Plan) => Promise<string>>> = {
  md: async (plan) => (await import('../../runbook/markdown.ts')).toMarkdown(plan),
  html: async (plan) => (await import('../../runbook/html.ts')).toHtml(plan),
  json: async (plan) => `${JSON.stringify(plan, null, 2)}\n`,
};

export default defineCommand({
  name: 'runbook',
  summary: 'Write the plan of one rotation: steps, gates, rollback, incident card',
  details: [
    'Commands hold placeholders only, never a value. The first line is the verdict.',
    'Exit code 1: only with --check, when something changed since the runbook was made.',
  ],
  operand: { name: 'CREDENTIAL', required: false, says: 'an id, a name, or an ending of either that only one has' },
  options: {
    mode: { kind: 'choice', of: ['routine', 'compromise'], initial: 'routine', says: 'compromise: contain first' },
    drill: { kind: 'flag', says: 'a rehearsal on a non-production copy' },
    start: { kind: 'text', value: 'TIME', says: 'when the new value is published, for next runs: 2026-11-26T02:00Z' },
    window: { kind: 'duration', value: 'DURATION', says: 'the overlap window that is proposed' },
    check: { kind: 'text', value: 'FILE', says: 'say what changed since this runbook was made; no CREDENTIAL' },
    format: { kind: 'choice', of: ['md', 'html', 'json'], initial: 'md', says: 'what to write' },
    out: { kind: 'text', value: 'FILE', short: 'o', says: 'write it to FILE instead of standard output' },
  },
  async run(values, operand, context) {
    if ((operand === null) === (values.check === null))
      throw new UsageError('give either a CREDENTIAL or --check FILE');
    if (values.window !== null && values.window <= 0) throw new UsageError('--window must be longer than zero');
    const start = await startOf(values.start);
    const { openInventory, reportNothingScanned } = await import('../session.ts');
    const { from, quiet, 'no-cache': noCache } = values;
    const inventory = await openInventory({ path: null, from, quiet, cache: !noCache }, context);
    if (reportNothingScanned(inventory, context)) return EXIT.failed;
    if (values.check !== null) return check(inventory, values.check, context);
    const plan = await planFor(inventory, operand ?? '', { ...values, start });
    const { writeOutput } = await import('../output.ts');
    writeOutput(await WRITERS[values.format](plan), values.out, context);
    return EXIT.clean;
  },
});

async function startOf(typed: string | null): Promise<string | null> {
  const { readMoment } = await import('../moment.ts');
  const { writeMoment } = await import('../../model/moment.ts');
  const moment = readMoment('start', typed);
  if (moment === null) return null;
  if (moment * 1000 < Date.now()) throw new UsageError(`--start ${typed} is in the past`);
  return writeMoment(moment);
}

async function planFor(
  inventory: WireInventory,
  typed: string,
  { mode, drill, start, window }: Pick<Plan, 'mode' | 'drill' | 'start'> & { readonly window: number | null },
): Promise<Plan> {
  const { usedCredentialNamed } = await import('../credential.ts');
  const { loadKnowledge } = await import('../../knowledge/load.ts');
  const { makePlan } = await import('../../runbook/make-plan.ts');
  const credential = usedCredentialNamed(inventory, typed);
  const kind = loadKnowledge().kinds.get(credential.kind ?? '') ?? null;
  const plan = makePlan(inventory, credential, kind, { mode, drill, start, window });
  if (plan === null)
    throw new UsageError(`no consumer of ${credential.name} is described here: a plan would revoke blindly`);
  return plan;
}

async function check(inventory: WireInventory, file: string, context: Context): Promise<0 | 1> {
  const { readRunbook } = await import('../runbook-file.ts');
  const { changedSince } = await import('../../runbook/changed.ts');
  const { escapeTerminal } = await import('../../explain/escape.ts');
  const changes = changedSince(readRunbook(file, context.directory), inventory);
  const lines = changes.length === 0 ? ['nothing changed since this runbook was made'] : changes;
  context.terminal.out(lines.map((line) => `${escapeTerminal(line)}\n`).join(''));
  return changes.length === 0 ? EXIT.clean : EXIT.findings;
}

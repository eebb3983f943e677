/** `keyturn simulate CREDENTIAL`: how a rotation goes over time, and what would be if. */
import { defineCommand } from '../contract.ts';
import { EXIT, UsageError } from '../exit.ts';

export default defineCommand({
  name: 'simulate',
  summary: 'How a rotation goes over time: shares, windows, revocation, load, and what would be if',
  details: [
    'Everything is by itself: nobody restarts anything. Publication is at an unknown phase of every clock.',
    '--set takes sync, node, poll, pool, run (durations) and replicas, connections (numbers), separated by commas.',
    'Exit code 1: the overlap window asked for, or declared, strands somebody.',
  ],
  operand: { name: 'CREDENTIAL', required: true, says: 'an id, a name, or an ending of either that only one has' },
  options: {
    window: { kind: 'duration', value: 'DURATION', says: 'check an overlap window; the declared one if not given' },
    sweep: { kind: 'flag', says: 'the old value revoked at one moment after another: what each costs' },
    leaked: { kind: 'flag', says: 'the old value leaked: exposure against outage' },
    'revoke-at': { kind: 'duration', value: 'DURATION', says: 'who breaks if the old value dies then' },
    stall: { kind: 'text', value: 'SHARE', says: 'stop at a share of instances, such as 40%: what can be taken back' },
    advice: {
      kind: 'flag',
      says: 'the changes that would help, with the figures of time and of both radii before and after',
    },
    set: { kind: 'text', value: 'CHANGES', says: 'other parameters: sync=30s,pool=10m,replicas=12' },
    until: { kind: 'duration', value: 'DURATION', says: 'end the timeline here' },
    format: { kind: 'choice', of: ['text', 'svg', 'json'], initial: 'text', says: 'what to print' },
    out: { kind: 'text', value: 'FILE', short: 'o', says: 'write it to FILE instead of standard output' },
    all: { kind: 'flag', says: 'every name, not only the first few' },
  },
  async run(values, operand, context) {
    const { readChanges, readStall, readUntil, readWindow } = await import('../simulate/asked.ts');
    const { lookOf, writeOutput } = await import('../output.ts');
    const look = lookOf(context.terminal, values.out);
    const columns = Math.min(80, look.columns);
    const asked = {
      changes: readChanges(values.set),
      window: readWindow(values.window),
      sweep: values.sweep,
      leaked: values.leaked,
      revokeAt: values['revoke-at'],
      stall: readStall(values.stall),
      until: readUntil(values.until),
    };
    const { openInventory, reportNothingScanned } = await import('../session.ts');
    const { from, quiet, 'no-cache': noCache } = values;
    const inventory = await openInventory({ path: null, from, quiet, cache: !noCache }, context);
    if (reportNothingScanned(inventory, context)) return EXIT.failed;
    const { usedCredentialNamed } = await import('../credential.ts');
    const credential = usedCredentialNamed(inventory, operand ?? '');
    const { readRotation } = await import('../../wire/rotation.ts');
    const { simulate } = await import('../../whatif/simulate/simulation.ts');
    const { AROUND } = await import('../../whatif/simulate/chart.ts');
    const points = values.format === 'text' ? columns - AROUND : 201;
    const advice = values.advice ? (credential.improvements ?? []) : null;
    const simulation = simulate(readRotation(inventory, credential), { ...asked, advice, points });
    if (simulation.untouched.length > 0) {
      throw new UsageError(`--set ${simulation.untouched.join(', ')} changes nothing here: no path has such a hop`);
    }
    writeOutput(
      await FORMATS[values.format](simulation, values.set, { ...look, columns, all: values.all }),
      values.out,
      context,
    );
    const { window, rotation } = simulation;
    // One value at a time leaves no window, however long it is.
    const stranded = window !== null && (rotation.cutover || window.settled.length > 0);
    return stranded ? EXIT.findings : EXIT.clean;
  },
});

type Simulation = import('../../whatif/simulate/simulation.ts').Simulation;
type Drawing = import('../../whatif/who-breaks/table.ts').Drawing;

/** Each format loads only what it draws with. */
const FORMATS = {
  text: async (simulation: Simulation, changed: string | null, drawing: Drawing) =>
    (await import('../../whatif/simulate/text.ts')).drawSimulation(simulation, changed, drawing),
  svg: async (simulation: Simulation) => (await import('../../whatif/simulate/svg.ts')).drawSvg(simulation),
  json: async (simulation: Simulation) => (await import('../../whatif/simulate/json.ts')).writeSimulation(simulation),
} as const;

/** `keyturn gate RUNBOOK.json --evidence FILE…`: whether exported evidence shows that the old value may die. Offline, read-only. */
import { defineCommand } from '../contract.ts';
import { EXIT } from '../exit.ts';
import { ROTATION_OPTIONS, RUNBOOK_OPERAND } from '../gate/options.ts';

export default defineCommand({
  name: 'gate',
  summary: 'Judge exported evidence against a runbook: may the old value die?',
  details: [
    'Kinds of evidence are told by their content. What is missing is unknown, with the export that would answer it.',
    'Exit code 1: a gate has to wait, or cannot be judged.',
  ],
  operand: RUNBOOK_OPERAND,
  options: {
    ...ROTATION_OPTIONS,
    format: { kind: 'choice', of: ['table', 'md', 'json'], initial: 'table', says: 'what to print' },
    out: { kind: 'text', value: 'FILE', short: 'o', says: 'write it to FILE instead of standard output' },
    measured: { kind: 'text', value: 'FILE', says: 'write measured delays to FILE, as rows for keyturn.yaml' },
    all: { kind: 'flag', says: 'every consumer, not only the worst' },
  },
  async run(values, operand, context, more) {
    const { judged } = await import('../gate/rotation.ts');
    const { writeOutput } = await import('../output.ts');
    const judgement = judged(values, operand ?? '', more, context);
    const { layoutJudgement } = await import('../../evidence/layout.ts');
    const { judgementJson } = await import('../gate/json.ts');
    const { answerLook, write } = await import('../gate/write.ts');
    const text = write(values.format, {
      json: () => judgementJson(judgement),
      blocks: () => layoutJudgement(judgement, values.all || values.format === 'md'),
      look: answerLook(context.terminal, values.out),
    });
    writeOutput(text, values.out, context);
    if (values.measured !== null) {
      const { measuredYaml } = await import('../gate/measured-yaml.ts');
      writeOutput(measuredYaml(judgement), values.measured, context);
    }
    return judgement.verdict === 'pass' ? EXIT.clean : EXIT.findings;
  },
});

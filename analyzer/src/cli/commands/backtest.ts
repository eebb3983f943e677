/** `keyturn backtest RUNBOOK.json --evidence FILE…`: what was predicted for a finished rotation against what happened. */
import { defineCommand } from '../contract.ts';
import { EXIT } from '../exit.ts';
import { ROTATION_OPTIONS, RUNBOOK_OPERAND } from '../gate/options.ts';

export default defineCommand({
  name: 'backtest',
  summary: 'Compare what a runbook predicted with what its rotation did',
  details: ['Exit code 1: somebody was outside the predicted bound, or nothing could be compared.'],
  operand: RUNBOOK_OPERAND,
  options: {
    ...ROTATION_OPTIONS,
    format: { kind: 'choice', of: ['table', 'md', 'json'], initial: 'table', says: 'what to print' },
    out: { kind: 'text', value: 'FILE', short: 'o', says: 'write it to FILE instead of standard output' },
  },
  async run(values, operand, context, more) {
    const { judged } = await import('../gate/rotation.ts');
    const { backtest } = await import('../../evidence/backtest.ts');
    const { layoutBacktest } = await import('../../evidence/backtest-layout.ts');
    const { backtestJson } = await import('../gate/json.ts');
    const { answerLook, write } = await import('../gate/write.ts');
    const { writeOutput } = await import('../output.ts');
    const judgement = judged(values, operand ?? '', more, context);
    const compared = backtest(judgement);
    const text = write(values.format, {
      json: () => backtestJson(judgement, compared),
      blocks: () => layoutBacktest(judgement, compared),
      look: answerLook(context.terminal, values.out),
    });
    writeOutput(text, values.out, context);
    const shown = compared.comparisons.filter(({ outcome }) => outcome !== 'not shown');
    const missed = shown.length === 0 || shown.some(({ outcome }) => outcome === 'outside');
    return missed ? EXIT.findings : EXIT.clean;
  },
});

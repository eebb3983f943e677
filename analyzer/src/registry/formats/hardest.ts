/** The list of what is hardest to rotate, as Markdown for an issue or a quarterly plan. Every text is escaped here, once. */
import { escapeMarkdown } from '../../explain/escape.ts';
import type { WireInventory } from '../../wire/types.ts';
import { defineExporter } from '../contract.ts';
import { type Hard, hardestOf } from '../hardest.ts';

export default defineExporter({
  id: 'hardest',
  writes: 'the hardest to rotate first, why, and the next step, as Markdown',
  folder: false,
  *files(inventory) {
    yield { path: 'hardest.md', text: lines(inventory) };
  },
});

function* lines(inventory: WireInventory): Iterable<string> {
  yield '| # | Credential | Difficulty | Rollout | Scope | Consumers | Settles | Hard because | Next step |\n';
  yield `|${' --- |'.repeat(9)}\n`;
  for (const hard of hardestOf(inventory)) yield `| ${cellsOf(hard).map(escapeMarkdown).join(' | ')} |\n`;
}

function cellsOf(hard: Hard): readonly string[] {
  const { rank, name, difficulty, rollout, scope, consumers, settles, because, nextStep } = hard;
  const radii = [rollout, scope].map(({ score, band }) => `${Math.floor(score)} ${band}`);
  return [String(rank), name, difficulty, ...radii, String(consumers), settles, because.join('; '), nextStep];
}

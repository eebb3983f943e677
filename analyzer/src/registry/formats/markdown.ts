/** The catalogue as Markdown: an index and a page per credential, for a repository or a wiki. Every text is escaped here, once. */
import { sayConvergence } from '../../explain/convergence.ts';
import { escapeMarkdown, escapeTerminal } from '../../explain/escape.ts';
import { type Line, sayPlace } from '../../explain/explanation.ts';
import { type View, viewOf } from '../../explain/view.ts';
import { plural } from '../../explain/words.ts';
import type { WireCredential } from '../../wire/types.ts';
import { defineExporter } from '../contract.ts';
import { type Block, type Page, pagesOf } from '../page.ts';
import { type PageNames, pageNamesOf } from '../page-names.ts';
import type { Picture } from '../picture.ts';
import { hardestFirst, summaryOf } from '../summary.ts';

export default defineExporter({
  id: 'markdown',
  writes: 'a catalogue for a repository or wiki: an index and a page per credential',
  folder: true,
  *files(inventory) {
    const view = viewOf(inventory);
    const names = pageNamesOf(inventory.credentials);
    const pageOf = pagesOf(view);
    yield { path: 'README.md', text: index(view, names) };
    for (const credential of inventory.credentials)
      yield { path: `credentials/${names.get(credential.id)}.md`, text: pieces(pageOf(credential)) };
  },
});

function* index(view: View, names: PageNames): Iterable<string> {
  const { source, credentials, consumers, tool } = view.inventory;
  const commit = source.commit === null ? '' : ` at ${escapeMarkdown(source.commit.slice(0, 12))}`;
  yield `# Credentials of ${escapeMarkdown(source.root)}\n\n`;
  yield `${plural(credentials.length, 'credential')}, ${plural(consumers.length, 'consumer')}${commit}; the hardest to rotate first. `;
  yield `Written by ${escapeMarkdown(`${tool.name} ${tool.version}`)}.\n\n`;
  yield row(['Credential', 'Kind', 'Difficulty', 'Rollout', 'Scope', 'Consumers', 'Settles', 'Owners']);
  yield RULE(8);
  for (const credential of hardestFirst(view.inventory))
    yield indexRow(view, credential, names.get(credential.id) ?? '');
}

function indexRow(view: View, credential: WireCredential, name: string): string {
  const { label, consumers } = summaryOf(view, credential);
  const { rolloutRadius: rollout, scopeRadius: scope } = credential;
  const cells = [
    credential.kind ?? 'not recognised',
    credential.difficulty,
    `${Math.floor(rollout.score)} ${rollout.band}`,
    `${Math.floor(scope.score)} ${scope.band}`,
    String(consumers.length),
    sayConvergence(view, credential),
    credential.owners.join(', '),
  ];
  return `| [${escapeMarkdown(label)}](credentials/${name}.md) ${row(cells)}`;
}

function* pieces(page: Page): Iterable<string> {
  yield `# ${escapeMarkdown(page.title)}\n\n**${escapeMarkdown(page.difficulty)}** · ${escapeMarkdown(page.verdict)}\n\n`;
  yield `> **Next step.** ${escapeMarkdown(page.nextStep)}\n\n`;
  yield row(['Figure', '']) + RULE(2);
  for (const [name, { score, band }] of page.radii) yield row([name, `${score} of 100, ${band}`]);
  for (const figure of page.figures) yield row(figure);
  for (const { title, blocks } of page.sections) {
    yield `\n## ${escapeMarkdown(title)}\n`;
    for (const block of blocks) yield `\n${markdownOf(block)}`;
  }
  yield '\n[All credentials](../README.md)\n';
}

function markdownOf(block: Block): string {
  switch (block.is) {
    case 'table':
      return row(block.header) + RULE(block.header.length) + block.rows.map(row).join('');
    case 'lines':
      return block.lines.map(line).join('');
    case 'commands':
      return `\`\`\`sh\n${block.commands.map(commented).join('')}\`\`\`\n`;
    case 'picture':
      return drawn(block.picture);
  }
}

/** No line of it starts with a name, so that none can end the block. */
function commented([command, says]: readonly [string, string]): string {
  return `# ${escapeTerminal(says)}\n${escapeTerminal(command)}\n`;
}

function line({ text, depth, place }: Line): string {
  const at = place === null ? '' : ` (${escapeMarkdown(sayPlace(place))})`;
  return `${'  '.repeat(depth)}- ${escapeMarkdown(text)}${at}\n`;
}

/** Markdown shows the twin in words: a chain a line. */
function drawn({ says, cut }: Picture): string {
  const more = cut > 0 ? `- ${plural(cut, 'path')} more in the table below\n` : '';
  return says.map((sentence) => `- ${escapeMarkdown(sentence)}\n`).join('') + more;
}

function row(cells: readonly string[]): string {
  return `| ${cells.map(cellOf).join(' | ')} |\n`;
}

/** A figure needs no escape, and looks odd with one. */
function cellOf(text: string): string {
  return /^[\d.]+( [a-z0-9 ,]+)?$/.test(text) ? text : escapeMarkdown(text);
}

const RULE = (columns: number) => `|${' --- |'.repeat(columns)}\n`;

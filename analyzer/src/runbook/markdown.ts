/** The runbook as Markdown for GitHub: task lists, tables, a Mermaid timeline. Every text is escaped here, once. */
import { escapeMarkdown, escapeTerminal } from '../explain/escape.ts';
import type { Block, Task } from './blocks.ts';
import { firstLine, layout } from './document.ts';
import { mermaid } from './mermaid.ts';
import type { Plan } from './plan.ts';
import { recordLine } from './record.ts';

/** Markdown text, one trailing newline. The first line is the verdict. */
export function toMarkdown(plan: Plan): string {
  const [word, ...rest] = firstLine(plan).split(': ');
  const failing = rest.length > 0 ? `: ${escapeMarkdown(rest.join(': '))}` : '';
  const blocks = layout(plan).map(markdownOf);
  return `${[`**${word}**${failing}`, ...blocks, `<!-- ${recordLine(plan)} -->`].join('\n\n')}\n`;
}

/** One block. */
export function markdownOf(block: Block): string {
  switch (block.is) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${escapeMarkdown(block.text)}`;
    case 'paragraph':
      return escapeMarkdown(block.text);
    case 'list':
      return block.items.map((item) => `- ${escapeMarkdown(item)}`).join('\n');
    case 'tasks':
      return block.tasks.map(taskOf).join('\n');
    case 'table':
      return [
        row(block.header),
        row(
          block.header.map(() => '---'),
          true,
        ),
        ...block.rows.map((cells) => row(cells)),
      ].join('\n');
    case 'code':
      return fenced(block.text, '');
    case 'timeline':
      return fenced(mermaid(block.bars, block.start), 'mermaid');
  }
}

function taskOf({ title, says, command, remarks }: Task): string {
  const lines = [
    `- [ ] **${/^[\w.]+$/.test(title) ? title : escapeMarkdown(title)}** ${escapeMarkdown(says)}`,
    ...(command === null
      ? []
      : fenced(command, languageOf(command))
          .split('\n')
          .map((line) => `  ${line}`)),
    ...remarks.map((remark) => `  - ${escapeMarkdown(remark)}`),
  ];
  return lines.join('\n');
}

/** For colours only. */
function languageOf(command: string): string {
  if (/^(?:ALTER|SELECT|DROP|REASSIGN|GRANT|REVOKE|CREATE|KILL)\b/.test(command)) return 'sql';
  return /^(?:POST|PUT|DELETE|GET|PATCH|ACL|CLIENT)\b/.test(command) ? 'text' : 'sh';
}

function row(cells: readonly string[], plain = false): string {
  return `| ${cells.map((cell) => (plain ? cell : escapeMarkdown(cell))).join(' | ')} |`;
}

/** The fence is longer than any run of backticks inside (CommonMark, section 4.5); lines stay lines, controls do not. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...text.split('\n').map(escapeTerminal), fence].join('\n');
}

/** The runbook as one printable HTML file without scripts, links or fonts from elsewhere. Every text is escaped here, once. */
import { escapeHtml, escapeTerminal } from '../explain/escape.ts';
import type { Block, Task } from './blocks.ts';
import { firstLine, layout } from './document.ts';
import type { Plan } from './plan.ts';
import { recordLine } from './record.ts';
import { svg } from './svg.ts';

const STYLE = [
  'body{font:15px/1.45 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}',
  'table{border-collapse:collapse;width:100%;margin:.6rem 0;font-size:13px}',
  'th,td{border:1px solid #bbb;padding:.25rem .45rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}',
  'pre{background:#f4f4f4;padding:.5rem;white-space:pre-wrap;overflow-wrap:anywhere}',
  '.verdict{font-size:1.1rem;border-left:.4rem solid #1a1a1a;padding:.4rem .8rem}',
  'ul.tasks{list-style:none;padding-left:0}ul.tasks>li{margin:.5rem 0}',
  '@media print{body{margin:0;max-width:none;font-size:11px}h2{break-after:avoid}tr,li,pre,svg{break-inside:avoid}}',
].join('\n');

/** One whole document, one trailing newline. */
export function toHtml(plan: Plan): string {
  const title = escapeHtml(`Runbook: ${plan.credential.name}`);
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${title}</title>`,
    `<style>${STYLE}</style></head><body>`,
    `<p class="verdict"><strong>${escapeHtml(firstLine(plan))}</strong></p>`,
    ...layout(plan).map(htmlOf),
    `<!-- ${recordLine(plan)} -->`,
    '</body></html>',
    '',
  ].join('\n');
}

function htmlOf(block: Block): string {
  switch (block.is) {
    case 'heading':
      return `<h${block.level}>${escapeHtml(block.text)}</h${block.level}>`;
    case 'paragraph':
      return `<p>${escapeHtml(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
    case 'tasks':
      return `<ul class="tasks">${block.tasks.map(taskOf).join('\n')}</ul>`;
    case 'table':
      return `<table><thead>${row(block.header, 'th')}</thead><tbody>${block.rows.map((cells) => row(cells, 'td')).join('\n')}</tbody></table>`;
    case 'code':
      return pre(block.text);
    case 'timeline':
      return svg(block.bars, block.start);
  }
}

function taskOf({ title, says, command, remarks }: Task): string {
  const below = remarks.map((remark) => `<li>${escapeHtml(remark)}</li>`).join('');
  return [
    `<li><label><input type="checkbox"> <strong>${escapeHtml(title)}</strong> ${escapeHtml(says)}</label>`,
    command === null ? '' : pre(command),
    below === '' ? '' : `<ul>${below}</ul>`,
    '</li>',
  ].join('');
}

function row(cells: readonly string[], tag: 'th' | 'td'): string {
  return `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
}

/** Lines stay lines, controls do not. */
function pre(text: string): string {
  const lines = text.split('\n').map((line) => escapeHtml(escapeTerminal(line)));
  return `<pre><code>${lines.join('\n')}</code></pre>`;
}

/** One credential as a page of the site. Every text of the page is escaped here, once. */
import { escapeHtml } from '../../explain/escape.ts';
import { type Line, sayPlace } from '../../explain/explanation.ts';
import { plural } from '../../explain/words.ts';
import type { WireInventory, WireRadius } from '../../wire/types.ts';
import type { Block, Page, PageSection } from '../page.ts';
import { closing, type Frame, opening } from './frame.ts';
import { svgOf } from './svg.ts';
import { pillOf, toneOfBand } from './tones.ts';

const LEGEND = [
  ['moves', 'takes a new value by itself'],
  ['waits', 'at the next run, restart or lease'],
  ['stuck', 'only when somebody acts'],
  ['dark', 'not established'],
] as const;

/** The page, section by section. */
export function* credentialPage(page: Page, about: Pick<WireInventory, 'source' | 'tool'>): Iterable<string> {
  const frame: Frame = { title: page.title, below: true, here: null, searches: false };
  yield opening(frame, about);
  yield `<h1>${escapeHtml(page.title)}</h1><p class="id">${escapeHtml(page.id)}</p>`;
  yield `<p class="verdict">${pillOf(page.difficulty)} ${escapeHtml(page.verdict)}</p>`;
  yield `<p class="next"><strong>Next step.</strong> ${escapeHtml(page.nextStep)}</p>`;
  yield `<ul class="cards">${page.radii.map(meter).join('')}${page.figures.map(card).join('')}</ul>\n`;
  for (const section of page.sections) yield sectionOf(section, page.title);
  yield closing(frame, about);
}

function meter([name, { score, band }]: readonly [string, WireRadius]): string {
  const bar = `<span class="meter"><i style="width:${Math.round(score)}%"></i></span>`;
  return `<li class="${toneOfBand(band)}"><span>${escapeHtml(name)}</span><b>${escapeHtml(`${score} ${band}`)}</b>${bar}</li>`;
}

function card([name, says]: readonly [string, string]): string {
  return `<li><span>${escapeHtml(name)}</span><b>${escapeHtml(says)}</b></li>`;
}

function sectionOf({ title, blocks }: PageSection, credential: string): string {
  const parts = blocks.map((block) => markupOf(block, `${title}: ${credential}`));
  return `<section><h2>${escapeHtml(title)}</h2>${parts.join('\n')}</section>\n`;
}

function markupOf(block: Block, title: string): string {
  switch (block.is) {
    case 'table':
      return block.header.every((name) => name === '') ? facts(block.rows) : tableOf(block.header, block.rows);
    case 'lines':
      return nested(block.lines, 0);
    case 'commands':
      return `<ul class="commands">${block.commands
        .map(([command, says]) => `<li><span>${escapeHtml(says)}</span><code>${escapeHtml(command)}</code></li>`)
        .join('')}</ul>`;
    case 'picture': {
      const legend = LEGEND.map(([tone, says]) => `<li class="${tone}">${says}</li>`).join('');
      const cut =
        block.picture.cut > 0
          ? `<p class="soft">${plural(block.picture.cut, 'path')} more in the table below.</p>`
          : '';
      return `<div class="scroll">${svgOf(block.picture, title)}</div><ul class="legend">${legend}</ul>${cut}`;
    }
  }
}

function facts(rows: ReadonlyArray<readonly string[]>): string {
  const written = rows.map(
    ([name = '', says = '']) => `<tr><th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(says)}</td></tr>`,
  );
  return `<table class="facts"><tbody>${written.join('\n')}</tbody></table>`;
}

function tableOf(header: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const head = header.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join('');
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`);
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>`;
}

/** Lines that are deeper than the one before stand in a list of their own below it. */
function nested(lines: readonly Line[], depth: number): string {
  const items: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const [first] = lines.slice(at, at + 1);
    let end = at + 1;
    while (end < lines.length && (lines[end]?.depth ?? 0) > depth) end++;
    const below = lines.slice(at + 1, end);
    const place = first?.place ? ` <span class="soft">${escapeHtml(sayPlace(first.place))}</span>` : '';
    items.push(`<li>${escapeHtml(first?.text ?? '')}${place}${below.length > 0 ? nested(below, depth + 1) : ''}</li>`);
    at = end;
  }
  return `<ul class="lines">${items.join('\n')}</ul>`;
}

/** Sections as Markdown that an editor shows, every name escaped, every place a link where its reader can open one. */
import { escapeMarkdown } from './escape.ts';
import { type Line, type Place, type Section, sayPlace } from './explanation.ts';

/** Address of a place; null: it cannot be opened from here. */
export type LinkTo = (place: Place) => string | null;

/** The sections, one below the other. */
export function sectionsToMarkdown(sections: readonly Section[], linkTo: LinkTo): string {
  return sections
    .map(({ title, lines }) => [
      `**${escapeMarkdown(title)}**`,
      '',
      ...lines.map((line) => lineToMarkdown(line, linkTo)),
    ])
    .map((texts) => texts.join('\n'))
    .join('\n\n---\n\n');
}

function lineToMarkdown({ text, depth, place }: Line, linkTo: LinkTo): string {
  return `${'  '.repeat(depth)}- ${escapeMarkdown(text)}${place === null ? '' : ` ${placeToMarkdown(place, linkTo)}`}`;
}

function placeToMarkdown(place: Place, linkTo: LinkTo): string {
  const shown = escapeMarkdown(sayPlace(place));
  const address = linkTo(place);
  // Inside angle brackets nothing but these ends an address (CommonMark 0.31, section 6.3).
  return address === null
    ? shown
    : `[${shown}](<${address.replace(/[<>\\\s]/g, (character) => encodeURIComponent(character))}>)`;
}

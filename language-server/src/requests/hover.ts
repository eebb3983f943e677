/** Hover: what stands under the cursor, in the words of `explain/`; while the folder is being read, what the file says on its own. */
import type { Hover } from 'vscode-languageserver';
import { escapeTerminal, hoverSections, type Section, sectionsToMarkdown } from '../../../analyzer/src/index.ts';
import type { Context } from '../context.ts';
import { rangeOf } from '../convert.ts';
import type { Folder } from '../folders.ts';
import { contains } from '../moved.ts';
import { marksAt } from '../places.ts';
import type { Position } from '../protocol.ts';

interface Asked {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
}

export function hover(context: Context, { textDocument: { uri }, position }: Asked): Hover | null {
  const at = marksAt(context, uri, position);
  if (!at) return firstHover(context, uri, position);
  const sections = hoverSections(at.snapshot.view, at.marks);
  if (sections.length === 0) return null;
  return { contents: contentsOf(context, at.folder, sections), range: context.convert.toClientRange(uri, at.range) };
}

/** Before the first snapshot: the fact alone, and that the rest is still to come. */
function firstHover(context: Context, uri: string, position: Position): Hover | null {
  const placed = context.folders.place(uri);
  if (!placed || placed.folder.snapshot) return null;
  const here = context.convert.position(uri, position);
  const said = (placed.folder.first.get(placed.file) ?? []).filter(({ span }) => contains(rangeOf(span), here));
  if (said.length === 0 || context.documents.editsSince(uri, 0)?.length) return null;
  const lines = said.map(({ says }) => ({ text: says, depth: 0, place: null, row: null }));
  const section = { title: 'The folder is still being read', lines };
  return { contents: contentsOf(context, placed.folder, [section]) };
}

function contentsOf(context: Context, folder: Folder, sections: readonly Section[]): Hover['contents'] {
  if (context.client().markdown)
    return { kind: 'markdown', value: sectionsToMarkdown(sections, (place) => context.convert.link(folder, place)) };
  return { kind: 'plaintext', value: sections.map(plain).join('\n\n') };
}

function plain({ title, lines }: Section): string {
  const shown = lines.map(({ text, depth, place }) => {
    const where = place ? ` (${place.file}:${place.line})` : '';
    return `${'  '.repeat(depth + 1)}${escapeTerminal(`${text}${where}`)}`;
  });
  return [escapeTerminal(title), ...shown].join('\n');
}

/** References: every place of the folder that says something about the credential under the cursor. */
import type { Location } from 'vscode-languageserver';
import type { Context } from '../context.ts';
import { marksAbout, marksAt } from '../places.ts';
import type { Position } from '../protocol.ts';

interface Asked {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
  readonly context?: { readonly includeDeclaration: boolean };
}

export function references(context: Context, { textDocument: { uri }, position, context: want }: Asked): Location[] {
  const at = marksAt(context, uri, position);
  if (!at) return [];
  const credentials = new Set(at.marks.flatMap((mark) => mark.credentials));
  const marks = credentials.size > 0 ? marksAbout(at.snapshot, credentials) : at.marks;
  const wanted = want?.includeDeclaration === false ? marks.filter(({ what }) => what !== 'declaration') : marks;
  const found = wanted
    .filter(({ what }) => what !== 'consumer')
    .flatMap((mark) => context.convert.location(at.folder, mark.span) ?? []);
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
}

/** Rename of a key or a variable across every file that carries it: all of them or, with a reason, none. */
import { type CancellationToken, ErrorCodes, ResponseError, type WorkspaceEdit } from 'vscode-languageserver';
import { escapeTerminal, type Mark, type Renamed } from '../../../analyzer/src/index.ts';
import type { Context } from '../context.ts';
import { isCurrent, workspaceEdit } from '../edits.ts';
import { type At, marksAt, wordAt } from '../places.ts';
import type { Position, Range } from '../protocol.ts';

interface Asked {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
}

interface Named {
  readonly at: At;
  readonly name: string;
  readonly range: Range;
}

/** The name that would be renamed; an error, which editors show, where it cannot be. */
export async function prepareRename(
  context: Context,
  asked: Asked,
): Promise<{ range: Range; placeholder: string } | null> {
  const named = nameAt(context, asked);
  if (!named) return null;
  const renamed = await ask(context, named, `${named.name}_`);
  if ('refused' in renamed) throw refusal(renamed.refused);
  return { range: context.convert.toClientRange(named.at.uri, named.range), placeholder: named.name };
}

export async function rename(
  context: Context,
  asked: Asked & { readonly newName: string },
  waits?: CancellationToken,
): Promise<WorkspaceEdit | null> {
  const named = nameAt(context, asked);
  if (!named) return null;
  const renamed = await ask(context, named, asked.newName, waits);
  if ('refused' in renamed) throw refusal(renamed.refused);
  const edit = workspaceEdit(context, named.at.folder, renamed, `Rename ${named.name} to ${asked.newName}`);
  if (!edit) throw refusal('the files have changed since they were read: try again');
  return edit;
}

function nameAt(context: Context, { textDocument: { uri }, position }: Asked): Named | null {
  const at = marksAt(context, uri, position);
  const word = wordAt(context, uri, context.convert.position(uri, position));
  if (!at || !word) return null;
  // `env.NAME` and `$NAME` are one word to a cursor: the name is what a mark knows.
  const names = at.marks.flatMap((mark: Mark) => mark.names).filter((name) => word.text.includes(name));
  const name = names.sort((a, b) => b.length - a.length)[0];
  if (name === undefined) return null;
  const { line, character } = word.range.start;
  const start = { line, character: character + word.text.indexOf(name) };
  return { at, name, range: { start, end: { line, character: start.character + name.length } } };
}

async function ask(context: Context, { at, name }: Named, next: string, waits?: CancellationToken): Promise<Renamed> {
  if (!isCurrent(context, at.folder, [at.file])) return { refused: 'the folder is still being read: try again' };
  const answer = await context.folders.ask(at.folder, 'rename', { marks: at.marks, name, next }, waits);
  return (answer ?? { refused: 'it could not be worked out: see the log' }) as Renamed;
}

function refusal(reason: string): ResponseError<void> {
  return new ResponseError(ErrorCodes.InvalidRequest, escapeTerminal(reason));
}

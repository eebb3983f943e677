/** From a cursor to the marks under it: the place itself, or a word beside it that names the same thing (key, object, variable). */
import type { Mark } from '../../analyzer/src/index.ts';
import type { Context } from './context.ts';
import { lineOf } from './documents.ts';
import type { Folder } from './folders.ts';
import { contains } from './moved.ts';
import type { Position, Range } from './protocol.ts';
import type { Snapshot } from './snapshot.ts';

export interface At {
  readonly folder: Folder;
  readonly snapshot: Snapshot;
  readonly file: string;
  readonly uri: string;
  /** Never empty; the narrowest first. */
  readonly marks: readonly Mark[];
  /** What the cursor is on, in UTF-16 units. */
  readonly range: Range;
}

/** Lines between a word and the place it belongs to: `name` and `key` of one reference stand below each other. */
const NEAR = 3;

/** The marks at a position of the client; null: nothing is known of a credential there. */
export function marksAt(context: Context, uri: string, position: Position): At | null {
  const placed = context.folders.place(uri);
  const snapshot = placed?.folder.snapshot;
  if (!placed || !snapshot) return null;
  const { folder, file } = placed;
  const here = context.convert.position(uri, position);
  const moved = (snapshot.marks.get(file) ?? []).flatMap((mark) => {
    const range = context.convert.rangeNow(folder, mark.span);
    return range ? [{ mark, range }] : [];
  });
  const under = moved.filter(({ range }) => contains(range, here));
  const word = wordAt(context, uri, here);
  const found = under.length > 0 ? narrowest(under) : near(moved, here, word?.text ?? null);
  const [first] = found;
  if (!first) return null;
  const range = under.length > 0 ? first.range : (word?.range ?? first.range);
  return { folder, snapshot, file, uri, marks: found.map(({ mark }) => mark), range };
}

interface Moved {
  readonly mark: Mark;
  readonly range: Range;
}

function narrowest(marks: readonly Moved[]): readonly Moved[] {
  const size = ({ range: { start, end } }: Moved) => (end.line - start.line) * 10_000 + end.character - start.character;
  const least = Math.min(...marks.map(size));
  return marks.filter((one) => size(one) === least);
}

function near(marks: readonly Moved[], { line }: Position, word: string | null): readonly Moved[] {
  if (word === null) return [];
  const away = ({ range }: Moved) => Math.abs(range.start.line - line);
  const named = marks.filter((one) => away(one) <= NEAR && one.mark.names.includes(word));
  const least = Math.min(...named.map(away));
  return named.filter((one) => away(one) === least);
}

/** The name under a position of an open document. */
export function wordAt(
  { documents }: Context,
  uri: string,
  { line, character }: Position,
): { readonly text: string; readonly range: Range } | null {
  const open = documents.get(uri);
  if (!open) return null;
  for (const { index, 0: text } of lineOf(open.document, line).matchAll(/[\w./-]+/g)) {
    if (index > character || index + text.length < character) continue;
    return { text, range: { start: { line, character: index }, end: { line, character: index + text.length } } };
  }
  return null;
}

/** Marks of the whole workspace folder that are about one of the credentials, by file. */
export function marksAbout(snapshot: Snapshot, credentials: ReadonlySet<string>): readonly Mark[] {
  return [...snapshot.marks.values()].flatMap((marks) =>
    marks.filter((mark) => mark.credentials.some((id) => credentials.has(id))),
  );
}

/** Inlay hints (off by default): behind a read or a delivery, how its consumer takes a new value. */
import type { InlayHint } from 'vscode-languageserver';
import { pathsOf, sayHint, type WirePath } from '../../../analyzer/src/index.ts';
import type { Context } from '../context.ts';
import { comparePositions } from '../moved.ts';
import type { Range } from '../protocol.ts';
import type { Snapshot } from '../snapshot.ts';

interface Asked {
  readonly textDocument: { readonly uri: string };
  readonly range: Range;
}

export function inlayHint(context: Context, { textDocument: { uri }, range: asked }: Asked): InlayHint[] {
  const placed = context.folders.place(uri);
  const snapshot = placed?.folder.snapshot;
  if (!placed || !snapshot || !context.settings().inlayHints) return [];
  const marks = (snapshot.marks.get(placed.file) ?? []).filter(({ what }) => what === 'read' || what === 'delivery');
  return marks.flatMap((mark): InlayHint[] => {
    const range = context.convert.range(placed.folder, mark.span);
    const label = sayHint(worstFirst(snapshot, mark.paths));
    const outside =
      !range || comparePositions(range.end, asked.start) < 0 || comparePositions(asked.end, range.start) < 0;
    return outside || label === null ? [] : [{ position: range.end, label, paddingLeft: true }];
  });
}

function worstFirst({ wire, view }: Snapshot, ids: readonly string[]): readonly WirePath[] {
  const wanted = new Set(ids);
  const credentials = new Set(wire.paths.filter(({ id }) => wanted.has(id)).map(({ credential }) => credential));
  return wire.credentials
    .filter(({ id }) => credentials.has(id))
    .flatMap((credential) => pathsOf(view, credential))
    .filter(({ id }) => wanted.has(id));
}

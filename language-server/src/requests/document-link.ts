/** Document links: from a reference to the one place that declares what it names, in another file. */
import type { DocumentLink } from 'vscode-languageserver';
import type { Context } from '../context.ts';
import { firstLocation } from '../summaries.ts';

export function documentLink(
  context: Context,
  { textDocument: { uri } }: { readonly textDocument: { readonly uri: string } },
): DocumentLink[] {
  const placed = context.folders.place(uri);
  const snapshot = placed?.folder.snapshot;
  if (!placed || !snapshot) return [];
  const { folder, file } = placed;
  const marks = (snapshot.marks.get(file) ?? []).filter(({ what }) => what === 'delivery');
  return marks.flatMap((mark): DocumentLink[] => {
    const range = context.convert.range(folder, mark.span);
    const carriers = mark.carriers.flatMap((id) => snapshot.view.carriers.get(id) ?? []);
    const declared = carriers.filter(({ declared: here }) => here !== false);
    const location = firstLocation(
      context,
      folder,
      declared.flatMap(({ because }) => because.slice(0, 1)),
    );
    if (!range || !location || location.uri === context.convert.uri(folder, file)) return [];
    return [{ range, target: `${location.uri}#L${location.range.start.line + 1}`, tooltip: 'where it is declared' }];
  });
}

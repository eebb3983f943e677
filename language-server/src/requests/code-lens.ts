/** Code lenses: one quiet line where a credential's value is made or comes in, never where it is only used. */
import type { CodeLens } from 'vscode-languageserver';
import { compareText, type Mark, sayLens, type WireCredential } from '../../../analyzer/src/index.ts';
import type { Context } from '../context.ts';
import { COMMANDS, type CommandArgument } from '../protocol.ts';
import type { Snapshot } from '../snapshot.ts';

/** Lenses of one place; more would push the text off the screen. */
const MOST = 3;

export function codeLens(
  context: Context,
  { textDocument: { uri } }: { readonly textDocument: { readonly uri: string } },
): CodeLens[] {
  const placed = context.folders.place(uri);
  const snapshot = placed?.folder.snapshot;
  if (!placed || !snapshot || !context.settings().codeLens) return [];
  const { folder, file } = placed;
  return [...lensesOf(snapshot, file)].flatMap(([mark, credentials]) => {
    const range = context.convert.range(folder, mark.span);
    if (!range) return [];
    return credentials.slice(0, MOST).map((credential): CodeLens => {
      const title = sayLens(snapshot.view, credential, credentials.length > 1);
      const argument: CommandArgument = { folder: folder.uri, credential: credential.id };
      const command = context.client().commands.has(COMMANDS.explain) ? COMMANDS.explain : '';
      return { range, command: { title, command, arguments: [argument] } };
    });
  });
}

/** Each credential once a file: at its first declaration, else where it is filled. */
function lensesOf({ marks, wire }: Snapshot, file: string): ReadonlyMap<Mark, readonly WireCredential[]> {
  const byId = new Map(wire.credentials.map((credential) => [credential.id, credential]));
  const shown = new Set<string>();
  const lenses = new Map<Mark, readonly WireCredential[]>();
  const here = (marks.get(file) ?? []).filter(({ what }) => what === 'declaration' || what === 'derivation');
  for (const mark of here) {
    const fresh = mark.credentials.filter((id) => !shown.has(id)).sort(compareText);
    for (const id of fresh) shown.add(id);
    const credentials = fresh.flatMap((id) => byId.get(id) ?? []);
    if (credentials.length > 0) lenses.set(mark, credentials);
  }
  return lenses;
}

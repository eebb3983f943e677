/** Workspace symbols: credentials and consumers by name, of every folder. */
import { SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver';
import { escapeTerminal, type WireConsumer, type WireCredential } from '../../../analyzer/src/index.ts';
import type { Context } from '../context.ts';
import type { Folder } from '../folders.ts';
import type { Snapshot } from '../snapshot.ts';
import { credentialSummary, firstLocation } from '../summaries.ts';

/** More than a person looks through. */
const MOST = 500;

export function workspaceSymbol(context: Context, { query }: { readonly query: string }): WorkspaceSymbol[] {
  const wanted = query.toLowerCase();
  const fits = ({ name }: { readonly name: string }) => inOrder(wanted, name.toLowerCase());
  return context.folders
    .all()
    .flatMap((folder) => {
      const { snapshot } = folder;
      if (!snapshot) return [];
      return [
        ...snapshot.wire.credentials.filter(fits).flatMap((one) => credentialSymbol(context, folder, snapshot, one)),
        ...snapshot.wire.consumers.filter(fits).flatMap((one) => consumerSymbol(context, folder, one)),
      ];
    })
    .slice(0, MOST);
}

/** Whether the letters of `wanted` come in `name` in this order, as editors match. */
function inOrder(wanted: string, name: string): boolean {
  let at = 0;
  for (const character of wanted) {
    at = name.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function credentialSymbol(
  context: Context,
  folder: Folder,
  snapshot: Snapshot,
  credential: WireCredential,
): WorkspaceSymbol[] {
  const { location, label } = credentialSummary(context, folder, snapshot, credential);
  return location ? [{ name: escapeTerminal(label), kind: SymbolKind.Key, containerName: 'credential', location }] : [];
}

function consumerSymbol(context: Context, folder: Folder, { name, kind, because }: WireConsumer): WorkspaceSymbol[] {
  const location = firstLocation(context, folder, because);
  return location ? [{ name: escapeTerminal(name), kind: SymbolKind.Module, containerName: kind, location }] : [];
}

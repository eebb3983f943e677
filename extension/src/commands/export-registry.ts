/** *Export the registry*: which form, into which folder; then the files are written there and shown. */
import * as vscode from 'vscode';
import { askFor } from './ask.ts';
import type { Parts } from './parts.ts';

/** As `keyturn registry export --as` takes them. */
function formats(): readonly (vscode.QuickPickItem & { readonly format: string })[] {
  const row = (format: string, description: string) => ({ label: format, format, description });
  return [
    row('html', vscode.l10n.t('a site for people, with search')),
    row('markdown', vscode.l10n.t('a repository or wiki')),
    row('csv', vscode.l10n.t('a spreadsheet')),
    row('json', vscode.l10n.t('scripts')),
    row('ndjson', vscode.l10n.t('databases: one entity a line')),
    row('graphml', vscode.l10n.t('graph tools')),
    row('dot', vscode.l10n.t('Graphviz')),
    row('mermaid', vscode.l10n.t('a drawing in Markdown')),
    row('cyclonedx', vscode.l10n.t('a bill of materials')),
    row('backstage', vscode.l10n.t('a service catalogue')),
    row('openmetrics', vscode.l10n.t('Prometheus')),
    row('hardest', vscode.l10n.t('the credentials that are hardest to rotate')),
  ];
}

export async function exportRegistry({ estate }: Parts): Promise<void> {
  const chosen = await vscode.window.showQuickPick(formats(), {
    placeHolder: vscode.l10n.t('In which form?'),
    matchOnDescription: true,
  });
  if (!chosen) return;
  const [folder] = estate.folders();
  const answer = await askFor(estate, 'keyturn/registryExport', {
    format: chosen.format,
    ...(folder ? { folder: folder.folder } : {}),
  });
  if (!answer) return;
  const [into] =
    (await vscode.window.showOpenDialog({
      canSelectFolders: true,
      canSelectFiles: false,
      openLabel: vscode.l10n.t('Export Here'),
      ...(folder ? { defaultUri: vscode.Uri.parse(folder.folder) } : {}),
    })) ?? [];
  if (into) await write(into, answer.files);
}

async function write(
  into: vscode.Uri,
  files: ReadonlyArray<{ readonly path: string; readonly text: string }>,
): Promise<void> {
  const encoder = new TextEncoder();
  const safe = files.filter(({ path }) => !path.startsWith('/') && !path.split(/[\\/]/).includes('..'));
  for (const { path, text } of safe)
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(into, path), encoder.encode(text));
  const [first] = safe;
  const open = vscode.l10n.t('Open');
  const text = vscode.l10n.t('{0} files written to {1}', safe.length, vscode.workspace.asRelativePath(into));
  if ((await vscode.window.showInformationMessage(text, open)) === open && first)
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.joinPath(into, first.path));
}

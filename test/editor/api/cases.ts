/** What the extension gives through VS Code's own API, on a copy of the sample of a Redis team. One name, one claim. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

type Case = () => Promise<void>;

/** Milliseconds. */
const PATIENCE = 60_000;

export const CASES: Readonly<Record<string, Case>> = {
  'the extension is active and has read the folder': async () => {
    const extension = vscode.extensions.getExtension<{ ready(): Promise<void> }>('keyturn.keyturn');
    assert.ok(extension, 'it is not installed');
    const api = await extension.activate();
    await api.ready();
  },
  'every command of the manifest is registered': async () => {
    const manifest = vscode.extensions.getExtension('keyturn.keyturn')?.packageJSON;
    const wanted: readonly string[] = manifest.contributes.commands.map(({ command }: { command: string }) => command);
    const known = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      wanted.filter((command) => !known.has(command)),
      [],
    );
    assert.ok(wanted.length > 10);
  },
  'a hover tells who takes the value how': async () => {
    const { uri, at } = await find('manifests/feed.yaml', 'secretName: feed-cache', 14);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, at);
    const text = hovers.flatMap(({ contents }) => contents.map(textOf)).join('\n');
    assert.match(text, /feed\\?-cache/);
  },
  'a lens stands at the definition and explains': async () => {
    const { uri } = await find('manifests/store.yaml', 'feed-cache', 0);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 10);
    const ours = lenses.filter(({ command }) => command?.command === 'keyturn.explain');
    assert.ok(ours.length > 0, 'no lens');
  },
  'definition leads from the use to where the Secret is filled': async () => {
    const { uri, at } = await find('manifests/feed.yaml', 'secretName: feed-cache', 14);
    const places = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      uri,
      at,
    );
    const files = places.map((place) => ('targetUri' in place ? place.targetUri : place.uri).path);
    assert.ok(
      files.some((file) => file.endsWith('manifests/store.yaml')),
      files.join(),
    );
  },
  'references are the uses': async () => {
    const { uri, at } = await find('manifests/feed.yaml', 'secretName: feed-cache', 14);
    const places = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', uri, at);
    assert.ok(places.length >= 2, `${places.length}`);
  },
  'findings are problems': async () => {
    const { uri } = await find('manifests/store.yaml', 'feed-cache', 0);
    const found = await until(() =>
      vscode.languages
        .getDiagnostics(uri)
        .find(({ source, code }) => source === 'keyturn' && codeOf(code) === 'shared-credential'),
    );
    assert.match(found.message, /feed-cache is used by 3 consumers/);
  },
  'a finding has a quick fix': async () => {
    const { uri } = await find('manifests/feed.yaml', 'feed-indexer', 0);
    const found = await until(() => vscode.languages.getDiagnostics(uri).find(({ source }) => source === 'keyturn'));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      found.range,
    );
    const titles = actions.map(({ title }) => title);
    assert.ok(titles.includes('Have Reloader restart feed-indexer when its Secrets change'), titles.join());
  },
  'a rename of a variable edits the manifest that sets it and the code that reads it': async () => {
    const { uri, at } = await find('manifests/feed.yaml', 'REDIS_PASSWORD', 3);
    const edit = await rename(uri, at, 'FEED_PASSWORD');
    assert.deepEqual(
      edit
        .entries()
        .map(([file]) => file.path.split('/').at(-1))
        .sort(),
      ['feed.yaml', 'indexer.js'],
    );
  },
  'a rename that cannot reach everything is refused with the reason': async () => {
    const { uri, at } = await find('manifests/store.yaml', 'secretKey: password', 13);
    await assert.rejects(rename(uri, at, 'passphrase'), /cannot be followed/);
  },
  'symbols of the workspace know the credential': async () => {
    const symbols = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
      'vscode.executeWorkspaceSymbolProvider',
      'feed-cache',
    );
    assert.ok(symbols.some(({ name }) => name.includes('feed-cache')));
  },
  'a runbook opens, holds, and is flagged when the estate changes': async () => {
    await vscode.commands.executeCommand('keyturn.writeRunbook', { credential: CREDENTIAL });
    const written = await until(() =>
      vscode.workspace.textDocuments.find(({ uri }) => uri.path.endsWith('.runbook.md')),
    );
    assert.match(written.getText(), /keyturn-runbook:/);
    const file = vscode.Uri.joinPath(root(), 'kept.runbook.md');
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(written.getText()));
    await vscode.workspace.openTextDocument(file);
    await still(() => vscode.languages.getDiagnostics(file).length === 0);
    const { uri } = await find('manifests/feed.yaml', 'replicas: 2', 0);
    const edit = new vscode.WorkspaceEdit();
    const document = await vscode.workspace.openTextDocument(uri);
    const start = document.getText().indexOf('replicas: 2');
    edit.replace(uri, new vscode.Range(document.positionAt(start), document.positionAt(start + 11)), 'replicas: 9');
    await vscode.workspace.applyEdit(edit);
    const flagged = await until(() =>
      vscode.languages.getDiagnostics(file).find(({ code }) => code === 'stale-runbook'),
    );
    assert.match(flagged.message, /out of date/);
    await vscode.workspace.openTextDocument(uri).then((one) => one.save());
  },
};

const CREDENTIAL = 'cred:aws-sm:123456789012/eu-west-1:prod/feed/cache#password';

function root(): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'no folder is open');
  return folder.uri;
}

/** Opens a file, and finds a text in it. */
async function find(
  path: string,
  text: string,
  offset: number,
): Promise<{ readonly uri: vscode.Uri; readonly at: vscode.Position }> {
  const uri = vscode.Uri.joinPath(root(), path);
  const document = await vscode.workspace.openTextDocument(uri);
  const at = document.getText().indexOf(text);
  assert.ok(at >= 0, `${text} does not stand in ${path}`);
  return { uri, at: document.positionAt(at + offset) };
}

/** Waits until something is there. */
async function until<T>(look: () => T | undefined): Promise<T> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const there = look();
    if (there !== undefined) return there;
    if (Date.now() > end) throw new Error(`nothing came of ${look}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Waits until something holds for a while: a flag that is wrong comes late. */
async function still(holds: () => boolean): Promise<void> {
  for (let looked = 0; looked < 40; looked += 1) {
    assert.ok(holds(), `${holds} does not hold`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function rename(uri: vscode.Uri, at: vscode.Position, name: string): Promise<vscode.WorkspaceEdit> {
  return vscode.commands.executeCommand<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', uri, at, name);
}

function textOf(content: vscode.MarkdownString | vscode.MarkedString): string {
  return typeof content === 'string' ? content : content.value;
}

function codeOf(code: vscode.Diagnostic['code']): unknown {
  return typeof code === 'object' ? code.value : code;
}

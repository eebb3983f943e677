/**
 * One webview panel: a page without any remote resource, whose only script is ours, and typed messages both ways. What a webview says
 * is taken as words of a stranger.
 */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

export interface PanelParts<From> {
  /** Also the names of the script and style sheet in `dist/webview`. */
  readonly name: 'graph' | 'planner';
  readonly title: string;
  readonly extensionUri: vscode.Uri;
  readonly take: (message: From) => unknown;
  readonly closed: () => void;
}

export interface Panel<To> {
  readonly webview: vscode.WebviewPanel;
  say(message: To): void;
}

export function openPanel<To, From>({ name, title, extensionUri, take, closed }: PanelParts<From>): Panel<To> {
  const root = vscode.Uri.joinPath(extensionUri, 'dist/webview');
  const panel = vscode.window.createWebviewPanel(
    `keyturn.${name}`,
    title,
    { viewColumn: vscode.ViewColumn.Active, preserveFocus: false },
    { enableScripts: true, localResourceRoots: [root], enableCommandUris: false, enableForms: false },
  );
  const icon = (theme: string) => vscode.Uri.joinPath(extensionUri, `media/tab-${theme}.svg`);
  panel.iconPath = { light: icon('light'), dark: icon('dark') };
  panel.webview.onDidReceiveMessage((message: unknown) => {
    if (typeof message === 'object' && message !== null && 'is' in message) take(message as From);
  });
  panel.onDidDispose(closed);
  panel.webview.html = page(panel.webview, root, name);
  return { webview: panel, say: (message) => void panel.webview.postMessage(message) };
}

/** The style sheet bears the id that cytoscape gives its own, so that it adds none, which the policy would refuse. */
function page(webview: vscode.Webview, root: vscode.Uri, name: string): string {
  const nonce = randomBytes(18).toString('base64url');
  const file = (suffix: string) => webview.asWebviewUri(vscode.Uri.joinPath(root, `${name}.${suffix}`)).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${vscode.env.language.replace(/[^\w-]/g, '')}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Keyturn</title>
<link id="__________cytoscape_stylesheet" rel="stylesheet" href="${file('css')}">
</head>
<body>
<main id="${name}"></main>
<script nonce="${nonce}" src="${file('js')}"></script>
</body>
</html>`;
}

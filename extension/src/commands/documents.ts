/** Documents that are shown and not kept: explanations, answers, reviews. Markdown with its preview, under a name of ours. */
import * as vscode from 'vscode';

/** Texts that are nowhere on disk; an unknown path is an empty text. */
export const SCHEME = 'keyturn';

export interface Shelf extends vscode.Disposable {
  /** Shows Markdown as its preview, which screen readers and links work in. */
  preview(name: string, markdown: string): Promise<void>;
}

export function openShelf(): Shelf {
  const texts = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const registered = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => texts.get(uri.path) ?? '',
  });
  return {
    async preview(name, markdown) {
      const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name.replace(/[\\/]+/g, ' ')}.md` });
      texts.set(uri.path, openable(markdown));
      changed.fire(uri);
      await vscode.commands.executeCommand('markdown.showPreview', uri);
    },
    dispose: () => vscode.Disposable.from(registered, changed).dispose(),
  };
}

/** The preview shows no `file:` links, only those of the editor's own scheme: `file:///a/b.yaml#L28,25` as `vscode://file/a/b.yaml:28:25`. */
function openable(markdown: string): string {
  return markdown.replace(
    /\]\(<file:\/\/(\/[^>#]*)#L(\d+)(?:,(\d+))?>\)/g,
    (_, path, line, column = 1) => `](<${vscode.env.uriScheme}://file${path}:${line}:${column}>)`,
  );
}

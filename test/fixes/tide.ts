/** The tide service of the harbour with code of one's own, as an editor has it open; and what edits make of a text. */
import { afterAll } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Edit } from '../../analyzer/src/fixes/contract.ts';
import { type Live, openLive } from '../../analyzer/src/live/live.ts';
import { makeFolder } from '../language-server/client.ts';
import { HARBOUR } from '../language-server/harbour.ts';

const folders: Array<ReturnType<typeof makeFolder>> = [];
afterAll(() => {
  for (const folder of folders) folder.remove();
});

/** A folder with these files, read. */
export function openFiles(files: Readonly<Record<string, string>>): Promise<Live> {
  const folder = makeFolder(files);
  folders.push(folder);
  return openLive({ root: folder.path, buffers: [], cache: false, today: '2026-11-26' });
}

/** The text after the edits. */
export function edited(text: string, edits: readonly Edit[]): string {
  const changes = edits.map(({ span, text: newText }) => ({
    range: {
      start: { line: span.line - 1, character: span.column - 1 },
      end: { line: span.endLine - 1, character: span.endColumn - 1 },
    },
    newText,
  }));
  return TextDocument.applyEdits(TextDocument.create('file:///tide', 'text', 1, text), changes);
}

/** The tide service with this file for its code; a watcher takes the new value, so old sessions are what is left. */
export function tideWith(file: string, code: string): Promise<Live> {
  const path = `services/tide-api/${file}`;
  const { 'services/tide-api/src/server.js': _, 'services/tide-api/package.json': manifest, ...estate } = HARBOUR;
  const started = file.endsWith('.py')
    ? '["python", "main.py"]'
    : file.endsWith('.go')
      ? '["/tide"]'
      : '["node", "main.ts"]';
  return openFiles({
    ...estate,
    ...(file.endsWith('.ts') ? { 'services/tide-api/package.json': manifest.replace('src/server.js', 'main.ts') } : {}),
    'services/tide-api/Dockerfile': `FROM harbour/base:1\nCOPY . .\nCMD ${started}\n`,
    'keyturn.yaml': `version: 1\noverrides:\n  - consumer: quay/Deployment/tide-api\n    refresh: watch\n    reason: its watcher swaps the pool\n`,
    [path]: code,
  });
}

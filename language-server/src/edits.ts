/** Edits of the model as a workspace edit: with versions where a document is open, with an annotation where the client previews. */
import type { CreateFile, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Edit } from '../../analyzer/src/index.ts';
import type { Context } from './context.ts';
import { rangeOf } from './convert.ts';
import type { Folder } from './folders.ts';

export interface Edits {
  readonly edits: readonly Edit[];
  readonly creates?: ReadonlyArray<readonly [file: string, text: string]>;
}

/** Names the group of edits in the preview. */
const ANNOTATION = 'keyturn';

/** Whether the texts that the last snapshot was made from are the ones that are open. */
export function isCurrent({ documents, convert }: Context, folder: Folder, files: Iterable<string>): boolean {
  for (const file of files) {
    const open = documents.get(convert.uri(folder, file));
    const told = folder.snapshot?.versions.get(file) ?? open?.onDisk;
    if (open && told !== open.document.version) return false;
  }
  return true;
}

/** null: the client cannot do it, or the texts have changed since. `preview`: what the group is called where it is confirmed. */
export function workspaceEdit(
  context: Context,
  folder: Folder,
  { edits, creates = [] }: Edits,
  preview: string | null,
): WorkspaceEdit | null {
  const files = [...new Set(edits.map(({ span }) => span.file))];
  const { annotations, createFiles } = context.client();
  if (!isCurrent(context, folder, files) || (creates.length > 0 && !createFiles)) return null;
  const annotated = preview !== null && annotations;
  const changesOf = (file: string): TextEdit[] =>
    edits
      .filter(({ span }) => span.file === file)
      .map(({ span, text }) => {
        const range = context.convert.toClientRange(context.convert.uri(folder, file), rangeOf(span));
        return { range, newText: text, ...(annotated ? { annotationId: ANNOTATION } : {}) };
      });
  if (!createFiles)
    return { changes: Object.fromEntries(files.map((file) => [context.convert.uri(folder, file), changesOf(file)])) };
  const changed = files.map((file): TextDocumentEdit => {
    const uri = context.convert.uri(folder, file);
    return {
      textDocument: { uri, version: context.documents.get(uri)?.document.version ?? null },
      edits: changesOf(file),
    };
  });
  return {
    documentChanges: [...creates.flatMap((created) => creation(context, folder, created)), ...changed],
    ...(annotated ? { changeAnnotations: { [ANNOTATION]: { label: preview, needsConfirmation: true } } } : {}),
  };
}

function creation(
  context: Context,
  folder: Folder,
  [file, text]: readonly [string, string],
): [CreateFile, TextDocumentEdit] {
  const uri = context.convert.uri(folder, file);
  const start = { line: 0, character: 0 };
  return [
    { kind: 'create', uri, options: { overwrite: false, ignoreIfExists: false } },
    { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: text }] },
  ];
}

/** Code actions: fixes for the findings at the cursor, and what can be done about the credential there. The edits are made in `analyzer/src/fixes`. */
import { type CancellationToken, type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver';
import { type Edit, escapeTerminal, type WireCredential } from '../../../analyzer/src/index.ts';
import type { Context } from '../context.ts';
import { workspaceEdit } from '../edits.ts';
import type { Folder } from '../folders.ts';
import { contains } from '../moved.ts';
import { marksAt } from '../places.ts';
import { COMMANDS, type CommandArgument, type Range } from '../protocol.ts';
import { diagnosticsOf, type FindingData } from './diagnostics.ts';

interface Asked {
  readonly textDocument: { readonly uri: string };
  readonly range: Range;
  readonly context: { readonly only?: readonly string[] };
}

interface Offered {
  readonly title: string;
  readonly settles: string | null;
  readonly finding: string | null;
  readonly edits: readonly Edit[];
  readonly creates: ReadonlyArray<readonly [string, string]>;
}

export async function codeAction(
  context: Context,
  { textDocument: { uri }, range, context: { only } }: Asked,
  waits?: CancellationToken,
): Promise<CodeAction[]> {
  const placed = context.folders.place(uri);
  const snapshot = placed?.folder.snapshot;
  if (!placed || !snapshot) return [];
  const { folder, file } = placed;
  const at = marksAt(context, uri, range.start);
  const places = (at?.marks ?? []).flatMap((mark) => context.convert.range(folder, mark.span) ?? []);
  // A finding stands at one place of a reference; it is asked about from the others, too.
  const here = diagnosticsOf(context, folder, file).filter((one) =>
    [range, ...places].some((place) => contains(one.range, place.start) || contains(place, one.range.start)),
  );
  const keys = here.flatMap((one) => dataOf(one)?.key ?? []);
  const answer = await context.folders.ask(folder, 'fixes', { findings: keys, marks: at?.marks ?? [] }, waits);
  const { fixes = [] } = (answer ?? {}) as { readonly fixes?: readonly Offered[] };
  const credentials = new Set([
    ...(at?.marks ?? []).flatMap((mark) => mark.credentials),
    ...here.flatMap((one) => dataOf(one)?.credential ?? []),
  ]);
  const known = snapshot.wire.credentials.filter(({ id }) => credentials.has(id));
  const actions = [
    ...fixes.flatMap((fix) => actionOf(context, folder, fix, here)),
    ...known.flatMap((one) => commandsFor(folder, one)),
  ];
  return only
    ? actions.filter(({ kind }) => only.some((wanted) => kind === wanted || kind?.startsWith(`${wanted}.`)))
    : actions;
}

function actionOf(context: Context, folder: Folder, fix: Offered, here: readonly Diagnostic[]): CodeAction[] {
  const edit = workspaceEdit(context, folder, fix, null);
  if (!edit) return [];
  const diagnostics = here.filter((one) => fix.finding !== null && dataOf(one)?.key === fix.finding);
  const kind = fix.finding === null ? CodeActionKind.Refactor : CodeActionKind.QuickFix;
  return [{ title: escapeTerminal(fix.title), kind, edit, ...(diagnostics.length > 0 ? { diagnostics } : {}) }];
}

function commandsFor({ uri }: Folder, { id, name }: WireCredential): readonly CodeAction[] {
  const argument: CommandArgument = { folder: uri, credential: id };
  const action = (title: string, command: string): CodeAction => ({
    title: escapeTerminal(title),
    kind: CodeActionKind.Refactor,
    command: { title: escapeTerminal(title), command, arguments: [argument] },
  });
  return [action(`Explain ${name}`, COMMANDS.explain), action(`Write the runbook of ${name}`, COMMANDS.writeRunbook)];
}

function dataOf({ data }: Diagnostic): FindingData | null {
  return typeof data === 'object' && data !== null && 'key' in data ? (data as FindingData) : null;
}

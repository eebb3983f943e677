/** Commands for clients that have none of their own: what is known is shown as a document or a message, a runbook is written as a file. */
import type { Connection, WorkspaceEdit } from 'vscode-languageserver';
import { escapeTerminal } from '../../../analyzer/src/index.ts';
import type { Context } from '../context.ts';
import { workspaceEdit } from '../edits.ts';
import { COMMANDS, type CommandArgument, type CredentialParams, type Unanswered } from '../protocol.ts';
import { explain, runbook, timeline } from './asked.ts';
import { graph } from './graph.ts';
import { namedCredential } from './of-credential.ts';

type Run = (context: Context, params: CredentialParams) => Promise<string | Unanswered>;

const TEXTS: ReadonlyMap<string, Run> = new Map<string, Run>([
  [
    COMMANDS.explain,
    async (context, params) =>
      textOf(await explain(context, params), ({ title, nextStep }) => `${title}. Next: ${nextStep}`),
  ],
  [COMMANDS.showGraph, async (context, params) => textOf(graph(context, params), ({ text }) => text.join('\n'))],
  [
    COMMANDS.showTimeline,
    async (context, params) => textOf(await timeline(context, params), ({ settled }) => `settles: ${settled.said}`),
  ],
]);

export async function executeCommand(
  context: Context,
  connection: Connection,
  { command, arguments: given = [] }: { readonly command: string; readonly arguments?: readonly unknown[] },
): Promise<null> {
  const [argument] = given;
  if (typeof argument !== 'object' || argument === null) return null;
  const params = argument as CommandArgument;
  const run = TEXTS.get(command);
  const said = run
    ? await run(context, params)
    : command === COMMANDS.writeRunbook
      ? await writeRunbook(context, connection, params)
      : null;
  if (said === null) return null;
  const text = typeof said === 'string' ? said : said.reason;
  void connection.sendNotification('window/showMessage', {
    type: 3,
    message: escapeTerminal(text.replaceAll('\n', '; ')),
  });
  return null;
}

/** Writes `runbooks/NAME.runbook.md` of the folder; a file that is there is left alone. */
async function writeRunbook(
  context: Context,
  connection: Connection,
  params: CommandArgument,
): Promise<string | Unanswered> {
  const named = namedCredential(context, params);
  if ('unanswered' in named) return named;
  const made = await runbook(context, params);
  if ('unanswered' in made) return made;
  const file = `runbooks/${made.fileName}`;
  const edit = workspaceEdit(context, named.folder, { edits: [], creates: [[file, made.text]] }, null);
  if (!edit) return `this editor cannot make files: run keyturn runbook ${named.credential.name} --out ${file}`;
  const uri = context.convert.uri(named.folder, file);
  // Nobody waits for a client that never answers.
  void applyAndShow(connection, edit, uri);
  return `${file} holds the runbook of ${named.credential.name}`;
}

async function applyAndShow(connection: Connection, edit: WorkspaceEdit, uri: string): Promise<void> {
  const { applied } = await connection.workspace.applyEdit({ edit }).catch(() => ({ applied: false }));
  if (applied) await connection.window.showDocument({ uri, takeFocus: true }).catch(() => null);
}

function textOf<T extends object>(answer: T | Unanswered, say: (answer: T) => string): string | Unanswered {
  return 'unanswered' in answer ? answer : say(answer);
}

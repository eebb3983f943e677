/**
 * The suite as an extension: a command runs it in code-server, `run` is what `@vscode/test-electron` calls. Results go to the file that
 * `KEYTURN_SUITE_RESULTS` names.
 */
import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { CASES } from './cases.ts';

export interface Result {
  readonly name: string;
  /** null: it holds. */
  readonly failure: string | null;
}

export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(vscode.commands.registerCommand('keyturnSuite.run', report));
}

/** Fails with what failed. */
export async function run(): Promise<void> {
  const failed = (await report()).filter(({ failure }) => failure !== null);
  if (failed.length > 0) throw new Error(failed.map(({ name, failure }) => `${name}: ${failure}`).join('\n'));
}

async function report(): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const [name, check] of Object.entries(CASES))
    results.push({
      name,
      failure: await check().then(
        () => null,
        (error: unknown) => String(error),
      ),
    });
  const file = process.env.KEYTURN_SUITE_RESULTS;
  if (file) writeFileSync(file, JSON.stringify(results));
  return results;
}

/** A folder that nobody has trusted: everything that only reads works; what runs git or names a program does not. */
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sample } from './estates.ts';
import { packExtension } from './packages.ts';
import { type Editor, openVscode, PATIENCE } from './vscode.ts';

const PICTURES = process.env.KEYTURN_PICTURES ?? mkdtempSync(join(tmpdir(), 'keyturn-pictures-'));

describe.skipIf(platform() !== 'linux')('in a folder that is not trusted', () => {
  let editor: Editor;
  const trap = join(mkdtempSync(join(tmpdir(), 'keyturn-trap-')), 'ran');

  beforeAll(async () => {
    const settings = { 'security.workspace.trust.startupPrompt': 'never', 'security.workspace.trust.banner': 'always' };
    editor = await openVscode({ extensions: [await packExtension()], trust: true, settings }, PICTURES);
    const folder = sample('redis-team');
    mkdirSync(join(folder, '.vscode'));
    // A runtime named by the folder: a program that leaves a trace would have run.
    const program = join(folder, 'runtime.sh');
    writeFileSync(program, `#!/bin/sh\ntouch ${trap}\n`, { mode: 0o755 });
    writeFileSync(join(folder, '.vscode/settings.json'), JSON.stringify({ 'keyturn.server.runtime': program }));
    await editor.open(folder);
  }, 40 * 60_000);

  afterAll(() => editor?.stop());

  test('credentials are shown by the editor’s own runtime, and changes are not compared with git', async () => {
    await editor.page.getByText('Restricted Mode').first().waitFor({ timeout: PATIENCE });
    await editor.page.locator('.activitybar .action-label[aria-label^="Keyturn"]').first().click({ timeout: PATIENCE });
    const row = editor.page.locator('.monaco-list-row').filter({ hasText: 'feed-cache' }).first();
    await row.waitFor({ timeout: PATIENCE });
    expect(existsSync(trap)).toBe(false);
    await editor.page.keyboard.press('F1');
    await editor.page.locator('.quick-input-widget:visible input[type=text]').fill('>Keyturn: ');
    const entries = editor.page.locator('.quick-input-list .monaco-list-row');
    await entries.filter({ hasText: 'Plan the Rotation' }).waitFor({ timeout: PATIENCE });
    expect(await entries.filter({ hasText: 'Review Changes' }).count()).toBe(0);
    await editor.page.keyboard.press('Escape');
    await editor.screenshot('untrusted');
  }, 120_000);
});

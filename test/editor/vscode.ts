/**
 * A VS Code of one test file: code-server with the packaged extension, a browser that looks at it, and the few gestures that tests need.
 * Everything waits for what it needs; nothing sleeps.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type Frame, type Page, chromium as playwright } from 'playwright-core';
import { chromium } from '../setup/chromium.ts';
import { codeServer, environment } from '../setup/code-server.ts';
import { run } from '../setup/machine.ts';

/** Milliseconds: what is waited for comes within seconds on a free machine. */
export const PATIENCE = 60_000;
/** Until the palette is opened anew. */
const LOOK = 3_000;

export interface Options {
  /** VSIX files. */
  readonly extensions: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Ask whether a folder is trusted, as a desktop does; default false. */
  readonly trust?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Editor {
  readonly page: Page;
  open(folder: string): Promise<void>;
  /** Runs a command by its title in the palette. */
  command(title: string): Promise<void>;
  /** Opens a file of the folder by its name, and puts the cursor on a line. */
  file(name: string, line?: number): Promise<void>;
  /** The inner page of the webview that has an element. */
  webview(selector: string): Promise<Frame>;
  screenshot(name: string): Promise<void>;
  readonly problems: readonly string[];
  readonly pid: number;
  stop(): Promise<void>;
}

const SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.preferredDarkColorTheme': 'Default Dark Modern',
  'workbench.preferredLightColorTheme': 'Default Light Modern',
  'workbench.editor.enablePreview': false,
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'window.commandCenter': false,
  'editor.minimap.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'extensions.ignoreRecommendations': true,
  'window.autoDetectColorScheme': false,
};

/** `pictures`: the folder of the screenshots. */
export async function openVscode(options: Options, pictures: string): Promise<Editor> {
  const [program, browserPath] = [await codeServer(), await chromium()];
  const home = mkdtempSync(join(tmpdir(), 'keyturn-editor-'));
  const [data, extensions] = [join(home, 'data'), join(home, 'extensions')];
  mkdirSync(join(data, 'User'), { recursive: true });
  mkdirSync(pictures, { recursive: true });
  writeFileSync(join(data, 'User/settings.json'), JSON.stringify({ ...SETTINGS, ...options.settings }));
  const folders = ['--user-data-dir', data, '--extensions-dir', extensions];
  const env = { ...environment(), ...options.env, KEYTURN_CACHE: join(home, 'cache') };
  for (const vsix of options.extensions)
    await run(program, [...folders, '--install-extension', vsix], { env, maxBuffer: 1 << 26 });
  const port = await freePort();
  const server = await serve(program, port, [...folders, ...(options.trust ? [] : ['--disable-workspace-trust'])], env);
  const browser = await playwright.launch({ executablePath: browserPath, args: BROWSER, timeout: PATIENCE });
  const page = await newPage(browser);
  const problems = watch(page);

  async function open(folder: string): Promise<void> {
    await page.goto(`http://localhost:${port}/?folder=${encodeURIComponent(folder)}`, { timeout: PATIENCE });
    await page.waitForSelector('.monaco-workbench .activitybar', { timeout: PATIENCE });
  }

  /** The palette lists what was there when it was opened: commands of an extension that comes later need another look. */
  async function command(title: string): Promise<void> {
    const input = page.locator('.quick-input-widget:visible input[type=text]');
    const entry = page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first();
    for (const end = Date.now() + PATIENCE; ; ) {
      await page.keyboard.press('Escape');
      await page.keyboard.press('F1');
      await input.waitFor({ timeout: PATIENCE });
      await input.fill(`>${title}`);
      const there = await entry.waitFor({ timeout: LOOK }).then(
        () => true,
        () => false,
      );
      if (there) break;
      if (Date.now() > end) throw new Error(`no command ${title}`);
    }
    await entry.click();
  }

  return {
    page,
    open,
    command,
    problems,
    pid: server.pid ?? 0,
    async file(name, line) {
      await page.keyboard.press('Control+P');
      const input = page.locator('.quick-input-widget:visible input[type=text]');
      await input.waitFor({ timeout: PATIENCE });
      await input.fill(name);
      const row = page
        .locator('.quick-input-list .monaco-list-row')
        .filter({ hasText: name.split('/').at(-1) ?? name })
        .first();
      await row.waitFor({ timeout: PATIENCE });
      await row.click();
      await page.waitForSelector(`.tab.active[data-resource-name="${name.split('/').at(-1)}"]`, { timeout: PATIENCE });
      await page.waitForSelector('.editor-instance .view-line', { timeout: PATIENCE });
      if (line === undefined) return;
      await page.keyboard.press('Control+G');
      await input.waitFor({ timeout: PATIENCE });
      await input.fill(`:${line}`);
      await page.keyboard.press('Enter');
      await input.waitFor({ state: 'hidden', timeout: PATIENCE });
    },
    webview: (selector) => webview(page, selector),
    async screenshot(name) {
      await page.screenshot({ path: join(pictures, `${name}.png`) });
    },
    async stop() {
      await browser.close();
      await end(server);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

const BROWSER = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  // An unsaved document asks before another folder is opened.
  page.on('dialog', (dialog) => void dialog.accept());
  return page;
}

/** What went wrong in pages of ours: refused resources and errors. */
function watch(page: Page): readonly string[] {
  const problems: string[] = [];
  page.on('console', (message) => {
    const text = message.text();
    const place = message.location().url;
    if (
      message.type() === 'error' &&
      /Content Security Policy|Refused to/.test(text) &&
      /keyturn|webview/.test(`${text}${place}`)
    )
      problems.push(text);
  });
  page.on('pageerror', (error) => {
    if (/keyturn/.test(error.stack ?? '')) problems.push(String(error));
  });
  return problems;
}

/** Webviews are a page in a page in a page. */
async function webview(page: Page, selector: string): Promise<Frame> {
  const until = Date.now() + PATIENCE;
  while (Date.now() < until) {
    for (const frame of page.frames())
      if (await frame.$(selector).catch(() => null)) {
        const owner = await frame.frameElement().catch(() => null);
        if (owner && (await owner.isVisible().catch(() => false))) return frame;
      }
    await page.waitForTimeout(100);
  }
  throw new Error(`no webview with ${selector}`);
}

async function serve(
  program: string,
  port: number,
  words: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<ChildProcess> {
  const fixed = [
    '--auth',
    'none',
    '--bind-addr',
    `127.0.0.1:${port}`,
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-getting-started-override',
  ];
  const server = spawn(program, [...fixed, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let said = '';
  for (const stream of [server.stdout, server.stderr]) stream?.on('data', (chunk) => (said += String(chunk)));
  const until = Date.now() + PATIENCE;
  while (Date.now() < until) {
    if (server.exitCode !== null) throw new Error(`code-server ended: ${said.slice(-2000)}`);
    if (
      await fetch(`http://127.0.0.1:${port}/healthz`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return server;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`code-server did not start: ${said.slice(-2000)}`);
}

/** The server and everything it started: it leads a group of its own. */
async function end(server: ChildProcess): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  process.kill(-server.pid, 'SIGTERM');
  const hard = setTimeout(() => process.kill(-(server.pid ?? 0), 'SIGKILL'), 10_000);
  await ended;
  clearTimeout(hard);
}

/** Processes of language servers below a process, by their command lines. */
export function languageServers(): readonly number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => commandLine(pid).includes('dist/server/language-server.mjs'));
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    // ENOENT: it ended meanwhile.
    return '';
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

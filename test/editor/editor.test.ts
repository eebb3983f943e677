/**
 * The packaged extension in a real VS Code, looked at as a person does. Every view and panel leaves a picture, dark and light, in the
 * folder that `KEYTURN_PICTURES` names, else in a scratch folder.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { copyOf, emptyFolder, redisTeamWithCode, sample, thousandConsumers } from './estates.ts';
import { packExtension, packSuite } from './packages.ts';
import { type Editor, languageServers, openVscode, PATIENCE } from './vscode.ts';

/** Elsewhere the same API suite runs in a desktop VS Code: `npm run test:electron`. */
const here = platform() === 'linux';
if (!here) console.warn('the editor’s end-to-end tests need Linux: skipped; use `npm run test:electron`');

const PICTURES = process.env.KEYTURN_PICTURES ?? mkdtempSync(join(tmpdir(), 'keyturn-pictures-'));
const REAL = join(import.meta.dirname, '../../../shared/estates/home-cluster');
const results = join(mkdtempSync(join(tmpdir(), 'keyturn-results-')), 'results.json');
/** Milliseconds of one test: it ends what hangs. */
const LONG = 4 * 60_000;
vi.setConfig({ testTimeout: LONG, hookTimeout: LONG });
let editor: Editor;

/** Rows of a view by its title. */
const rows = (view: string) => editor.page.locator(`.pane:has(.pane-header[aria-label^="${view}"]) .monaco-list-row`);

const row = (view: string, text: string | RegExp) => rows(view).filter({ hasText: text }).first();

async function showViews(): Promise<void> {
  if (await rows('Credentials').first().isVisible()) return;
  await editor.page.locator('.activitybar .action-label[aria-label^="Keyturn"]').first().click({ timeout: PATIENCE });
}

async function openEstate(folder: string): Promise<void> {
  await editor.open(folder);
  await showViews();
  await rows('Credentials').first().waitFor({ timeout: PATIENCE });
}

/** Both themes of a picture. */
async function pictures(name: string): Promise<void> {
  await editor.page.mouse.move(640, 790);
  await editor.screenshot(`${name}-dark`);
  await editor.command(TOGGLE_THEME);
  await editor.page.waitForSelector('.monaco-workbench.vs', { timeout: PATIENCE });
  await editor.page.mouse.move(640, 790);
  await editor.screenshot(`${name}-light`);
  await editor.command(TOGGLE_THEME);
  await editor.page.waitForSelector('.monaco-workbench.vs-dark', { timeout: PATIENCE });
}

const TOGGLE_THEME = 'Preferences: Toggle between Light/Dark Themes';

async function chooseTheme(name: string, mark: string): Promise<void> {
  await editor.command('Preferences: Color Theme');
  const theme = editor.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: name }).first();
  await editor.page.locator('.quick-input-widget:visible input[type=text]').fill(name);
  await theme.click({ timeout: PATIENCE });
  await editor.page.waitForSelector(`.monaco-workbench${mark}`, { timeout: PATIENCE });
}

async function pickFirst(): Promise<void> {
  const first = editor.page.locator('.quick-input-widget:visible .monaco-list-row').first();
  await first.waitFor({ timeout: PATIENCE });
  await first.click();
}

const textOf = async (frame: Frame, selector: string) =>
  (await frame.locator(selector).first().textContent({ timeout: PATIENCE })) ?? '';

/** In a page: nothing is wider than the window. */
const FITS = 'document.documentElement.scrollWidth <= window.innerWidth';

describe.skipIf(!here)('in a real VS Code', () => {
  beforeAll(async () => {
    const extensions = await Promise.all([packExtension(), packSuite()]);
    editor = await openVscode({ extensions, env: { KEYTURN_SUITE_RESULTS: results } }, PICTURES);
  }, 40 * 60_000);

  afterAll(async () => {
    await editor?.stop();
    if (!process.env.KEYTURN_PICTURES) rmSync(PICTURES, { recursive: true, force: true });
  }, LONG);

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await editor.screenshot(`failed-${task.name.replace(/\W+/g, '-').slice(0, 40)}`);
  });

  test('the API suite holds', async () => {
    await openEstate(redisTeamWithCode());
    await editor.command('Keyturn Suite: Run');
    await vi.waitFor(() => expect(existsSync(results)).toBe(true), { timeout: LONG - 30_000, interval: 200 });
    const found: readonly { readonly name: string; readonly failure: string | null }[] = JSON.parse(
      readFileSync(results, 'utf8'),
    );
    expect(found.filter(({ failure }) => failure !== null)).toEqual([]);
    expect(found.length).toBeGreaterThan(9);
  });

  describe('on the sample of a Redis team', () => {
    beforeAll(() => openEstate(sample('redis-team')));

    test('the views show the credential, its consumers, findings by owner, and what was read', async () => {
      await row('Credentials', 'feed-cache').waitFor({ timeout: PATIENCE });
      await row('Credentials', 'feed-cache').locator('.monaco-tl-twistie').click();
      await row('Credentials', 'feed-indexer').waitFor({ timeout: PATIENCE });
      await row('Findings', 'feed-team').waitFor({ timeout: PATIENCE });
      await editor.file('feed.yaml', 28);
      await row('This File', 'feed-cache').waitFor({ timeout: PATIENCE });
      await editor.page.getByText('startup-only-consumer').first().waitFor({ timeout: PATIENCE });
      await editor.command('Keyturn: Focus on Coverage View');
      await row('Coverage', 'files read').waitFor({ timeout: PATIENCE });
      await pictures('views');
    });

    test('a row opens its line', async () => {
      await row('Credentials', 'feed-indexer').click();
      await editor.page
        .locator('.monaco-editor .view-line')
        .filter({ hasText: 'feed-indexer' })
        .first()
        .waitFor({ timeout: PATIENCE });
    });

    test('grouping and filter change the view', async () => {
      await editor.command('Keyturn: Group Credentials By…');
      await editor.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'Owner' }).click();
      await row('Credentials', 'feed-team').waitFor({ timeout: PATIENCE });
      await editor.command('Keyturn: Filter Credentials…');
      await editor.page.keyboard.type('lighthouse');
      await editor.page.keyboard.press('Enter');
      await editor.page.getByText('No credential matches the filter.').waitFor({ timeout: PATIENCE });
      await editor.command('Keyturn: Clear the Filter');
      await row('Credentials', 'feed-cache').waitFor({ timeout: PATIENCE });
      await editor.command('Keyturn: Group Credentials By…');
      await editor.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'Rollout' }).click();
    });

    test('the lens above the definition explains the credential', async () => {
      await editor.file('store.yaml', 37);
      const lens = editor.page.locator('.codelens-decoration a').first();
      await lens.waitFor({ timeout: PATIENCE });
      await editor.screenshot('lens');
      await lens.click();
      const preview = await editor.webview('.markdown-body strong');
      expect(await textOf(preview, '.markdown-body')).toContain('feed-cache');
      await editor.screenshot('explain');
    });

    test('the graph has every path, in a picture and in words, and opens lines', async () => {
      await editor.command('Keyturn: Show Propagation Graph');
      const graph = await editor.webview('#canvas');
      await graph.waitForSelector('h1:not(:empty)', { timeout: PATIENCE });
      expect(await textOf(graph, 'h1')).toBe('Propagation of feed-cache');
      expect(await textOf(graph, '.count')).toBe('3 of 3 consumers');
      await pictures('graph');
      await graph.click('#as-text');
      const words = await textOf(graph, '#text');
      for (const name of ['cache-console', 'feed-api', 'feed-indexer']) expect(words).toContain(name);
      await editor.screenshot('graph-text');
      await graph.click('#as-text');
      await graph.fill('#search', 'indexer');
      await vi.waitFor(async () => expect(await textOf(graph, '.count')).toBe('1 of 3 consumers'), PATIENCE);
      await graph.fill('#search', '');
      await graph.focus('#canvas');
      for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight']) await editor.page.keyboard.press(key);
      await vi.waitFor(async () => expect(await textOf(graph, '.about h2')).toMatch(/feed-/), PATIENCE);
      await editor.screenshot('graph-selected');
      await editor.page.keyboard.press('Enter');
      await editor.page.waitForSelector('.tab.active[data-resource-name$=".yaml"]', { timeout: PATIENCE });
    });

    test('the planner says live whom a window strands and whom a revocation breaks', async () => {
      await editor.command('Keyturn: Plan the Rotation');
      const planner = await editor.webview('#chart');
      await planner.waitForSelector('.curve', { state: 'attached', timeout: PATIENCE });
      await planner.locator('#window').fill('20');
      await vi.waitFor(
        async () => expect(await textOf(planner, '#stranded')).toMatch(/Stranded when the window ends: [1-3]/),
        PATIENCE,
      );
      await planner.locator('#revokeAt').fill('10');
      await vi.waitFor(
        async () => expect(await textOf(planner, '#breaks')).toMatch(/Breaks when it is revoked then: [1-3]/),
        PATIENCE,
      );
      await pictures('planner');
      const early = await textOf(planner, '#breaks');
      await planner.locator('#revokeAt').fill('200');
      await vi.waitFor(async () => expect(await textOf(planner, '#breaks')).not.toBe(early), PATIENCE);
      await planner.locator('#what-if summary').click();
      await planner.fill('#poll', 'soon');
      await planner.press('#poll', 'Tab');
      expect(await planner.getAttribute('#poll', 'aria-invalid')).toBe('true');
      await planner.fill('#poll', '4h');
      await planner.press('#poll', 'Tab');
      await vi.waitFor(async () => expect(await textOf(planner, '.times')).toMatch(/4 h/), PATIENCE);
      await planner.click('#reset');
      await planner.locator('#twin summary').click();
      expect(await textOf(planner, '#twin')).toContain('Adopted');
      await editor.screenshot('planner-what-if');
      await planner.click('#runbook');
      await editor.page.waitForSelector('.tab[data-resource-name="feed-cache.runbook.md"]', { timeout: PATIENCE });
      const preview = await editor.webview('.markdown-body h1');
      expect(await textOf(preview, '.markdown-body')).toMatch(/PARTIAL|ZERO-DOWNTIME|CUTOVER/);
      await editor.screenshot('runbook');
    });

    test('the pages load nothing that their policy refuses', () => {
      expect(editor.problems).toEqual([]);
    });

    test('a server that ends is started again, and says so', async () => {
      const before = languageServers();
      expect(before.length).toBeGreaterThan(0);
      for (const pid of before) process.kill(pid, 'SIGKILL');
      await editor.page.getByText('ended unexpectedly and was started again').first().waitFor({ timeout: PATIENCE });
      await editor.screenshot('recovered');
      await vi.waitFor(() => expect(languageServers().some((pid) => !before.includes(pid))).toBe(true), PATIENCE);
      await showViews();
      await row('Credentials', 'feed-cache').waitFor({ timeout: PATIENCE });
      await editor.command('Keyturn: Plan the Rotation');
      const planner = await editor.webview('#chart');
      await planner.waitForSelector('.curve', { state: 'attached', timeout: PATIENCE });
    });
  });

  test('a review shows what the working tree changes, in a view and as a difference', async () => {
    const folder = sample('redis-team');
    await openEstate(folder);
    writeFileSync(join(folder, 'manifests/beacon.yaml'), NEW_CONSUMER);
    await row('Credentials', '4 consumers').waitFor({ timeout: PATIENCE });
    await editor.command('Keyturn: Review Changes for Rotation');
    await editor.page.getByText('Compare with which branch or commit?').waitFor({ timeout: PATIENCE });
    await editor.page.keyboard.press('Enter');
    await row('Review of Changes', 'feed-beacon').waitFor({ timeout: PATIENCE });
    await editor.page.waitForSelector('.diff-editor, .monaco-diff-editor', { timeout: PATIENCE });
    await editor.screenshot('review');
    await editor.command('Keyturn: Show the Review as Text');
    const preview = await editor.webview('.markdown-body');
    await vi.waitFor(async () => expect(await textOf(preview, '.markdown-body')).toContain('feed-beacon'), PATIENCE);
    await editor.screenshot('review-text');
  });

  test('the registry is exported into a folder', async () => {
    await openEstate(sample('redis-team'));
    const into = emptyFolder('registry');
    await editor.command('Keyturn: Export the Registry…');
    await editor.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'csv' }).click();
    const path = editor.page.locator('.quick-input-widget:visible input[type=text]');
    // The dialog writes the folder it starts in, and then takes another.
    await vi.waitFor(async () => expect(await path.inputValue()).toMatch(/redis-team\/$/), PATIENCE);
    await path.fill(`${into}/`);
    await vi.waitFor(async () => expect(await path.inputValue()).toBe(`${into}/`), PATIENCE);
    await editor.page.locator('.quick-input-widget:visible').getByText('Export Here').click();
    await vi.waitFor(() => expect(existsSync(join(into, 'credentials.csv'))).toBe(true), PATIENCE);
    expect(readFileSync(join(into, 'credentials.csv'), 'utf8')).toContain('feed-cache');
  });

  test('a thousand consumers stay readable', async () => {
    await openEstate(thousandConsumers());
    await row('Credentials', '1,000 consumers').waitFor({ timeout: LONG });
    await editor.command('Keyturn: Show Propagation Graph');
    const graph = await editor.webview('#canvas');
    await vi.waitFor(async () => expect(await textOf(graph, '.count')).toBe('1000 of 1000 consumers'), PATIENCE);
    await pictures('thousand-graph');
    await graph.fill('#search', 'harbour-0');
    await vi.waitFor(async () => expect(await textOf(graph, '.count')).toBe('100 of 1000 consumers'), PATIENCE);
    await graph.click('#expand');
    await editor.screenshot('thousand-graph-search');
    await editor.command('Keyturn: Plan the Rotation');
    const planner = await editor.webview('#chart');
    await planner.waitForSelector('.curve', { state: 'attached', timeout: PATIENCE });
    await pictures('thousand-planner');
  });

  test.skipIf(!existsSync(REAL))('a real estate: credentials, coverage, a graph', async () => {
    await openEstate(copyOf(REAL, 'home-cluster'));
    await editor.command('Keyturn: Focus on Coverage View');
    await row('Coverage', 'Not followed').waitFor({ timeout: PATIENCE });
    await editor.command('Keyturn: Show Propagation Graph');
    await pickFirst();
    const graph = await editor.webview('#canvas');
    await graph.waitForSelector('h1:not(:empty)', { timeout: PATIENCE });
    await pictures('real');
  });

  test('high contrast and a narrow window', async () => {
    await editor.page.setViewportSize({ width: 760, height: 900 });
    await openEstate(sample('shared-postgres'));
    await row('Credentials', 'core-db').waitFor({ timeout: PATIENCE });
    await chooseTheme('Dark High Contrast', '.hc-black');
    await editor.command('Keyturn: Plan the Rotation');
    const planner = await editor.webview('#chart');
    await planner.waitForSelector('.curve', { state: 'attached', timeout: PATIENCE });
    await editor.screenshot('planner-contrast-narrow');
    expect(await planner.evaluate(FITS)).toBe(true);
    await editor.command('Keyturn: Show Propagation Graph');
    const graph = await editor.webview('#canvas');
    await graph.waitForSelector('h1:not(:empty)', { timeout: PATIENCE });
    await editor.screenshot('graph-contrast-narrow');
    expect(await graph.evaluate(FITS)).toBe(true);
    await chooseTheme('Dark Modern', '.vs-dark');
    await editor.page.setViewportSize({ width: 1280, height: 800 });
  });

  test('a folder without secrets leaves the extension asleep', async () => {
    const before = languageServers();
    const folder = emptyFolder('poems');
    writeFileSync(join(folder, 'tide.txt'), 'the tide comes in\n');
    execFileSync('git', ['-C', folder, 'init', '-q']);
    await editor.open(folder);
    await editor.file('tide.txt');
    await editor.command('Developer: Show Running Extensions');
    await editor.page
      .getByText(/Markdown Language Features|Git Base|vscode\.git/)
      .first()
      .waitFor({ timeout: PATIENCE });
    expect(await editor.page.locator('.monaco-list-row').filter({ hasText: 'Keyturn' }).count()).toBe(0);
    await editor.screenshot('asleep');
    await vi.waitFor(() => expect(languageServers().filter((pid) => !before.includes(pid))).toEqual([]), PATIENCE);
  });
});

const NEW_CONSUMER = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: feed-beacon
  namespace: feed
spec:
  replicas: 2
  selector:
    matchLabels: { app: feed-beacon }
  template:
    metadata:
      labels: { app: feed-beacon }
    spec:
      containers:
        - name: app
          image: registry.example/feed/feed-beacon:1
          env:
            - name: CACHE_PASSWORD
              valueFrom:
                secretKeyRef: { name: feed-cache, key: password }
`;

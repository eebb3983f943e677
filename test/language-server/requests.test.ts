/** The real server process, asked as an editor asks, over the whole chain store → sync object → manifest → code. */
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CodeLens, Hover, Location } from 'vscode-languageserver';
import type {
  FileContents,
  Graph,
  Overview,
  RegistryExport,
  Review,
  Runbook,
  Timeline,
  Unanswered,
  WhoBreaks,
} from '../../language-server/src/protocol.ts';
import { type Client, makeFolder, positionOf, startClient } from './client.ts';
import { HARBOUR } from './harbour.ts';

const CODE = 'services/tide-api/src/server.js';
const folder = makeFolder(HARBOUR);
let client: Client;

beforeAll(async () => {
  client = await startClient({ folders: [folder.uri('')], options: { settings: { inlayHints: { enable: true } } } });
  for (const file of Object.keys(HARBOUR))
    client.open(folder.uri(file), folder.read(file), file.endsWith('.js') ? 'javascript' : 'yaml');
  await client.settled();
});
afterAll(async () => {
  expect(await client.stop()).toBe(0);
  folder.remove();
});

const at = (file: string, text: string, offset = 1) => ({
  textDocument: { uri: folder.uri(file) },
  position: positionOf(folder.read(file), text, offset),
});
/** `k8s/tide.yaml tide-db`: what stands at each place. */
const said = (locations: readonly Location[]) =>
  locations.map(({ uri, range }) => {
    const file = decodeURIComponent(uri.slice(folder.uri('').length + 1));
    return `${file} ${folder.read(file).split('\n')[range.start.line]?.slice(range.start.character, range.end.character)}`;
  });

describe('hover', () => {
  it.each([
    ['the name of a variable in code', CODE, 'TIDE_DB_PASSWORD'],
    ['a Secret in a manifest', 'k8s/tide.yaml', 'tide-db'],
    ['the key below it', 'k8s/tide.yaml', 'ebb-password'],
    ['a variable in a manifest', 'k8s/tide.yaml', 'TIDE_DB_PASSWORD'],
    ['the item of the store', 'k8s/store.yaml', 'prod/tide/db'],
  ])('tells the same story at %s', async (_, file, text) => {
    const hover = await client.request<Hover>('textDocument/hover', at(file, text));
    const { value } = hover.contents as { value: string };
    expect(value).toContain('**prod/tide/db: boring**');
    expect(value).toContain('3 instances: tide-api');
    expect(value).toContain('scope radius');
  });

  it('says the mode of this consumer with the line that decides it, and the delays as a sum', async () => {
    const hover = await client.request<Hover>('textDocument/hover', at(CODE, 'TIDE_DB_PASSWORD'));
    const { value } = hover.contents as { value: string };
    expect(value).toContain('startup: tide-api keeps the old value until somebody restarts it');
    expect(value).toContain(`[k8s/tide.yaml:18](<${folder.uri('k8s/tide.yaml')}#L18,25>)`);
    expect(value).toContain('store sync up to 2 min + action never by itself');
  });

  it('is silent where nothing is known', async () =>
    expect(await client.request('textDocument/hover', at('skaffold.yaml', 'artifacts'))).toBeNull());
});

describe('jumps', () => {
  it.each([
    ['code to manifest', 'definition', CODE, 'TIDE_DB_PASSWORD', ['k8s/tide.yaml tide-db']],
    ['manifest to what fills the Secret', 'definition', 'k8s/tide.yaml', 'tide-db', ['k8s/store.yaml prod/tide/db']],
    ['store to manifest', 'implementation', 'k8s/store.yaml', 'prod/tide/db', ['k8s/tide.yaml tide-db']],
  ])('%s', async (_, request, file, text, expected) => {
    const found = await client.request<Location[]>(`textDocument/${request}`, at(file, text));
    expect(said(found)).toEqual(expected);
  });

  it('manifest to code', async () => {
    const found = await client.request<Location[]>('textDocument/implementation', at('k8s/tide.yaml', 'tide-db'));
    expect(said(found)).toContain(`${CODE} process.env.TIDE_DB_PASSWORD`);
  });

  it('finds every place from each of them', async () => {
    const from = [at(CODE, 'TIDE_DB_PASSWORD'), at('k8s/tide.yaml', 'tide-db'), at('k8s/store.yaml', 'prod/tide/db')];
    const all = await Promise.all(
      from.map((one) =>
        client.request<Location[]>('textDocument/references', { ...one, context: { includeDeclaration: true } }),
      ),
    );
    for (const found of all) expect(said(found)).toEqual(said(all[0] ?? []));
    expect(said(all[0] ?? [])).toEqual(
      expect.arrayContaining([
        'k8s/store.yaml prod/tide/db',
        'k8s/tide.yaml tide-db',
        `${CODE} process.env.TIDE_DB_PASSWORD`,
      ]),
    );
  });

  it('links a reference to what declares it', async () => {
    const links = await client.request<Array<{ target: string }>>(
      'textDocument/documentLink',
      at('k8s/tide.yaml', 'tide-db'),
    );
    expect(links.map(({ target }) => target)).toEqual([`${folder.uri('k8s/store.yaml')}#L16`]);
  });

  it('walks the path as a call hierarchy', async () => {
    const [item] = await client.request<Array<{ name: string }>>(
      'textDocument/prepareCallHierarchy',
      at('k8s/tide.yaml', 'tide-db'),
    );
    const into = await client.request<Array<{ from: { name: string } }>>('callHierarchy/incomingCalls', { item });
    const out = await client.request<Array<{ to: { name: string } }>>('callHierarchy/outgoingCalls', { item });
    expect([item?.name, into[0]?.from.name, out[0]?.to.name]).toEqual([
      'tide-db#ebb-password',
      'prod/tide/db#password',
      'tide-api',
    ]);
  });

  it('finds credentials and consumers by name', async () => {
    const found = await client.request<Array<{ name: string }>>('workspace/symbol', { query: 'tidea' });
    expect(found.map(({ name }) => name)).toEqual(['tide-api']);
  });
});

describe('lines in the text', () => {
  it('has one lens where the value comes in, and none where it is used', async () => {
    const lenses = (file: string) => client.request<CodeLens[]>('textDocument/codeLens', at(file, '\n', 0));
    expect((await lenses('k8s/store.yaml')).map(({ command }) => command?.title)).toEqual([
      '1 consumer · scope 42.9 moderate · rollout 12.8 contained · 1 never by itself',
    ]);
    expect(await lenses('k8s/tide.yaml')).toEqual([]);
  });

  it('hints at reads when that is switched on', async () => {
    const hints = await client.request<Array<{ label: string }>>('textDocument/inlayHint', {
      textDocument: { uri: folder.uri(CODE) },
      range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } },
    });
    expect(hints.map(({ label }) => label)).toEqual(['startup, somebody must restart it']);
  });

  it('has findings with related places and the page of their rule', () => {
    const found = client.diagnostics
      .get(folder.uri('k8s/tide.yaml'))
      ?.find(({ code }) => code === 'startup-only-consumer');
    expect(found?.message).toContain('tide-api');
    expect(found?.codeDescription?.href).toMatch(/^file:.*\/rules\/startup-only-consumer\.md$/);
  });
});

describe('completion', () => {
  const complete = async (file: string, line: string, after: string) => {
    const uri = folder.uri(file);
    const text = folder.read(file);
    client.replace(uri, text.replace(after, `${after}\n${line}`));
    const where = { line: positionOf(text, after).line + 1, character: line.length };
    const items = await client.request<Array<{ label: string }>>('textDocument/completion', {
      textDocument: { uri },
      position: where,
    });
    client.replace(uri, text);
    await client.settled();
    return items.map(({ label }) => label);
  };

  it('offers Secrets where a reference is typed', async () =>
    expect(await complete('k8s/tide.yaml', '                  name: t', 'secretKeyRef:')).toEqual(['tide-db']));
  it('offers the keys of the Secret that is named', async () =>
    expect(await complete('k8s/tide.yaml', '                  key: ', 'name: tide-db')).toEqual(['ebb-password']));
  it('offers variables in code', async () =>
    expect(await complete(CODE, 'const again = process.env.T', 'module.exports')).toEqual(['TIDE_DB_PASSWORD']));
  it('is silent elsewhere', async () =>
    expect(await complete('k8s/tide.yaml', '  labels: { name: t', 'namespace: quay')).toEqual([]));
});

describe('requests of our own', () => {
  const credential = { credential: 'prod/tide/db' };

  it('gives an overview', async () => {
    const { folders, status } = await client.request<Overview>('keyturn/overview', null);
    expect(status.state).toBe('ready');
    expect(folders[0]?.credentials.map(({ name, refresh }) => ({ name, refresh }))).toEqual([
      { name: 'prod/tide/db', refresh: [{ mode: 'startup', paths: 1 }] },
    ]);
    expect(said(folders[0]?.consumers.flatMap(({ location }) => location ?? []) ?? [])).toEqual([
      'k8s/tide.yaml tide-api',
    ]);
  });

  it('draws the graph in layers and says it in words', async () => {
    const graph = await client.request<Graph>('keyturn/graph', credential);
    expect(graph.nodes.map(({ layer, label }) => `${layer} ${label}`)).toEqual([
      '0 prod/tide/db#password',
      '1 tide-db#ebb-password',
      '2 tide-api',
      '3 database of prod/tide/db',
    ]);
    expect(graph.text).toContain(
      'tide-db#ebb-password is handed to tide-api (as environment variable TIDE_DB_PASSWORD; startup)',
    );
  });

  it('computes a timeline with other parameters', async () => {
    const given = await client.request<Timeline>('keyturn/timeline', {
      ...credential,
      sync: 600,
      window: 1800,
      points: 7,
    });
    expect(given.points).toHaveLength(7);
    expect(given.untouched).toEqual([]);
    expect(given.window?.stranded.map(({ name }) => name)).toEqual(['tide-api']);
  });

  it('says who breaks, and where to find them', async () => {
    const { breaks } = await client.request<WhoBreaks>('keyturn/whoBreaks', { ...credential, at: 60 });
    expect(breaks.map(({ name, chance }) => ({ name, chance }))).toEqual([{ name: 'tide-api', chance: 1 }]);
    expect(breaks[0]?.location?.uri).toBe(folder.uri('k8s/tide.yaml'));
  });

  it('writes the runbook', async () => {
    const { text, fileName } = await client.request<Runbook>('keyturn/runbook', credential);
    expect(fileName).toBe('prod-tide-db.runbook.md');
    expect(text).toContain('# Runbook: rotate prod/tide/db');
  });

  it('lists what stands in a file', async () => {
    const { marks } = await client.request<FileContents>('keyturn/file', { uri: folder.uri(CODE) });
    expect(marks.map(({ what }) => what)).toEqual(['connection', 'read']);
  });

  it('answers a question about a stranger with a reason', async () => {
    const answer = await client.request<Unanswered>('keyturn/graph', { credential: 'prod/tidy/db' });
    expect(answer).toMatchObject({ unanswered: 'not-found', candidates: ['prod/tide/db'] });
  });
});

describe('requests about a whole folder', () => {
  it('exports the registry', async () => {
    const { files } = await client.request<RegistryExport>('keyturn/registryExport', { format: 'mermaid' });
    expect(files.map(({ text }) => text).join('')).toContain('tide-api');
  });

  it('reviews buffers against a commit, and says why it cannot', async () => {
    expect(await client.request<Unanswered>('keyturn/review', {})).toMatchObject({ unanswered: 'not-possible' });
    const git = (...words: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=Gull', '-c', 'user.email=gull@harbour.example', ...words], {
        cwd: folder.path,
      });
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-q', '-m', 'tide');
    const uri = folder.uri('k8s/tide.yaml');
    client.replace(
      uri,
      `${HARBOUR['k8s/tide.yaml']}---\n${HARBOUR['k8s/tide.yaml'].replaceAll('tide-api', 'ferry-api')}`,
    );
    await client.settled();
    const review = await client.request<Review>('keyturn/review', { base: 'HEAD' });
    expect(review.changes.map(({ rule }) => rule)).toContain('new-shared-credential');
    expect(review.markdown).toContain('ferry-api');
    expect(review.changes[0]?.location?.uri).toBe(uri);
  });
});

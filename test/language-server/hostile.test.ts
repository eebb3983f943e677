/** What a workspace and a client may do to the server: it lives, answers are empty rather than wrong, and the log says why. */
import { readdirSync, rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Hover } from 'vscode-languageserver';
import { type Client, makeFolder, positionOf, startClient } from './client.ts';
import { HARBOUR } from './harbour.ts';

const clients: Client[] = [];
const folders: Array<ReturnType<typeof makeFolder>> = [];
afterEach(async () => {
  for (const client of clients.splice(0)) expect(await client.stop()).toBe(0);
  for (const folder of folders.splice(0)) folder.remove();
});

function folderOf(files: Readonly<Record<string, string>>) {
  const folder = makeFolder(files);
  folders.push(folder);
  return folder;
}

async function start(options: Parameters<typeof startClient>[0]): Promise<Client> {
  const client = await startClient(options);
  clients.push(client);
  return client;
}

const MANIFEST = 'k8s/tide.yaml';
const text = HARBOUR[MANIFEST];
const hoverAt = (client: Client, uri: string, document: string, word: string) =>
  client.request<Hover | null>('textDocument/hover', {
    textDocument: { uri },
    position: positionOf(document, word, 1),
  });

/** A text as it is typed: letters, or a stretch of changing length and then three letters. The same text gives the same pieces. */
function piecesOf(text: string, longest: number): readonly string[] {
  const pieces: string[] = [];
  for (let at = 0, turn = 0; at < text.length; turn += 1) {
    const length = turn % 4 === 0 ? 1 + ((turn * 7_919) % longest) : 1;
    // Never half of a pair of surrogates.
    const end = at + length + (/[\uD800-\uDBFF]/.test(text[at + length - 1] ?? '') ? 1 : 0);
    pieces.push(text.slice(at, end));
    at = end;
  }
  return pieces;
}

describe('typing', () => {
  it.each(Object.keys(HARBOUR))('%s character by character leaves no wrong finding behind', async (file) => {
    const folder = folderOf({ ...HARBOUR, [file]: '' });
    const client = await start({ folders: [folder.uri('')] });
    const uri = folder.uri(file);
    client.open(uri, '');
    const whole = HARBOUR[file as keyof typeof HARBOUR];
    let [line, character] = [0, 0];
    for (const typed of whole) {
      const at = { line, character };
      client.edit(uri, { start: at, end: at }, typed);
      [line, character] = typed === '\n' ? [line + 1, 0] : [line, character + 1];
    }
    await client.settled();
    const typed = [...client.diagnostics].filter(([, list]) => list.length > 0);

    const complete = folderOf(HARBOUR);
    const other = await start({ folders: [complete.uri('')] });
    await other.settled();
    const there = (from: typeof folder, list: typeof typed) =>
      JSON.parse(
        JSON.stringify(list)
          .replaceAll(from.uri(''), 'ROOT')
          .replaceAll(from.path.split('/').at(-1) ?? '', 'ROOT'),
      );
    expect(there(folder, typed)).toEqual(
      there(
        complete,
        [...other.diagnostics].filter(([, list]) => list.length > 0),
      ),
    );
  });

  it.each([
    ['small', 1],
    ['redis-team', 1],
    ['fiction', 1],
    ['early-revocation', 1],
    ['batch-and-restart-only', 1],
    ['shared-postgres', 997],
    ['large', 1_499],
    ['window', 1_999],
  ] as const)(
    'every file of the sample %s, too, with a stop after at most %i characters',
    async (sample, longest) => {
      const complete = makeFolder(`samples/${sample}`);
      folders.push(complete);
      const files = readdirSync(complete.path, { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.yaml$/.test(file))
        .sort();
      const folder = makeFolder(`samples/${sample}`);
      folders.push(folder);
      for (const file of files) folder.write(file, '');
      const [typed, other] = [await start({ folders: [folder.uri('')] }), await start({ folders: [complete.uri('')] })];
      for (const file of files) {
        const uri = folder.uri(file);
        typed.open(uri, '');
        let [line, character] = [0, 0];
        for (const piece of piecesOf(complete.read(file), longest)) {
          typed.edit(uri, { start: { line, character }, end: { line, character } }, piece);
          const [first = '', ...more] = piece.split('\n');
          [line, character] = [line + more.length, more.at(-1)?.length ?? character + first.length];
        }
        // Half of a large estate is analysed, too, not only what it comes to in the end.
        if (longest > 1 && files.indexOf(file) % 4 === 3) await typed.settled();
      }
      await typed.settled();
      await other.settled();
      const told = (client: Client, at: typeof folder) =>
        files.map((file) =>
          (client.diagnostics.get(at.uri(file)) ?? []).map(({ code, range, message }) => ({ code, range, message })),
        );
      expect(told(typed, folder)).toEqual(told(other, complete));
      expect(told(other, complete).flat().length).toBeGreaterThan(0);
    },
    120_000,
  );

  it('answers from the last text that parsed, in the places where it stands now', async () => {
    const folder = folderOf(HARBOUR);
    const client = await start({ folders: [folder.uri('')] });
    const uri = folder.uri(MANIFEST);
    client.open(uri, text);
    await client.settled();
    client.edit(uri, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, 'half: {\n');
    await client.settled();
    expect(await hoverAt(client, uri, `half: {\n${text}`, 'tide-db')).not.toBeNull();
    expect(await hoverAt(client, uri, `half: {\n${text}`, 'replicas')).toBeNull();
  });
});

describe('a workspace', () => {
  it('with a document of 10 MB answers all the same', async () => {
    const folder = folderOf(HARBOUR);
    const client = await start({ folders: [folder.uri('')] });
    const large = folder.uri('k8s/large.yaml');
    folder.write('k8s/large.yaml', '');
    client.open(large, `a: &a [${'lobster, '.repeat(1_150_000)}]\n`);
    client.open(folder.uri(MANIFEST), text);
    client.edit(large, { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } }, 'b');
    await client.settled();
    expect(await hoverAt(client, folder.uri(MANIFEST), text, 'tide-db')).not.toBeNull();
  });

  it('in which thousands of files change is read a few times, not thousands', async () => {
    const folder = folderOf(HARBOUR);
    const client = await start({ folders: [folder.uri('')] });
    await client.settled();
    const changes = Array.from({ length: 5_000 }, (_, index) => ({
      uri: folder.uri(`dist/chunk-${index}.js`),
      type: 1,
    }));
    for (let round = 0; round < 5; round++) client.notify('workspace/didChangeWatchedFiles', { changes });
    await client.settled();
    const { revision } = await client.request<{ revision: number }>('keyturn/status', null);
    expect(revision).toBeLessThan(12);
  });

  it('whose files are deleted while they are open keeps the buffer, and lets go when it is closed', async () => {
    const folder = folderOf(HARBOUR);
    const client = await start({ folders: [folder.uri('')] });
    const uri = folder.uri(MANIFEST);
    client.open(uri, text);
    await client.settled();
    rmSync(`${folder.path}/${MANIFEST}`);
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 3 }] });
    await client.settled();
    expect(await hoverAt(client, uri, text, 'tide-db')).not.toBeNull();
    client.notify('textDocument/didClose', { textDocument: { uri } });
    await client.settled();
    expect(client.diagnostics.get(uri) ?? []).toEqual([]);
  });

  it('gains and loses folders', async () => {
    const [one, other] = [folderOf(HARBOUR), folderOf(HARBOUR)];
    const client = await start({ folders: [one.uri('')] });
    await client.settled();
    const folder = { uri: other.uri(''), name: 'other' };
    client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [folder], removed: [] } });
    client.open(other.uri(MANIFEST), text);
    await client.settled();
    expect(await hoverAt(client, other.uri(MANIFEST), text, 'tide-db')).not.toBeNull();
    client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [folder] } });
    await client.settled();
    expect(await hoverAt(client, other.uri(MANIFEST), text, 'tide-db')).toBeNull();
    expect(client.diagnostics.get(other.uri(MANIFEST))).toEqual([]);
  });

  it('that is not there is told, and the others are read', async () => {
    const folder = folderOf(HARBOUR);
    const client = await start({ folders: ['file:///no/such/harbour', folder.uri('')] });
    client.open(folder.uri(MANIFEST), text);
    await expect.poll(() => hoverAt(client, folder.uri(MANIFEST), text, 'tide-db'), { timeout: 20_000 }).not.toBeNull();
    expect(client.log.join('\n')).toContain('analysis failed (Error)');
  });

  it('is left alone outside its folders', async () => {
    const folder = folderOf(HARBOUR);
    const client = await start({ folders: [folder.uri('')] });
    client.open('file:///elsewhere/tide.yaml', text);
    client.open('untitled:Untitled-1', text);
    await client.settled();
    expect(await hoverAt(client, 'file:///elsewhere/tide.yaml', text, 'tide-db')).toBeNull();
    expect(await hoverAt(client, 'untitled:Untitled-1', text, 'tide-db')).toBeNull();
  });

  it('with a wrong keyturn.yaml shows where, and works on', async () => {
    const folder = folderOf({ ...HARBOUR, 'keyturn.yaml': 'version: 1\nownners: []\n' });
    const client = await start({ folders: [folder.uri('')] });
    const uri = folder.uri('keyturn.yaml');
    client.open(uri, 'version: 1\nownners: []\n');
    await client.settled();
    expect(client.diagnostics.get(uri)?.map(({ range, code }) => [range.start.line, code])).toEqual([
      [1, 'configuration'],
    ]);
    client.replace(uri, 'version: 1\nowners: []\n');
    await client.settled();
    expect(client.diagnostics.get(uri)).toEqual([]);
  });
});

describe('a client', () => {
  it('that never answers is served all the same', async () => {
    const folder = folderOf(HARBOUR);
    const client = await start({
      folders: [folder.uri('')],
      silent: true,
      capabilities: {
        window: { workDoneProgress: true },
        workspace: {
          configuration: true,
          didChangeWatchedFiles: { dynamicRegistration: true },
          codeLens: { refreshSupport: true },
        },
      },
    });
    client.open(folder.uri(MANIFEST), text);
    await client.settled();
    expect(await hoverAt(client, folder.uri(MANIFEST), text, 'tide-db')).not.toBeNull();
  });

  it('that counts columns in UTF-8 gets them so', async () => {
    const files = {
      ...HARBOUR,
      [MANIFEST]: text.replace('- name: TIDE_DB_PASSWORD', '- { name: TIDE_DB_PASSWORD, note: 🐚🐚 }'),
    };
    const flow = text.replace(
      /valueFrom:[\s\S]*$/,
      `valueFrom: { note: "🐚é", secretKeyRef: { name: tide-db, key: ebb-password } }\n`,
    );
    const folder = folderOf({ ...files, [MANIFEST]: flow });
    const client = await start({
      folders: [folder.uri('')],
      capabilities: { general: { positionEncodings: ['utf-8', 'utf-16'] } },
    });
    expect(client.initialized.capabilities.positionEncoding).toBe('utf-8');
    const uri = folder.uri(MANIFEST);
    client.open(uri, flow);
    await client.settled();
    const line = flow.split('\n').findIndex((one) => one.includes('🐚'));
    const before = flow.split('\n')[line]?.split('tide-db')[0] ?? '';
    const bytes = Buffer.byteLength(before);
    const hover = await client.request<Hover>('textDocument/hover', {
      textDocument: { uri },
      position: { line, character: bytes + 1 },
    });
    expect(hover.range).toEqual({ start: { line, character: bytes }, end: { line, character: bytes + 7 } });
    client.edit(uri, { start: { line, character: bytes }, end: { line, character: bytes } }, '🐚');
    client.edit(uri, { start: { line, character: bytes }, end: { line, character: bytes + 4 } }, '');
    await client.settled();
    expect(
      await client.request('textDocument/hover', { textDocument: { uri }, position: { line, character: bytes + 1 } }),
    ).toEqual(hover);
  });

  it('that pulls gets each list once, and is told of no change by silence', async () => {
    const folder = folderOf(HARBOUR);
    const client = await start({ folders: [folder.uri('')], capabilities: { textDocument: { diagnostic: {} } } });
    const uri = folder.uri(MANIFEST);
    client.open(uri, text);
    await client.settled();
    interface Report {
      readonly kind: string;
      readonly resultId: string;
      readonly items: ReadonlyArray<{ readonly code: string }>;
    }
    const pull = (previousResultId?: string) =>
      client.request<Report>('textDocument/diagnostic', {
        textDocument: { uri },
        ...(previousResultId ? { previousResultId } : {}),
      });
    const first = await pull();
    expect(first.items.map(({ code }) => code)).toContain('startup-only-consumer');
    expect(await pull(first.resultId)).toMatchObject({ kind: 'unchanged' });
    expect(client.diagnostics.size).toBe(0);
    const workspace = await client.request<{ items: ReadonlyArray<{ uri: string }> }>('workspace/diagnostic', {
      previousResultIds: [],
    });
    expect(workspace.items.map((item) => item.uri)).toContain(uri);
  });

  it('that sends nonsense gets empty answers', async () => {
    const folder = folderOf(HARBOUR);
    const client = await start({ folders: [folder.uri('')] });
    client.open(folder.uri(MANIFEST), text);
    client.edit(folder.uri(MANIFEST), { start: { line: 900, character: 7 }, end: { line: 2, character: -4 } }, '');
    client.replace(folder.uri(MANIFEST), text);
    await client.settled();
    const far = { textDocument: { uri: folder.uri(MANIFEST) }, position: { line: 1e9, character: -7 } };
    expect(await client.request('textDocument/hover', far)).toBeNull();
    expect(await client.request('textDocument/definition', { ...far, textDocument: { uri: 'file://%%%' } })).toEqual(
      [],
    );
    expect(await client.request('keyturn/graph', { credential: { toString: 7 } })).toMatchObject({
      unanswered: expect.any(String),
    });
    expect(await hoverAt(client, folder.uri(MANIFEST), text, 'tide-db')).not.toBeNull();
  });

  it('never gets the value of a secret, whatever it asks', async () => {
    const canary = 'kt-canary-lsp-0815';
    const secret = `apiVersion: v1\nkind: Secret\nmetadata: { name: tide-db, namespace: quay }\nstringData:\n  ebb-password: ${canary}\n`;
    const folder = folderOf({ ...HARBOUR, 'k8s/store.yaml': secret });
    const client = await start({ folders: [folder.uri('')] });
    const uri = folder.uri('k8s/store.yaml');
    client.open(uri, secret);
    await client.settled();
    const place = { textDocument: { uri }, position: positionOf(secret, canary, 2) };
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const answers = await Promise.all([
      client.request('textDocument/hover', place),
      client.request('textDocument/codeLens', place),
      client.request('textDocument/references', { ...place, context: { includeDeclaration: true } }),
      client.request('textDocument/codeAction', { ...place, range, context: { diagnostics: [] } }),
      client.request('textDocument/completion', place),
      client.request('keyturn/overview', null),
      client.request('keyturn/file', { uri }),
      client.request('keyturn/explain', { credential: 'tide-db' }),
      client.request('keyturn/timeline', { credential: 'tide-db' }),
      client.request('keyturn/runbook', { credential: 'tide-db' }),
    ]);
    expect(JSON.stringify(answers)).toContain('tide-db');
    expect(JSON.stringify([answers, [...client.diagnostics], client.log])).not.toContain(canary);
  });
});

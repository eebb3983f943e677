/** Code actions and renames: the edit is what was promised and no more, and reading again gives the promised result. */
import { afterEach, describe, expect, it } from 'vitest';
import type { CodeAction, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Client, makeFolder, positionOf, startClient } from './client.ts';
import { HARBOUR } from './harbour.ts';

let client: Client | null = null;
let folder: ReturnType<typeof makeFolder> | null = null;
afterEach(async () => {
  await client?.stop();
  folder?.remove();
});

async function start(files: Readonly<Record<string, string>>) {
  const made = makeFolder(files);
  folder = made;
  const started = await startClient({ folders: [made.uri('')] });
  client = started;
  await started.settled();
  return { client: started, folder: made };
}

/** Applies a workspace edit to the files on the disk, as an editor does that has none of them open. */
function apply(edit: WorkspaceEdit | undefined): void {
  if (!folder) return;
  for (const change of edit?.documentChanges ?? []) {
    if (!('textDocument' in change)) continue;
    const { uri } = change.textDocument;
    const file = decodeURIComponent(uri.slice(folder.uri('').length + 1));
    const before = existing(file);
    const document = TextDocument.create(uri, 'yaml', 1, before);
    folder.write(file, TextDocument.applyEdits(document, (change as TextDocumentEdit).edits as never));
    client?.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: before === '' ? 1 : 2 }] });
  }
}

function existing(file: string): string {
  try {
    return folder?.read(file) ?? '';
  } catch {
    return '';
  }
}

async function actionsAt(file: string, text: string): Promise<readonly CodeAction[]> {
  if (!client || !folder) return [];
  const uri = folder.uri(file);
  const position = positionOf(folder.read(file), text, 1);
  client.open(uri, folder.read(file));
  const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: position, end: position },
    context: { diagnostics: [] },
  });
  client.notify('textDocument/didClose', { textDocument: { uri } });
  await client.settled();
  return actions;
}

const rules = (uri: string) => (client?.diagnostics.get(uri) ?? []).map(({ code }) => code).sort();

/** Lines that are new, and lines that are gone. */
function difference(
  before: string,
  after: string,
): { readonly added: readonly string[]; readonly removed: readonly string[] } {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return { added: now.filter((line) => !old.includes(line)), removed: old.filter((line) => !now.includes(line)) };
}

interface Case {
  readonly does: string;
  readonly files: Readonly<Record<string, string>>;
  readonly at: readonly [file: string, text: string];
  readonly title: RegExp;
  readonly edits: string;
  readonly added: readonly string[];
  readonly removed?: readonly string[];
  /** Rule at the place before, and not after. */
  readonly settles: string;
}

const secret = (keys: string) => `apiVersion: v1
kind: Secret
metadata: { name: lamp, namespace: pier }
stringData:
${keys}`;

const workload = (mount: string, volume: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: lamp-keeper, namespace: pier }
spec:
  template:
    spec:
      containers:
        - name: keeper
          image: harbour/keeper:2
${mount}${volume}`;

const CASES: readonly Case[] = [
  {
    does: 'adds a restart trigger to block metadata and keeps its comment',
    files: HARBOUR,
    at: ['k8s/tide.yaml', 'tide-db'],
    title: /^Have Reloader restart tide-api/,
    edits: 'k8s/tide.yaml',
    added: ['  annotations:', '    reloader.stakater.com/auto: "true"'],
    settles: 'startup-only-consumer',
  },
  {
    does: 'adds a restart trigger inside braces',
    files: {
      'lamp.yaml': secret('  oil-password: "wick-and-oil-4711"\n'),
      'keeper.yaml': workload(
        '          env:\n            - name: OIL_PASSWORD\n              valueFrom: { secretKeyRef: { name: lamp, key: oil-password } }\n',
        '',
      ),
    },
    at: ['keeper.yaml', 'lamp, key'],
    title: /^Have Reloader restart lamp-keeper/,
    edits: 'keeper.yaml',
    added: ['metadata: { name: lamp-keeper, annotations: { reloader.stakater.com/auto: "true" }, namespace: pier }'],
    removed: ['metadata: { name: lamp-keeper, namespace: pier }'],
    settles: 'startup-only-consumer',
  },
  {
    does: 'mounts a directory instead of a subPath',
    files: {
      'lamp.yaml': secret('  oil-password: "wick-and-oil-4711"\n'),
      'keeper.yaml': workload(
        '          volumeMounts:\n            - name: oil\n              mountPath: /etc/lamp/oil-password # read by the wick\n              subPath: oil-password\n',
        '      volumes:\n        - name: oil\n          secret: { secretName: lamp }\n',
      ),
    },
    at: ['keeper.yaml', 'lamp }'],
    title: /^Mount the directory \/etc\/lamp /,
    edits: 'keeper.yaml',
    added: ['              mountPath: /etc/lamp # read by the wick'],
    removed: [
      '              mountPath: /etc/lamp/oil-password # read by the wick',
      '              subPath: oil-password',
    ],
    settles: 'startup-only-consumer',
  },
  {
    does: 'uses the key that was meant',
    files: { ...HARBOUR, 'k8s/tide.yaml': HARBOUR['k8s/tide.yaml'].replace('key: ebb-password', 'key: ebb-pasword') },
    at: ['k8s/tide.yaml', 'ebb-pasword'],
    title: /^Use the key ebb-password$/,
    edits: 'k8s/tide.yaml',
    added: ['                  key: ebb-password'],
    removed: ['                  key: ebb-pasword'],
    settles: 'dangling-reference',
  },
  {
    does: 'adds a missing key to an ExternalSecret, like the one before it',
    files: { ...HARBOUR, 'k8s/tide.yaml': HARBOUR['k8s/tide.yaml'].replace('key: ebb-password', 'key: moon-token') },
    at: ['k8s/tide.yaml', 'moon-token'],
    title: /^Add the key moon-token to tide-db/,
    edits: 'k8s/store.yaml',
    added: ['    - secretKey: moon-token', '        key: "prod/tide/db"', '        property: moon-token'],
    settles: 'dangling-reference',
  },
  {
    does: 'declares an owner and keeps what keyturn.yaml says',
    files: {
      ...HARBOUR,
      'keyturn.yaml':
        'version: 1\nowners:\n    # the quay\n    - paths: [quay/**]\n      owner: quay-team\n# the end\n',
    },
    at: ['k8s/tide.yaml', 'tide-api'],
    title: /^Declare name-of-the-team the owner of k8s/,
    edits: 'keyturn.yaml',
    added: ['    - paths: ["k8s/**"]', '      owner: name-of-the-team'],
    settles: 'unowned-consumer',
  },
  {
    does: 'ignores a finding with a reason, in a keyturn.yaml that is not there yet',
    files: HARBOUR,
    at: ['k8s/tide.yaml', 'tide-db'],
    title: /^Ignore startup-only-consumer of tide-api/,
    edits: 'keyturn.yaml',
    added: [
      'version: 1',
      'ignore:',
      '  - rule: startup-only-consumer',
      '    consumer: tide-api',
      '    reason: accepted, say why here',
    ],
    settles: 'startup-only-consumer',
  },
];

describe.each(CASES)('$does', ({ files, at, title, edits, added, removed = [], settles }) => {
  it('edits that alone, and the finding is gone', async () => {
    const { client: now, folder: where } = await start(files);
    expect(rules(where.uri(at[0]))).toContain(settles);
    const actions = await actionsAt(...at);
    const action = actions.find((one) => title.test(one.title));
    expect(action, actions.map((one) => one.title).join('\n')).toBeDefined();
    const before = existing(edits);
    apply(action?.edit);
    const change = difference(before, existing(edits));
    expect(change.added).toEqual(expect.arrayContaining([...added]));
    expect(change.removed.filter((line) => line !== '')).toEqual(removed);
    await now.settled();
    expect(rules(where.uri(at[0]))).not.toContain(settles);
  });
});

describe('rename', () => {
  const rename = async (file: string, text: string, newName: string) => {
    if (!client || !folder) throw new Error('not started');
    const asked = { textDocument: { uri: folder.uri(file) }, position: positionOf(folder.read(file), text, 2) };
    client.open(folder.uri(file), folder.read(file));
    await client.settled();
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', { ...asked, newName });
    client.notify('textDocument/didClose', { textDocument: asked.textDocument });
    return edit;
  };

  it('renames a key in the sync object and in every reference, not the property of the store, with a preview', async () => {
    const { client: now, folder: where } = await start(HARBOUR);
    const edit = await rename('k8s/tide.yaml', 'ebb-password', 'flood-password');
    expect(edit.changeAnnotations).toMatchObject({ keyturn: { needsConfirmation: true } });
    apply(edit);
    await now.settled();
    expect(where.read('k8s/tide.yaml')).toBe(HARBOUR['k8s/tide.yaml'].replace('ebb-password', 'flood-password'));
    expect(where.read('k8s/store.yaml')).toBe(HARBOUR['k8s/store.yaml'].replace('ebb-password', 'flood-password'));
    expect(rules(where.uri('k8s/tide.yaml'))).not.toContain('dangling-reference');
  });

  it('renames a variable in manifest and code', async () => {
    const { folder: where } = await start(HARBOUR);
    apply(await rename('services/tide-api/src/server.js', 'TIDE_DB_PASSWORD', 'FLOOD_PASSWORD'));
    expect(where.read('k8s/tide.yaml')).toContain('- name: FLOOD_PASSWORD\n');
    expect(where.read('services/tide-api/src/server.js')).toContain('process.env.FLOOD_PASSWORD ');
  });

  it.each([
    [
      'a variable whose reader is not found',
      { ...HARBOUR, 'services/tide-api/src/server.js': 'module.exports = 7;\n' },
      'k8s/tide.yaml',
      'TIDE_DB_PASSWORD',
      'no code that reads TIDE_DB_PASSWORD was found for tide-api',
    ],
    [
      'a key that nothing here makes',
      { 'k8s/tide.yaml': HARBOUR['k8s/tide.yaml'] },
      'k8s/tide.yaml',
      'ebb-password',
      'tide-db is declared nowhere',
    ],
    [
      'a key that becomes a file name',
      {
        'lamp.yaml': secret('  oil-password: "wick-and-oil-4711"\n'),
        'keeper.yaml': workload(
          '          volumeMounts: [{ name: oil, mountPath: /etc/lamp }]\n',
          '      volumes: [{ name: oil, secret: { secretName: lamp } }]\n',
        ),
      },
      'lamp.yaml',
      'oil-password',
      'as a file of that name',
    ],
  ])('refuses %s, and says why', async (_, files, file, text, why) => {
    await start(files);
    await expect(rename(file, text, 'NEW_NAME')).rejects.toThrow(why);
  });
});

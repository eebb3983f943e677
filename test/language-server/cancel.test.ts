/** What nobody waits for is not worked out: cancelled questions, and a relink that newer changes make useless. */
import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { CancellationTokenSource, type Hover, LSPErrorCodes } from 'vscode-languageserver';
import type { FromWorker, ToWorker } from '../../language-server/src/messages.ts';
import { openEstates } from '../../language-server/src/worker/estates.ts';
import { type Client, makeFolder, positionOf, startClient } from './client.ts';
import { HARBOUR } from './harbour.ts';

const MANIFEST = 'k8s/tide.yaml';
const folder = makeFolder(HARBOUR);
let client: Client | null = null;
afterEach(async () => {
  await client?.stop();
  client = null;
});

/** The analysing thread with the harbour open; `pauses` are run one at each pause, as messages that arrive then. */
async function opened() {
  const told: FromWorker[] = [];
  const pauses: Array<() => void> = [];
  const estates = openEstates(
    (message) => told.push(message),
    async () => {
      await setImmediate();
      pauses.shift()?.();
    },
  );
  estates.take({ to: 'open', folders: [{ folder: 'quay', path: folder.path, buffers: [] }], cache: false });
  const commits = () => told.flatMap((message) => (message.from === 'commit' ? [message.commit] : []));
  await expect.poll(() => commits().length, { timeout: 20_000 }).toBeGreaterThan(0);
  const credential = told
    .flatMap((message) =>
      message.from === 'pieces' && message.pieces.list === 'credentials' ? message.pieces.items : [],
    )
    .map(([id]) => id)[0];
  const answers = () => told.flatMap((message) => (message.from === 'answer' ? [message.id] : []));
  const ask = (id: number): ToWorker => ({ to: 'ask', id, folder: 'quay', what: 'runbook', params: { credential } });
  const type = (turn: number): ToWorker => ({
    to: 'buffers',
    folder: 'quay',
    turn,
    changes: [{ file: MANIFEST, text: `${HARBOUR[MANIFEST]}# ${turn}\n`, version: turn }],
  });
  return { estates, told, pauses, commits, answers, ask, type };
}

describe('the analysing thread', () => {
  it('leaves out a question that was taken back while it stood in line', async () => {
    const { estates, answers, ask } = await opened();
    for (const message of [ask(71), ask(72), ask(73), { to: 'cancel', id: 72 } as const]) estates.take(message);
    await expect.poll(answers).toContain(73);
    expect(answers()).toEqual([71, 73]);
  });

  it('leaves it out, too, when that comes while the one before it is worked out', async () => {
    const { estates, pauses, answers, ask } = await opened();
    for (const message of [ask(71), ask(72), ask(73)]) estates.take(message);
    pauses.push(
      () => {},
      () => {},
      () => estates.take({ to: 'cancel', id: 72 }),
    );
    await expect.poll(answers).toContain(73);
    expect(answers()).toEqual([71, 73]);
  });

  it('answers a number again that was taken back after its answer', async () => {
    const { estates, answers, ask } = await opened();
    estates.take(ask(71));
    await expect.poll(answers).toEqual([71]);
    for (const message of [{ to: 'cancel', id: 71 } as const, ask(72)]) estates.take(message);
    await expect.poll(answers).toEqual([71, 72]);
  });

  it('drops a relink that newer changes supersede, but not for ever', async () => {
    const { estates, pauses, commits, type } = await opened();
    const before = commits().length;
    const turns = Array.from({ length: 40 }, (_, at) => at + 2);
    for (const turn of turns) pauses.push(() => estates.take(type(turn)));
    estates.take(type(1));
    await expect.poll(() => commits().at(-1)?.turn, { timeout: 20_000 }).toBe(41);
    const told = commits().slice(before);
    expect(told.length).toBeLessThan(20);
    expect(told.length).toBeGreaterThan(1);
  });
});

it('a client that takes a question back is told so at once, and is served on', async () => {
  const uri = folder.uri(MANIFEST);
  const now = await startClient({ folders: [folder.uri('')] });
  client = now;
  now.open(uri, HARBOUR[MANIFEST]);
  await now.settled();
  const overview = JSON.stringify(await now.request('keyturn/overview', null));
  const credential = /"id":"(cred:[^"]+)"/.exec(overview)?.[1];
  expect(await now.request('keyturn/runbook', { credential })).toMatchObject({ format: 'md' });
  const source = new CancellationTokenSource();
  const asked = ['keyturn/runbook', 'keyturn/timeline', 'keyturn/explain'].map((method) =>
    now.connection.sendRequest(method, { credential }, source.token).then(
      () => 'answered',
      (error: { code: number }) => error.code,
    ),
  );
  source.cancel();
  // The first may have been answered before the client could say so.
  expect((await Promise.all(asked)).slice(1)).toEqual([LSPErrorCodes.RequestCancelled, LSPErrorCodes.RequestCancelled]);
  const position = positionOf(HARBOUR[MANIFEST], 'tide-db', 1);
  expect(await now.request<Hover>('textDocument/hover', { textDocument: { uri }, position })).not.toBeNull();
  expect(now.log.join('\n')).not.toContain('failed');
});

/**
 * The law of the editor: whatever was typed, saved, created and deleted on the way, what is said at the end equals a fresh scan of the
 * texts as they stand. On a real estate where one lies beside the project, always on the harbour.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openLive, toWire, type WireInventory } from '../../analyzer/src/index.ts';
import type { Overview } from '../../language-server/src/protocol.ts';
import { makeFolder, startClient } from './client.ts';
import { HARBOUR } from './harbour.ts';

const ESTATE = join(import.meta.dirname, '../../../shared/estates/microservices-demo');
const scratch = mkdtempSync(join(tmpdir(), 'keyturn-law-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let made = 0;
/** A copy under one name, so that ids agree. */
function copyOf(from: Readonly<Record<string, string>> | string): string {
  made += 1;
  const path = join(scratch, String(made), 'estate');
  mkdirSync(path, { recursive: true });
  if (typeof from === 'string') cpSync(from, path, { recursive: true });
  else for (const [file, text] of Object.entries(from)) put(path, file, text);
  return path;
}

function put(root: string, file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

const TODAY = '2026-11-26';

async function fresh(root: string): Promise<WireInventory> {
  const live = await openLive({ root, buffers: [], cache: false, today: TODAY });
  return toWire(live.inventory());
}

/** Texts that keep parsing, whatever file they are put into. */
const LINES = ['', '# a gull', '#', '\n\n'];
/** Half a statement: it may break the text for a while. */
const BROKEN = ['key: {', '  - "', 'env: [', '{{ if', 'process.env.', "'"];

interface Step {
  readonly file: number;
  readonly does: 'type' | 'break' | 'restore' | 'rename' | 'save' | 'delete' | 'create';
  readonly at: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  file: fc.nat(1000),
  does: fc.constantFrom('type', 'type', 'break', 'restore', 'rename', 'save', 'delete', 'create'),
  at: fc.nat(1000),
});

async function play(root: string, files: readonly string[], steps: readonly Step[]): Promise<void> {
  const live = await openLive({ root, buffers: [], cache: false, today: TODAY });
  live.inventory();
  const whole = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
  const disk = new Map(whole);
  const buffers = new Map<string, string>();
  const edit = async (file: string, text: string) => {
    buffers.set(file, text);
    await live.setBuffers([{ file, text }]);
  };
  for (const { file: which, does, at } of steps) {
    const file = files[which % files.length] ?? '';
    const now = buffers.get(file) ?? disk.get(file);
    if (now === undefined) continue;
    const lines = now.split('\n');
    const line = at % lines.length;
    if (does === 'type') await edit(file, lines.toSpliced(line, 0, LINES[at % LINES.length] ?? '').join('\n'));
    if (does === 'break') await edit(file, lines.toSpliced(line, 0, BROKEN[at % BROKEN.length] ?? '').join('\n'));
    if (does === 'restore') await edit(file, disk.get(file) ?? now);
    if (does === 'rename') await edit(file, now.replaceAll('password', 'passphrase'));
    if (does === 'save' && buffers.has(file)) {
      put(root, file, now);
      disk.set(file, now);
      await live.diskChanged([{ file, kind: 'changed' }]);
    }
    if (does === 'delete' && !buffers.has(file)) {
      rmSync(join(root, file));
      disk.delete(file);
      await live.diskChanged([{ file, kind: 'deleted' }]);
    }
    if (does === 'create') {
      const created = `made/gull-${at % 3}.yaml`;
      put(root, created, HARBOUR['k8s/tide.yaml'].replaceAll('tide-api', `gull-${at % 3}`));
      await live.diskChanged([{ file: created, kind: 'created' }]);
    }
    if (at % 3 === 0) live.inventory();
  }
  // What does not parse is shown as it last did: only texts that do are under the law.
  // The disk is no help there: half a statement may have been saved.
  for (const file of live.stale()) await edit(file, whole.get(file) ?? '');
  const expected = copyOf(root);
  for (const [file, text] of buffers) put(expected, file, text);
  expect(toWire(live.inventory())).toEqual(await fresh(expected));
}

describe('whatever happened on the way', () => {
  it('the harbour is told as a fresh scan tells it', async () => {
    const files = Object.keys(HARBOUR);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => play(copyOf(HARBOUR), files, steps)),
      { numRuns: 25 },
    );
  }, 240_000);

  it.skipIf(!existsSync(ESTATE))(
    'a real estate is',
    async () => {
      const root = copyOf(ESTATE);
      const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
        .map((file) => file.replaceAll('\\', '/'))
        .filter((file) => /\.(?:ya?ml|go|py|js|ts|java|cs|env)$|Dockerfile$/.test(file) && !file.startsWith('.git/'))
        .filter((file) => statSync(join(root, file)).isFile())
        .sort();
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) =>
          play(copyOf(ESTATE), files, steps),
        ),
        { numRuns: 4 },
      );
    },
    240_000,
  );
});

describe('the server', () => {
  it('says after edits in buffers what a server says that starts on the same texts', async () => {
    const folder = makeFolder(HARBOUR);
    const client = await startClient({ folders: [folder.uri('')] });
    const uri = folder.uri('k8s/tide.yaml');
    client.open(uri, HARBOUR['k8s/tide.yaml']);
    await client.settled();
    client.edit(uri, { start: { line: 7, character: 12 }, end: { line: 7, character: 13 } }, '12');
    client.edit(uri, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, '# first\n');
    client.edit(uri, { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } }, '');
    await client.settled();
    const edited = await client.request<Overview>('keyturn/overview', null);
    const shown = client.diagnostics.get(uri);
    await client.stop();

    const lines = HARBOUR['k8s/tide.yaml'].replace('replicas: 3', 'replicas: 12').split('\n');
    folder.write('k8s/tide.yaml', ['# first', ...lines.slice(1)].join('\n'));
    const again = await startClient({ folders: [folder.uri('')] });
    await again.settled();
    const expected = await again.request<Overview>('keyturn/overview', null);
    expect(edited.folders).toEqual(expected.folders);
    expect(edited.folders[0]?.credentials[0]?.saidInstances).toBe('12 instances');
    expect(shown).toEqual(again.diagnostics.get(uri));
    await again.stop();
    folder.remove();
  });
});

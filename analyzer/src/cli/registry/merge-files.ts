/**
 * Files → a merge, read twice: once for the names, once for the rows, which wait in a folder of their own until the text is written. So memory is that
 * of one inventory and of what is shared, however many files there are.
 */
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { loadKnowledge } from '../../knowledge/load.ts';
import { compareText } from '../../model/place.ts';
import type { MergedCredential } from '../../sharing/merge/credential.ts';
import { openLedger, type Plan } from '../../sharing/merge/ledger.ts';
import { openMerge, type Rows } from '../../sharing/merge/merge.ts';
import { readInventory } from '../../wire/read.ts';
import type { WireInventory } from '../../wire/types.ts';
import type { Context } from '../contract.ts';
import { codeOf, UsageError } from '../exit.ts';

export interface Merged {
  readonly repositories: Plan['repositories'];
  readonly shared: readonly MergedCredential[];
  /** One JSON text a line, in order. */
  rows(section: keyof Rows): Iterable<string>;
  close(): void;
}

/** Reads and joins. Fails with a `UsageError` that names the file; nothing was written then. */
export function mergeFiles(typed: readonly string[], context: Context): Merged {
  const files = typed.flatMap((word) => filesOf(word, context.directory));
  const ledger = openLedger();
  const named = new Map<string, { readonly file: Given; readonly digest: string }>();
  for (const file of files) {
    const { inventory, digest } = read(file);
    const repository = file.name ?? inventory.source.root;
    const other = named.get(repository);
    if (other && other.digest !== digest)
      throw new UsageError(
        `${other.file.shown} and ${file.shown} are both of ${repository}: name one of them, NAME=${file.shown}`,
      );
    if (other) continue;
    named.set(repository, { file, digest });
    ledger.add(repository, inventory);
  }
  const plan = ledger.close();
  const merge = openMerge(plan);
  const folder = mkdtempSync(join(tmpdir(), 'keyturn-merge-'));
  try {
    for (const { repository } of plan.repositories) {
      const file = named.get(repository)?.file;
      if (file) spool(folder, merge.rows(repository, read(file).inventory));
    }
    return {
      repositories: plan.repositories,
      shared: merge.shared(loadKnowledge()),
      rows: (section) => linesOf(join(folder, section)),
      close: () => rmSync(folder, { recursive: true, force: true }),
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

interface Given {
  /** null: the name its inventory has. */
  readonly name: string | null;
  readonly path: string;
  readonly shown: string;
}

/** `FILE`, `NAME=FILE`, or every `.json` of a folder. */
function filesOf(word: string, directory: string): readonly Given[] {
  const found = statSync(resolve(directory, word), { throwIfNoEntry: false });
  if (found?.isDirectory()) {
    const inside = readdirSync(resolve(directory, word)).filter((name) => name.endsWith('.json'));
    if (inside.length === 0) throw new UsageError(`${word} holds no .json file`);
    return inside
      .sort(compareText)
      .map((name) => ({ name: null, path: resolve(directory, word, name), shown: join(word, name) }));
  }
  const [, name, file] = found ? [] : (/^([^=]+)=(.+)$/.exec(word) ?? []);
  if (name === undefined || file === undefined) return [{ name: null, path: resolve(directory, word), shown: word }];
  return [{ name, path: resolve(directory, file), shown: file }];
}

function read({ path, shown }: Given): { readonly inventory: WireInventory; readonly digest: string } {
  const text = textOf(path, shown);
  const { inventory, problem } = readInventory(text);
  if (inventory === null) throw new UsageError(`${shown}: ${problem}`);
  return { inventory, digest: createHash('sha256').update(text).digest('hex') };
}

function textOf(path: string, shown: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${shown}: ${codeOf(error) === 'ENOENT' ? 'no such file' : codeOf(error)}`);
  }
}

function spool(folder: string, rows: Rows): void {
  for (const [section, items] of Object.entries(rows))
    appendFileSync(join(folder, section), items.map((item: unknown) => `${JSON.stringify(item)}\n`).join(''));
}

const PIECE_BYTES = 1 << 20;

function* linesOf(file: string): Iterable<string> {
  let rest = '';
  for (const piece of piecesOf(file)) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

function* piecesOf(file: string): Iterable<string> {
  const decoder = new StringDecoder('utf8');
  const buffer = Buffer.alloc(PIECE_BYTES);
  const handle = openSync(file, 'r');
  try {
    for (let read = readSync(handle, buffer); read > 0; read = readSync(handle, buffer))
      yield decoder.write(buffer.subarray(0, read));
  } finally {
    closeSync(handle);
  }
}

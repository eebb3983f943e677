/** Arguments → inventory: scans a folder, or reads an inventory somebody made. Every command works from the wire form, so both are one path. */
import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { escapeTerminal } from '../explain/escape.ts';
import type { WireInventory } from '../wire/types.ts';
import type { Workspace } from '../workspace/open.ts';
import type { Context, Scan } from './contract.ts';
import { codeOf, UsageError } from './exit.ts';
import { watchProgress } from './progress.ts';

export interface Request {
  /** Folder as typed; null: where the command works. */
  readonly path: string | null;
  /** Inventory file as typed; null: scan. */
  readonly from: string | null;
  readonly cache: boolean;
  readonly quiet: boolean;
  /** Folder or file of rendered manifests as typed, `-` standard input; absent or null: none. */
  readonly rendered?: string | null;
  /** The day by which declared dates are judged; absent or null: nothing dated is claimed. */
  readonly today?: string | null;
}

type ScanRequest = Parameters<Scan>[0];

/** The inventory asked for. Fails with a `UsageError` where the folder or the file cannot be used. */
export async function openInventory(request: Request, context: Context): Promise<WireInventory> {
  if (request.from === null) return scanFolder(request, context);
  if (request.path !== null) throw new UsageError('give either a folder or --from, not both');
  if (request.rendered) throw new UsageError('--rendered goes with a scan, not with --from');
  const { readInventory } = await import('../wire/read.ts');
  const { inventory, problem } = readInventory(readText(request.from, context.directory));
  if (inventory === null) throw new UsageError(`${request.from}: ${problem}`);
  return inventory;
}

async function scanFolder(request: Request, context: Context): Promise<WireInventory> {
  const root = resolve(context.directory, request.path ?? '.');
  checkFolder(root, request.path ?? context.directoryGiven ?? '.');
  const progress = watchProgress(context.terminal, request.quiet);
  const warn = (message: string): void => {
    if (request.quiet) return;
    progress.clear();
    context.terminal.err(`keyturn: ${escapeTerminal(message)}\n`);
  };
  const { today = null, cache } = request;
  const { onProgress } = progress;
  const make = async (workspace: Workspace | null): Promise<WireInventory> => {
    const rendered = await renderedTexts(request, context);
    const { inventory } = await context.scan({ root, cache, today, workspace, ...rendered, onProgress, warn });
    const { toWire } = await import('../wire/inventory.ts');
    const { advise } = await import('../advice/advise.ts');
    const { loadKnowledge } = await import('../knowledge/load.ts');
    return toWire(inventory, advise(inventory, loadKnowledge()));
  };
  try {
    if (!cache || request.rendered) return await make(null);
    const { inventoryUnlessUnchanged } = await import('../unchanged.ts');
    return await inventoryUnlessUnchanged({ root, today, now: Date.now() }, make);
  } finally {
    progress.clear();
  }
}

async function renderedTexts({ rendered }: Request, { directory }: Context): Promise<Pick<ScanRequest, 'rendered'>> {
  if (!rendered) return {};
  const { readRenderedTexts } = await import('./rendered.ts');
  return { rendered: readRenderedTexts(rendered, directory) };
}

/** Fails with a `UsageError` where `root`, typed as `typed`, is no folder that can be read. */
export function checkFolder(root: string, typed: string): void {
  try {
    const found = statSync(root, { throwIfNoEntry: false });
    if (found === undefined) throw new UsageError(`no such folder: ${typed}`);
    if (!found.isDirectory()) throw new UsageError(`${typed} is not a folder: keyturn scans folders`);
    accessSync(root, constants.R_OK | constants.X_OK);
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(`cannot read ${typed}: ${codeOf(error)}`);
  }
}

function readText(from: string, directory: string): string {
  try {
    return readFileSync(from === '-' ? 0 : resolve(directory, from), 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${from}: ${codeOf(error) === 'ENOENT' ? 'no such file' : codeOf(error)}`);
  }
}

/** Says on standard error that an inventory holds no file at all; false: it does. "Nothing scanned" is never green. */
export function reportNothingScanned({ coverage }: WireInventory, { terminal }: Context): boolean {
  if (coverage.filesRead > 0) return false;
  const skipped = coverage.filesSkipped.length;
  const why = skipped > 0 ? `every file was skipped (${skipped})` : 'there is no file that keyturn reads';
  terminal.err(`keyturn: nothing scanned: ${why}\n`);
  return true;
}

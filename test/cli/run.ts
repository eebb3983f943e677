/** Runs the command line in this process against a given inventory, and keeps what it printed. */

import { advise } from '../../analyzer/src/advice/advise.ts';
import type { Scan } from '../../analyzer/src/cli/contract.ts';
import { main } from '../../analyzer/src/cli/main.ts';
import type { Terminal } from '../../analyzer/src/cli/terminal.ts';
import { loadKnowledge } from '../../analyzer/src/knowledge/load.ts';
import type { Inventory } from '../../analyzer/src/model/inventory.ts';
import { toWire } from '../../analyzer/src/wire/inventory.ts';
import { writeInventory } from '../../analyzer/src/wire/write.ts';
import { tearoom } from '../wire/tearoom.ts';

/** The inventory file that a scan of it writes. */
export function fileOf(inventory: Inventory): string {
  return writeInventory(toWire(inventory, advise(inventory, loadKnowledge())));
}

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly scans: ReadonlyArray<{ readonly root: string; readonly cache: boolean }>;
}

export interface Setting extends Partial<Omit<Terminal, 'out' | 'err'>> {
  readonly inventory?: Inventory;
  readonly scan?: Scan;
  readonly directory?: string;
}

export async function keyturn(words: readonly string[], setting: Setting = {}): Promise<Ran> {
  const { inventory = tearoom, directory = import.meta.dirname, scan: given, ...terminal } = setting;
  const printed = { out: '', err: '' };
  const scans: { root: string; cache: boolean }[] = [];
  const scan: Scan = async (options) => {
    scans.push({ root: options.root, cache: options.cache });
    options.onProgress?.(3, 9);
    return given ? given(options) : { inventory };
  };
  const code = await main(
    words,
    {
      out: (text) => {
        printed.out += text;
      },
      err: (text) => {
        printed.err += text;
      },
      columns: 100,
      outIsTerminal: false,
      errIsTerminal: false,
      colour: true,
      ...terminal,
    },
    directory,
    scan,
  );
  return { code, ...printed, scans };
}

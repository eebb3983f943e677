/** Scans a sample as a user would, with the built CLI. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WireInventory } from '../../analyzer/src/wire/types.ts';

export const SAMPLES = fileURLToPath(new URL('../../samples', import.meta.url));
const KEYTURN = fileURLToPath(new URL('../../analyzer/bin/keyturn.mjs', import.meta.url));

/** Clean (0) and with findings (1) are both answers. */
export function scan(folder: string): WireInventory {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [KEYTURN, 'scan', folder, '--format', 'json', '--no-cache'],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  if (status !== 0 && status !== 1) throw new Error(`keyturn scan ${path.basename(folder)} ended ${status}: ${stderr}`);
  return JSON.parse(stdout) as WireInventory;
}

/** The same sample, had nobody declared one thing. `line` must stand in its keyturn.yaml. */
export function scanWithout(sample: string, line: string): WireInventory {
  const copy = mkdtempSync(path.join(tmpdir(), 'keyturn-sample-'));
  try {
    cpSync(path.join(SAMPLES, sample), copy, { recursive: true });
    const file = path.join(copy, 'keyturn.yaml');
    const lines = readFileSync(file, 'utf8').split('\n');
    const kept = lines.filter((text) => text.trim() !== line);
    if (kept.length === lines.length) throw new Error(`${sample}/keyturn.yaml does not say ${line}`);
    writeFileSync(file, kept.join('\n'));
    return scan(copy);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

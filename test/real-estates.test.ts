/**
 * The real CLI on real estates: public repositories that nobody here wrote, with hand-made labels for some. The estates lie beside the
 * project (`../shared/estates`) and are read in place; where they are absent the tests say so and skip.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const PROJECT = join(import.meta.dirname, '..');
const SHARED = join(PROJECT, '../shared');
const ESTATES = ['opentelemetry-demo', 'home-cluster', 'gitops-homelab', 'microservices-demo'];
const present = existsSync(join(SHARED, 'estates'));
if (!present) console.warn('../shared/estates is not here: the tests on real estates are skipped');

const folder = mkdtempSync(join(tmpdir(), 'keyturn-estates-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function keyturn(...words: readonly string[]): {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
} {
  const environment = { ...process.env, KEYTURN_CACHE: join(folder, 'cache') };
  const ran = spawnSync(process.execPath, [join(PROJECT, 'analyzer/bin/keyturn.mjs'), ...words], {
    encoding: 'utf8',
    env: environment,
    maxBuffer: 1 << 28,
  });
  return { status: ran.status, out: ran.stdout, err: ran.stderr };
}

describe.skipIf(!present).each(ESTATES)('%s', (estate) => {
  const path = join(SHARED, 'estates', estate);
  const first = present ? keyturn('scan', path, '--format', 'json', '--no-cache') : { status: 0, out: '{}', err: '' };

  test('is scanned without an error', () => {
    expect(first.err).toBe('');
    expect([0, 1]).toContain(first.status);
    expect(JSON.parse(first.out).coverage.filesRead).toBeGreaterThan(0);
  });

  test('gives the same bytes again, without a cache, filling one, and from one', () => {
    for (const cache of [['--no-cache'], [], []]) {
      expect(keyturn('scan', path, '--format', 'json', ...cache).out === first.out).toBe(true);
    }
  });

  test('is explained credential by credential, from the inventory alone', () => {
    const file = join(folder, `${estate}.json`);
    writeFileSync(file, first.out);
    const { credentials } = JSON.parse(first.out) as { credentials: readonly { id: string }[] };
    for (const { id } of credentials.slice(0, 3)) {
      const { status, out, err } = keyturn('explain', id, '--from', file);
      expect(`${status} ${err}`).toBe('0 ');
      expect(out).toContain(id);
    }
  });
});

interface Figures {
  readonly recall: number;
  readonly precision: number;
  readonly refresh: number;
  readonly evidence: number;
  readonly schedule: number | null;
  readonly sharingRecall: number;
  readonly sharingPrecision: number;
  readonly traps: string;
}

/** In per cent: what the issues ask for. */
const WANTED: Readonly<Record<string, Partial<Record<keyof Omit<Figures, 'traps'>, number>>>> = {
  'opentelemetry-demo': {
    recall: 95,
    precision: 95,
    refresh: 90,
    evidence: 90,
    sharingRecall: 90,
    sharingPrecision: 90,
  },
  'home-cluster': {
    recall: 95,
    precision: 95,
    refresh: 90,
    evidence: 90,
    schedule: 95,
    sharingRecall: 85,
    sharingPrecision: 85,
  },
};

describe.skipIf(!present).each(Object.entries(WANTED))('%s against its labels', (estate, wanted) => {
  test('reaches the figures asked for, and springs no trap', () => {
    const inventory = join(folder, `${estate}-scored.json`);
    writeFileSync(inventory, keyturn('scan', join(SHARED, 'estates', estate), '--format', 'json', '--no-cache').out);
    const scorer = join(SHARED, 'bench/score.mjs');
    const labels = join(SHARED, 'estates/labels', `${estate}.jsonl`);
    const { stdout } = spawnSync(process.execPath, [scorer, inventory, labels, '--json', '--show', '0'], {
      encoding: 'utf8',
    });
    const figures = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Figures;
    for (const [name, least] of Object.entries(wanted)) {
      expect(figures[name as keyof typeof wanted], `${name}: ${stdout}`).toBeGreaterThanOrEqual(least);
    }
    expect(figures.traps).toMatch(/^0\//);
  });
});

/** Runbooks of the worked examples, word for word. They were read against design, section 9: read a change before you accept it. */
import { expect, it } from 'vitest';
import { toMarkdown } from '../../analyzer/src/runbook/markdown.ts';
import type { Options } from '../../analyzer/src/runbook/subject.ts';
import { inventoryOf, plan } from './planned.ts';

const START = '2026-12-01T02:00:00Z';

const GOLDEN: ReadonlyArray<readonly [file: string, sample: string, credential: string, options: Partial<Options>]> = [
  ['small', 'small', 'orders-db', { start: START, window: 900 }],
  ['small-drill', 'small', 'orders-db', { drill: true }],
  ['redis-team', 'redis-team', 'feed-cache', {}],
  ['shared-postgres', 'shared-postgres', 'core-db', { start: START }],
  ['early-revocation', 'early-revocation', 'tickets-db', {}],
  ['large', 'large', 'furnace-db', { start: START }],
  ['window', 'window', 'cargo-db', { start: START, window: 900 }],
  ['window-signals', 'window', 'signals-db', { window: 900 }],
  ['fiction', 'fiction', 'lamps-db', { window: 600 }],
  ['batch-and-restart-only', 'batch-and-restart-only', 'mail-key', {}],
  ['batch-and-restart-only-compromise', 'batch-and-restart-only', 'mail-key', { mode: 'compromise' }],
];

it.each(GOLDEN)(
  '%s',
  async (file, sample, credential, options) => {
    const text = toMarkdown(plan(await inventoryOf(sample), credential, options));
    await expect(text).toMatchFileSnapshot(`golden/${file}.md`);
  },
  60_000,
);

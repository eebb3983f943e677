/** Clients found in code decide how long sessions with the old value live: from the call that builds one to the drain of its path. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scan } from '../../analyzer/src/scan.ts';

test('a persistent connection of PHP is never retired, a pool of SQLx within its half hour', async () => {
  const root = join(import.meta.dirname, '../fixtures/estates/client-drains');
  const { inventory } = await scan({ root, cache: false });
  const drains = [...inventory.timing.values()].map(({ path, delays }) => [
    inventory.graph.paths.find(({ id }) => id === path)?.consumer,
    delays.find(({ hop }) => hop === 'drain')?.law,
  ]);
  expect(drains).toEqual([
    [expect.stringContaining('Deployment/kiln'), { kind: 'unbounded', reason: 'connections-never-retired' }],
    [expect.stringContaining('Deployment/loom'), { kind: 'uniform', min: 0, max: 1800 }],
  ]);
});

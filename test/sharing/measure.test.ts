/** Radii over several repositories are those of a scan, and only grow. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { scan, toWire, type WireInventory } from '../../analyzer/src/index.ts';
import { loadKnowledge } from '../../analyzer/src/knowledge/load.ts';
import { measureUses } from '../../analyzer/src/sharing/measure.ts';
import { type Use, usesOf } from '../../analyzer/src/sharing/use.ts';
import { widenRadii } from '../../analyzer/src/sharing/widen.ts';

const SAMPLES = ['small', 'redis-team', 'shared-postgres', 'batch-and-restart-only', 'window'];
const knowledge = loadKnowledge();

async function sample(name: string): Promise<WireInventory> {
  const root = fileURLToPath(new URL(`../../samples/${name}`, import.meta.url));
  return toWire((await scan({ root, cache: false })).inventory);
}

describe.each(SAMPLES)('the sample %s', (name) => {
  it('measured from its inventory alone has the radii of its scan, factor by factor', async () => {
    const inventory = await sample(name);
    const uses = usesOf(name, inventory);
    expect(uses.length).toBeGreaterThan(0);
    for (const use of uses) {
      const { scope, rollout } = measureUses([use], name, knowledge);
      const credential = inventory.credentials.find(({ id }) => id === use.credential);
      const points = ({ factors }: { factors: readonly { name: string; value: unknown; points: number }[] }) =>
        factors.map((factor) => [factor.name, factor.value, factor.points]);
      expect(credential && [points(credential.scopeRadius), points(credential.rolloutRadius)]).toEqual([
        points(scope),
        points(rollout),
      ]);
    }
  });
});

describe('with another repository', () => {
  const elsewhere = (use: Use, more: Partial<Use> = {}): Use => ({
    ...use,
    repository: 'quay/winches',
    commit: 'c0ffee'.repeat(7).slice(0, 40),
    ...more,
  });

  it('one workload that both show counts once', async () => {
    const inventory = await sample('small');
    const [use] = usesOf('small', inventory);
    if (!use) throw new Error('small has a credential');
    expect(widenRadii(inventory, 'small', [elsewhere(use)], knowledge)).toEqual(inventory);
  });

  it('other workloads count, and each factor that grew says with whom', async () => {
    const inventory = await sample('small');
    const [use] = usesOf('small', inventory);
    if (!use) throw new Error('small has a credential');
    const renamed = (id: string) => id.replace('prod-eu', 'quay-sa');
    const others = elsewhere(use, {
      consumers: use.consumers.map((one) => ({ ...one, id: renamed(one.id), owner: null })),
      paths: use.paths.map((path) => ({ ...path, consumer: renamed(path.consumer), mode: 'startup' })),
    });
    const [before] = inventory.credentials;
    const [after] = widenRadii(inventory, 'small', [others], knowledge).credentials;
    expect(after?.rolloutRadius.factors.find(({ name }) => name === 'consumers')?.value).toBe(14);
    for (const radius of ['scopeRadius', 'rolloutRadius'] as const)
      for (const [at, factor] of (after?.[radius].factors ?? []).entries()) {
        const own = before?.[radius].factors[at];
        if (factor.points === own?.points) expect(factor).toEqual(own);
        else
          expect(factor.because.at(-1)).toMatchObject({
            file: expect.stringContaining('quay/winches@c0ffeec0ffee:'),
            says: expect.stringContaining('quay/winches'),
          });
        expect(factor.points).toBeGreaterThanOrEqual(own?.points ?? 100);
      }
  });

  it('nothing changes where no identity is shared', async () => {
    const inventory = await sample('small');
    const others = usesOf('quay/winches', await sample('redis-team'));
    expect(widenRadii(inventory, 'small', others, knowledge)).toEqual(inventory);
  });
});

/** The shares of design section 6, from the delays written there: the sum the samples are checked with is itself right. */
import { describe, expect, it } from 'vitest';
import type { WireDelay } from '../../analyzer/src/wire/types.ts';
import { sharesAt } from './shares.ts';

const MINUTE = 60;

function delay(hop: WireDelay['hop'], per: WireDelay['per'], minutes: number): WireDelay {
  return { hop, per, kind: 'uniform', min: 'PT0S', max: `PT${minutes}M`, trigger: 'own-clock', because: [] };
}

describe('sharesAt', () => {
  it('gives the figures of early-revocation', () => {
    const path = [
      delay('node-sync', 'instance', 1),
      delay('app-reload', 'instance', 10),
      delay('drain', 'connection', 30),
    ];
    const shares = sharesAt(path, 5 * MINUTE, 20, 10);
    expect(shares.staleInstances).toBeCloseTo(0.55, 3);
    expect(shares.failingConnections).toBeCloseTo(0.051, 3);
    expect(shares.failingInstances).toBeCloseTo(0.31, 2);
  });

  it('gives the figures of batch-and-restart-only, one sync draw for all', () => {
    const path = [delay('store-sync', 'carrier', 1), delay('app-reload', 'instance', 15)];
    const shares = sharesAt(path, 15 * MINUTE, 10, 10);
    expect(shares.staleInstances).toBeCloseTo(0.033, 3);
    expect(shares.staleAny).toBeCloseTo(0.275, 3);
  });

  it('gives the figures of window', () => {
    const path = [
      delay('store-sync', 'carrier', 1),
      delay('app-reload', 'instance', 5),
      delay('drain', 'connection', 45),
    ];
    expect(sharesAt(path, 15 * MINUTE, 2, 10).oldConnections).toBeCloseTo(0.733, 3);
    const job = [delay('store-sync', 'carrier', 1), delay('schedule', 'consumer', 60)];
    expect(sharesAt(job, 15 * MINUTE, 1, 1).staleInstances).toBeCloseTo(0.758, 3);
  });
});

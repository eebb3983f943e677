/** Rotations read from inventory files: of older keyturns, which say less, and of strangers, which may say anything. */
import { expect, test } from 'vitest';
import { whoBreaks } from '../../analyzer/src/convergence/who-breaks.ts';
import { checkWindow } from '../../analyzer/src/convergence/window.ts';
import { toWire } from '../../analyzer/src/wire/inventory.ts';
import { readRotation } from '../../analyzer/src/wire/rotation.ts';
import type { WireDelay, WireInventory } from '../../analyzer/src/wire/types.ts';
import type { EstateSpec } from '../convergence/estate.ts';
import { inventoryFor } from './harbour.ts';

const spec: EstateSpec = {
  berths: { quay: { every: 40 }, pier: { every: 60, from: 'quay' } },
  consumers: [
    { name: 'dredger', mode: 'poll', interval: 300, instances: 8, lifetime: 1800, reads: ['pier'] },
    { name: 'logbook', mode: 'scheduled', kind: 'cron', cron: '0 * * * *', reads: ['pier'] },
    { name: 'tugboat', mode: 'restart-on-change', reads: ['quay'], instances: 9, lifecycle: { startup: 20 } },
  ],
};
const wire = toWire(inventoryFor(spec));

function read(inventory: WireInventory) {
  const [credential] = inventory.credentials;
  if (!credential) throw new Error('no credential');
  return readRotation(inventory, credential);
}

function withDelays(change: (delay: WireDelay) => WireDelay): WireInventory {
  return { ...wire, paths: wire.paths.map((path) => ({ ...path, delays: path.delays.map(change) })) };
}

test('a file of the first publication still has its bounds', () => {
  const older = withDelays(({ draw: _draw, gaps: _gaps, waves: _waves, ...first }) => first);
  expect(checkWindow(read(older), 1).bounds).toEqual(checkWindow(read(wire), 1).bounds);
  const [now, then] = [whoBreaks(read(wire), 90, null), whoBreaks(read(older), 90, null)];
  expect(then.breaks.map(({ consumer }) => consumer.name)).toEqual(now.breaks.map(({ consumer }) => consumer.name));
});

test('gaps without number cannot fill memory', () => {
  const hostile = withDelays((delay) =>
    delay.kind === 'schedule'
      ? {
          ...delay,
          gaps: [
            { lasts: 'PT1H', times: Number.MAX_SAFE_INTEGER },
            { lasts: 'PT2H', times: 1 },
          ],
        }
      : delay,
  );
  const laws = read(hostile).holdings.flatMap(({ delays }) => delays.map(({ law }) => law));
  const gaps = laws.flatMap((law) => (law.kind === 'schedule' ? [law.gaps] : []))[0] ?? [];
  expect(gaps.length).toBeLessThan(50_000);
  expect(new Set(gaps)).toEqual(new Set([3600, 7200]));
});

test('a delay whose length the file lost is unknown, never zero', () => {
  const lost = withDelays((delay) => (delay.hop === 'app-reload' ? { ...delay, max: null } : delay));
  const { unjudged } = whoBreaks(read(lost), 1e6, null);
  expect(unjudged.map(({ consumer }) => consumer.name)).toEqual(['dredger']);
});

test('a consumer that the file does not describe is no consumer', () => {
  const without = { ...wire, consumers: wire.consumers.filter(({ name }) => name !== 'dredger') };
  expect(
    read(without)
      .holdings.map(({ consumer }) => consumer.name)
      .sort(),
  ).toEqual(['logbook', 'tugboat']);
});

/** Parts that several formats share: names of pages, the picture, the graph, and the size of what is held at once. */
import { describe, expect, test } from 'vitest';
import { viewOf } from '../../analyzer/src/explain/view.ts';
import { edgesOf } from '../../analyzer/src/registry/graph.ts';
import { pageNamesOf } from '../../analyzer/src/registry/page-names.ts';
import { pictureOf } from '../../analyzer/src/registry/picture.ts';
import { EXPORTERS } from '../../analyzer/src/registry/registry.generated.ts';
import type { WireInventory } from '../../analyzer/src/wire/types.ts';
import { SAMOVAR } from '../wire/tearoom.ts';
import { many, TEAROOM } from './estate.ts';

const [SAMOVAR_DB] = TEAROOM.credentials.filter(({ id }) => id === SAMOVAR);
if (SAMOVAR_DB === undefined) throw new Error('the tearoom has no samovar');

test('pages are named after ids, never the same, and alike whatever the order', () => {
  const ids = [
    'cred:k8s:tea/Pot#a',
    'cred:k8s:tea/pot#a',
    'cred:k8s:tea-pot-a',
    'cred:чай',
    'cred:茶',
    `cred:${'x'.repeat(300)}1`,
  ];
  const credentials = ids.map((id) => ({ ...SAMOVAR_DB, id }));
  const names = pageNamesOf(credentials, 40);
  expect([...names.values()].sort()).toEqual([
    'credential',
    'credential-2',
    'k8s-tea-pot-a',
    'k8s-tea-pot-a-2',
    'k8s-tea-pot-a-3',
    `${'x'.repeat(39)}1`,
  ]);
  expect(pageNamesOf(credentials.toReversed(), 40)).toEqual(names);
});

describe('the picture', () => {
  const picture = pictureOf(viewOf(TEAROOM), SAMOVAR_DB);

  test('stands within its bounds, and no box covers another', () => {
    const boxes = picture?.boxes ?? [];
    expect(boxes).toHaveLength(6);
    for (const box of boxes) {
      expect(box.x + box.width).toBeLessThanOrEqual(picture?.width ?? 0);
      expect(box.y + box.height).toBeLessThanOrEqual(picture?.height ?? 0);
      for (const other of boxes.filter((one) => one !== box && one.x === box.x))
        expect(Math.abs(other.y - box.y)).toBeGreaterThanOrEqual(box.height);
    }
  });

  test('says in words what it draws', () => {
    expect(picture?.says).toContain('prod/samovar#password → samovar-db#password → leaf-report (scheduled)');
    expect(picture?.says).toHaveLength(4);
  });

  test('draws many consumers of one way in together, and counts what finds no place', () => {
    const estate = crowd(90, (at) => `carrier:k8s:tearoom/cup-${at}#password`);
    const drawn = pictureOf(viewOf(estate), SAMOVAR_DB);
    expect([drawn?.says.length, drawn?.cut]).toEqual([60, 30]);
    const together = pictureOf(viewOf(crowd(90, () => 'carrier:k8s:tearoom/cup#password')), SAMOVAR_DB);
    expect(together?.boxes.map(({ title }) => title)).toContain('90 consumers: guest-0 and 89 more');
  });
});

/** So many consumers of the samovar, each by the carrier given. */
function crowd(count: number, carrier: (at: number) => string): WireInventory {
  const [path] = TEAROOM.paths.filter(({ credential }) => credential === SAMOVAR);
  const [consumer] = TEAROOM.consumers;
  if (path === undefined || consumer === undefined) throw new Error('the tearoom is empty');
  const numbers = Array.from({ length: count }, (_, at) => at);
  return {
    ...TEAROOM,
    consumers: numbers.map((at) => ({ ...consumer, id: `guest-${at}`, name: `guest-${at}` })),
    paths: numbers.map((at) => ({ ...path, id: `path-${at}`, consumer: `guest-${at}`, carriers: [carrier(at)] })),
  };
}

test('an edge is told once, however many paths take it', () => {
  const twice = {
    ...TEAROOM,
    paths: [...TEAROOM.paths, ...TEAROOM.paths.map((path) => ({ ...path, id: `${path.id} again` }))],
  };
  expect([...edgesOf(viewOf(twice))]).toEqual([...edgesOf(viewOf(TEAROOM))]);
});

/** Consumers of their own, so that no row grows with the estate. */
function estateOf(count: number): WireInventory {
  const inventory = many(count);
  const own = (id: string, credential: string) => `${id} of ${credential}`;
  const paths = inventory.paths.map((path) => ({ ...path, consumer: own(path.consumer, path.credential) }));
  const byId = new Map(inventory.consumers.map((consumer) => [consumer.id, consumer]));
  const consumers = inventory.paths.flatMap((path) => {
    const consumer = byId.get(path.consumer);
    return consumer ? [{ ...consumer, id: own(consumer.id, path.credential) }] : [];
  });
  return { ...inventory, paths, consumers };
}

const largest = (id: string, inventory: WireInventory) =>
  EXPORTERS.get(id)?.().then((exporter) => {
    let most = 0;
    for (const { text } of exporter.files(inventory)) for (const piece of text) most = Math.max(most, piece.length);
    return most;
  });

test.each([...EXPORTERS.keys()].filter((id) => id !== 'mermaid'))(
  '%s never holds more at once for a larger estate',
  async (id) => {
    const [small, large] = [await largest(id, estateOf(20)), await largest(id, estateOf(200))];
    // Numbers in names have a digit more.
    expect(large).toBeLessThan((small ?? 0) * 1.1 + 64);
  },
);

/** An explanation holds everything the inventory says about its credential, each reason with its place or row. */
import { expect, test } from 'vitest';
import { explainCredential } from '../../analyzer/src/explain/credential.ts';
import type { Explanation } from '../../analyzer/src/explain/explanation.ts';
import { toWire } from '../../analyzer/src/wire/inventory.ts';
import type { WireCredential, WireInventory } from '../../analyzer/src/wire/types.ts';
import { KETTLE, SAMOVAR, tearoom } from '../wire/tearoom.ts';

const wire = toWire(tearoom);

function explain(id: string, change: Partial<WireCredential> = {}, inventory: WireInventory = wire): Explanation {
  const credential = inventory.credentials.find((one) => one.id === id);
  if (credential === undefined) throw new Error(`${id} is missing`);
  return explainCredential(inventory, { ...credential, ...change });
}

function linesOf(explanation: Explanation, title: RegExp): readonly string[] {
  return explanation.sections.find((section) => title.test(section.title))?.lines.map(({ text }) => text) ?? [];
}

test('every path, delay, factor and action says where it comes from', () => {
  const lines = explain(SAMOVAR).sections.flatMap((section) => section.lines);
  const places = new Set(lines.map(({ place, row }) => row ?? (place === null ? '' : `${place.file}:${place.line}`)));
  const expected = wire.paths
    .filter((path) => path.credential === SAMOVAR)
    .flatMap((path) => [path.because, path.refresh.because, ...path.delays.map((delay) => delay.because)])
    .flat()
    .map(({ file, line, row }) => row ?? `${file}:${line}`);
  expect(expected.filter((place) => !places.has(place))).toEqual([]);
  expect(places).toContain('keyturn.yaml:16');
  expect(places).toContain('postgresql-password');
  expect(places).toContain('tearoom/rbac.yaml:5');
});

test('the least cooperative path stands first', () => {
  const routes = linesOf(explain(SAMOVAR), /paths to/).filter((text) => text.includes(' → '));
  expect(routes.map((text) => text.split(' → ').at(-1))).toEqual([
    'porcelain-audit',
    'matcha-worker (container steep)',
    'leaf-report (container steep)',
    'oolong-api (container steep)',
  ]);
});

test('what is not known is listed once', () => {
  expect(linesOf(explain(KETTLE), /Not known/)).toEqual([
    'whether old and new value are accepted side by side',
    'what kind of credential it is',
    'how matcha-worker takes a new value',
    'when matcha-worker settles: how long its connections live is not known',
    'where kettle is declared',
  ]);
});

test('an item of a store is no hole, and no reason is given twice', () => {
  const carriers = wire.carriers.map((carrier) => ({
    ...carrier,
    declared: false,
    because: [...carrier.because, ...carrier.because],
  }));
  const explanation = explain(SAMOVAR, {}, { ...wire, carriers });
  expect(linesOf(explanation, /Not known/).filter((text) => text.includes('is declared'))).toEqual([
    'where samovar-db is declared',
  ]);
  expect(linesOf(explanation, /Carriers/).filter((text) => text === 'prod/samovar is named here')).toHaveLength(1);
});

test('an open question stands once however many paths ask it', () => {
  const paths = wire.paths.flatMap((path) => [path, { ...path, id: `${path.id} again`, container: 'second' }]);
  const once = linesOf(explain(KETTLE), /Not known/);
  expect(linesOf(explain(KETTLE, {}, { ...wire, paths }), /Not known/)).toEqual(once);
});

const SMALL = { score: 10, band: 'contained', factors: [] } as const;
const LARGE = { score: 70, band: 'wide', factors: [] } as const;
const OPEN = { bound: null, p50: null, p99: null, reason: 'hot', conditionalBound: null };
const DONE = { bound: 'PT7M', p50: null, p99: null, reason: null, conditionalBound: null };
const BY_ITSELF: WireCredential['convergence'] = {
  automatic: { adopted: DONE, settled: DONE, confirmed: DONE },
  withActions: { adopted: DONE, settled: DONE, confirmed: DONE },
  slowest: null,
  neverWithoutAction: [],
};
const SETTLED: WireInventory = { ...wire, paths: wire.paths.map((path) => ({ ...path, settled: DONE })) };
const OPEN_ENDED: WireInventory = { ...wire, paths: wire.paths.map((path) => ({ ...path, settled: OPEN })) };
const ONE_OWNER: WireInventory = { ...SETTLED, consumers: wire.consumers.map((one) => ({ ...one, owner: 'brewers' })) };

test.each<[string, Partial<WireCredential>, WireInventory, string]>([
  [
    'scope, as the split advice says',
    { split: { axis: 'owner', parts: 3, worst: { scope: 22, rollout: 18 } } },
    wire,
    'Split it by owner into 3: the worst part then has scope 22 and rollout 18.',
  ],
  [
    'scope',
    {},
    wire,
    'Name the owners of 1 consumer first, then give each owner a credential of its own: one value now serves 4 consumers.',
  ],
  [
    'reload',
    { scopeRadius: SMALL },
    wire,
    'Make matcha-worker, porcelain-audit take a new value without a restart by hand; until then a rotation needs 1 h 1 min and people.',
  ],
  [
    'evidence',
    { scopeRadius: SMALL, convergence: BY_ITSELF },
    OPEN_ENDED,
    'Declare in keyturn.yaml what is not known of porcelain-audit, matcha-worker, leaf-report and 1 more (refresh, start-up, life of connections): without it no bound can be stated.',
  ],
  [
    'staged',
    { convergence: BY_ITSELF, rolloutRadius: LARGE },
    ONE_OWNER,
    'Rotate it in stages, with an overlap of at least 1 h 1 min.',
  ],
  [
    'a cutover',
    {
      convergence: BY_ITSELF,
      revocation: { availability: null, exposureEnds: null, outages: [], verdict: 'cutover', missing: [] },
    },
    ONE_OWNER,
    'Make what accepts it take two values at once; until then every rotation is an outage.',
  ],
  [
    'short-lived',
    { convergence: BY_ITSELF },
    ONE_OWNER,
    'Everybody settles within 7 min without an action: rotate it often, or let it be issued short-lived.',
  ],
  [
    'nobody uses it',
    { convergence: BY_ITSELF },
    { ...wire, paths: [] },
    'Nothing in this repository and branch uses it: look in other repositories and branches before anybody touches it.',
  ],
])('the next step: %s', (_step, change, inventory, sentence) => {
  expect(explain(SAMOVAR, change, inventory).nextStep).toBe(sentence);
});

test('an inventory with holes is explained as far as it goes', () => {
  const holes: WireInventory = { ...wire, carriers: [], consumers: [], dependencies: [], derivations: [] };
  const explanation = explain(SAMOVAR, {}, holes);
  expect(linesOf(explanation, /Carriers/)).toContain(
    'carrier:aws-sm:prod/samovar#password: not described in this inventory',
  );
  expect(linesOf(explanation, /paths to/)).toContain(
    'carrier:aws-sm:prod/samovar#password → consumer:k8s:tearoom/declared/porcelain-audit',
  );
});

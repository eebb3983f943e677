/** Predicted against actual, and the row of the fact tables that was wrong. */
import { beforeAll, describe, expect, it } from 'vitest';
import { backtest } from '../../analyzer/src/evidence/backtest.ts';
import type { Runbook } from '../../analyzer/src/evidence/runbook.ts';
import { changed, converged, fileOf, judgeFiles, run, runbookOf, smallPlan, versions } from './rotation.ts';

let runbook: Runbook;
beforeAll(async () => {
  runbook = runbookOf(await smallPlan());
}, 60_000);

const but = (name: string, content: unknown) =>
  converged().map((file) => (file.file === name ? fileOf(name, content) : file));
const cluster = (sync: number) => ({ apiVersion: 'v1', kind: 'List', items: [changed(sync), run(3600, 4020)] });
const test = (files: ReturnType<typeof converged>) => backtest(judgeFiles(runbook, files));
const of = (compared: ReturnType<typeof test>, name: string, milestone: string) =>
  compared.comparisons.find((one) => one.consumer.name === name && one.milestone === milestone);

describe('a rotation that went as predicted', () => {
  it('has everybody within the bound', () => {
    const compared = test(converged());
    expect(of(compared, 'cart-api', 'adopted')).toMatchObject({ bound: 420, actual: 400, outcome: 'within' });
    expect(of(compared, 'hourly-figures', 'confirmed')).toMatchObject({ bound: 4080, actual: 4020, outcome: 'within' });
    expect(compared.wrong).toEqual([]);
  });
});

describe('a sync that took longer than its row says', () => {
  it('names the row, and what would have fitted', () => {
    const compared = test(but('cluster.json', cluster(95)));
    expect(compared.wrong).toEqual([
      {
        row: 'eso-refresh-interval',
        max: 95,
        atLeast: 95,
        assumed: 60,
        measurements: 7,
        files: ['cluster.json'],
        fits: 'uniform, PT0S to PT1M35S',
      },
    ]);
  });
});

describe('somebody outside the bound', () => {
  it('comes first, with the hops it passed where no single row explains it', () => {
    const stale = fileOf('earlier.json', versions(440, { 'cart-api': 1 }));
    const compared = test([...but('versions.json', versions(500)), stale]);
    const outside = compared.comparisons.filter(({ outcome }) => outcome === 'outside');
    expect(
      outside.map(({ consumer, milestone, earliest, actual, bound }) => [
        consumer.name,
        milestone,
        earliest,
        actual,
        bound,
      ]),
    ).toEqual([['cart-api', 'adopted', 440, 500, 420]]);
    expect(compared.comparisons[0]).toBe(outside[0]);
    const suspect = compared.suspects.find(({ consumer }) => consumer.endsWith('cart-api'));
    expect(suspect).toMatchObject({ milestone: 'adopted', excess: 20 });
    expect(suspect?.hops.map(({ hop }) => hop)).toEqual(['app-reload', 'store-sync', 'node-sync']);
  });
});

it('says nothing where one looked too seldom', () => {
  const compared = test(but('versions.json', versions(500)));
  expect(of(compared, 'cart-api', 'adopted')).toMatchObject({ earliest: 0, actual: 500, outcome: 'not shown' });
});

it('compares nothing where nothing is shown', () => {
  const compared = test(converged().filter(({ file }) => file === 'cluster.json'));
  expect(of(compared, 'cart-api', 'settled')).toMatchObject({ actual: null, outcome: 'not shown' });
});

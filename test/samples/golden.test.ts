/** Every sample shows the figures that the design states for it: `samples/<sample>/golden.yaml` against a scan by the built CLI. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import picomatch from 'picomatch';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseDuration } from '../../analyzer/src/model/duration.ts';
import type {
  WireConsumer,
  WireCredential,
  WireInventory,
  WireMilestones,
  WireTimes,
} from '../../analyzer/src/wire/types.ts';
import type { Expected, ExpectedShares, ExpectedTimes, Golden } from './figures.ts';
import { convergenceOf } from './part.ts';
import { SAMPLES, scan, scanWithout } from './scan.ts';
import { sharesAt } from './shares.ts';

const samples = readdirSync(SAMPLES, { withFileTypes: true }).filter((entry) => entry.isDirectory());

/** Bound, p50 and p99 in seconds. */
interface Seen {
  readonly bound: number | null;
  readonly p50: number | null;
  readonly p99: number | null;
}

describe.each(samples.map(({ name }) => name))('%s', (sample) => {
  const golden = parse(readFileSync(path.join(SAMPLES, sample, 'golden.yaml'), 'utf8')) as Golden;
  let inventory: WireInventory;
  beforeAll(() => {
    inventory = scan(path.join(SAMPLES, sample));
  }, 60_000);

  it('has exactly its credentials, with their refresh modes', () => {
    const modes = inventory.credentials.map(({ id, name }) => {
      const paths = inventory.paths.filter(({ credential }) => credential === id);
      return [name, tally(paths.map(({ refresh }) => refresh.mode))] as const;
    });
    expect(Object.fromEntries(modes)).toEqual(golden.credentials);
  });

  it.each(golden.counts ?? [])('counts $consumers $kind', ({ consumers, kind, count, instances }) => {
    const found = matching(inventory, consumers ?? '*').filter((one) => kind === undefined || one.kind === kind);
    expect(found).toHaveLength(count);
    if (instances !== undefined) expect(found.reduce((sum, one) => sum + (one.instances.max ?? 0), 0)).toBe(instances);
  });

  it.each(golden.times)(
    '$credential $consumers $only: $milestone',
    async (expected) => {
      for (const timing of ['automatic', 'withActions'] as const) {
        const wanted = expected[timing];
        if (!wanted) continue;
        const seen = await timesOf(sample, inventory, expected, timing);
        expect(seen.length).toBeGreaterThan(0);
        for (const [who, times] of seen) expectTimes(who, times, wanted);
      }
    },
    60_000,
  );

  it.each(Object.entries(golden.never))('%s: names who never converges without an action', (name, expected) => {
    const { neverWithoutAction } = credentialNamed(inventory, name).convergence;
    const found = inventory.consumers.filter(({ id }) => neverWithoutAction.includes(id)).map((one) => one.name);
    const counts = Object.keys(expected).map((glob) => {
      const matches = picomatch(glob);
      return [glob, found.filter((who) => matches(who)).length];
    });
    expect(Object.fromEntries(counts)).toEqual(expected);
    expect(found).toHaveLength(Object.values(expected).reduce((sum, count) => sum + count, 0));
  });

  it.each(golden.radii ?? [])(
    '$credential: radii $without',
    (expected) => {
      const scanned = expected.without === undefined ? inventory : scanWithout(sample, expected.without);
      const { scopeRadius: scope, rolloutRadius: rollout } = credentialNamed(scanned, expected.credential);
      expectBetween(scope.score, expected.scope);
      if (expected.rollout) expectBetween(rollout.score, expected.rollout);
      expect(scope.band).toBe(expected.scopeBand ?? scope.band);
      expect(rollout.band).toBe(expected.rolloutBand ?? rollout.band);
      for (const radius of [scope, rollout])
        expect(radius.factors.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(radius.score, 0);
    },
    60_000,
  );

  it.each(golden.shares ?? [])('$consumer when the old value dies at $at', ({ within, at, consumer, ...expected }) => {
    const shares = sharesOf(inventory, consumer, at);
    for (const [name, share] of Object.entries(expected))
      expect(Math.abs(shares[name as keyof typeof shares] - share), name).toBeLessThanOrEqual(within);
  });

  it.each(golden.findings ?? [])('$rule for $credential', ({ rule, credential, absent }) => {
    const { id } = credentialNamed(inventory, credential);
    const found = inventory.findings.filter((finding) => finding.rule === rule && finding.credential === id);
    expect(found.length > 0).toBe(absent !== true);
  });
});

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

function matching(inventory: WireInventory, glob: string): readonly WireConsumer[] {
  const matches = picomatch(glob);
  return inventory.consumers.filter(({ name }) => matches(name));
}

function credentialNamed(inventory: WireInventory, name: string): WireCredential {
  const found = inventory.credentials.find((credential) => credential.name === name);
  if (!found) throw new Error(`no credential ${name}`);
  return found;
}

/** Who it is about, and what is shown for it: each consumer, a part of the credential, or the whole. */
async function timesOf(
  sample: string,
  inventory: WireInventory,
  { credential, consumers, only, milestone }: ExpectedTimes,
  timing: 'automatic' | 'withActions',
): Promise<ReadonlyArray<readonly [string, Seen]>> {
  if (only !== undefined) {
    const part = await convergenceOf(path.join(SAMPLES, sample), credential, picomatch(only));
    return [[only, part[timing][milestone]]];
  }
  if (consumers === undefined)
    return [[credential, inSeconds(credentialNamed(inventory, credential).convergence[timing], milestone)]];
  const { id } = credentialNamed(inventory, credential);
  const users = new Set(inventory.paths.filter((path) => path.credential === id).map(({ consumer }) => consumer));
  const found = matching(inventory, consumers).filter((one) => users.has(one.id));
  return found.map((one) => [one.name, inSeconds(one.convergence[timing], milestone)]);
}

function inSeconds(milestones: WireMilestones, milestone: ExpectedTimes['milestone']): Seen {
  const { bound, p50, p99 }: WireTimes = milestones[milestone];
  const read = (text: string | null) => (text === null ? null : parseDuration(text));
  return { bound: read(bound), p50: read(p50), p99: read(p99) };
}

function expectTimes(who: string, seen: Seen, expected: Expected): void {
  const wanted = expected.bound === null ? null : parseDuration(expected.bound);
  if (wanted === null) expect(seen.bound, `${who}: bound`).toBeNull();
  // The wire rounds to the millisecond.
  else expect(seen.bound, `${who}: bound`).toBeCloseTo(wanted, 2);
  for (const quantile of ['p50', 'p99'] as const) {
    const text = expected[quantile];
    if (text === undefined) continue;
    const off = Math.abs((seen[quantile] ?? Number.NaN) - (parseDuration(text) ?? Number.NaN));
    expect(off, `${who}: ${quantile} ${seen[quantile]}`).toBeLessThanOrEqual(
      parseDuration(expected.within ?? '0') ?? 0,
    );
  }
}

function expectBetween(score: number, [low, high]: readonly [number, number]): void {
  expect(score).toBeGreaterThanOrEqual(low);
  expect(score).toBeLessThanOrEqual(high);
}

function sharesOf(inventory: WireInventory, name: string, at: ExpectedShares['at']) {
  const consumer = inventory.consumers.find((one) => one.name === name);
  const paths = inventory.paths.filter((one) => one.consumer === consumer?.id);
  const [path] = paths;
  if (!consumer || !path || paths.length !== 1) throw new Error(`${name} has ${paths.length} paths, not one`);
  return sharesAt(path.delays, parseDuration(at) ?? 0, consumer.instances.max ?? 1, consumer.connections ?? 1);
}

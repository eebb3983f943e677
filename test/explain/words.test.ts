/** How times, delays and evidence are said. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sayReason, sayReasonBriefly } from '../../analyzer/src/explain/reasons.ts';
import { sayDelay, sayEvidence, sayInstances, sayList, sayTimes } from '../../analyzer/src/explain/words.ts';
import type { WireDelay, WireEvidence, WireTimes } from '../../analyzer/src/wire/types.ts';

const times: WireTimes = { bound: 'PT37M', p50: 'PT35M18S', p99: 'PT36M24S', reason: null, conditionalBound: null };

test.each<[Partial<WireTimes>, string]>([
  [{}, '37 min (p50 35.3 min, p99 36.4 min)'],
  [{ p50: null, p99: null }, '37 min'],
  [{ bound: 'PT0S', p50: 'PT0S', p99: 'PT0S' }, 'at once'],
  [{ bound: null, reason: 'start-up-unknown' }, 'no bound: how long it takes to start is neither written nor declared'],
  [
    { bound: null, reason: 'controller-not-seen', conditionalBound: 'PT4M' },
    'no bound: the controller that would restart it was not found; apart from that, 4 min',
  ],
])('%j', (change, said) => {
  expect(sayTimes({ ...times, ...change })).toBe(said);
});

test.each([
  ['restart-by-hand', 'somebody must restart it'],
  ['restart-by-hand, run-time-unknown', 'somebody must restart it; how long a run takes is not declared'],
  [
    'tea: pot: restart-by-hand, cup: run-time-unknown, jug: restart-by-hand and 9 more',
    'somebody must restart it (tea: pot, jug); how long a run takes is not declared (cup) and 9 more',
  ],
  ['start-up-unknown: oolong-api', 'start-up-unknown: oolong-api'],
  ['oolong-api: start-up-unknown', 'how long it takes to start is neither written nor declared (oolong-api)'],
  ['the vendor is closed', 'the vendor is closed'],
  ['constructor', 'constructor'],
  [null, 'no reason was recorded'],
])('reason %j', (reason, said) => {
  expect(sayReason(reason)).toBe(said);
});

test('a cell has the reasons without the consumers', () => {
  expect(sayReasonBriefly('tea: restart-by-hand, cup: restart-by-hand and 9 more')).toBe('somebody must restart it');
});

const delay: WireDelay = {
  hop: 'store-sync',
  kind: 'uniform',
  min: 'PT0S',
  max: 'PT2M',
  per: 'carrier',
  trigger: 'own-clock',
  because: [],
};

test.each<[Partial<WireDelay>, string]>([
  [{}, 'store sync: up to 2 min, at a random phase, once per carrier, on its own clock'],
  [{ min: 'PT45S' }, 'store sync: 45 s to 2 min, at a random phase, once per carrier, on its own clock'],
  [
    { hop: 'app-reload', kind: 'fixed', min: 'PT0S', max: 'PT0S', per: 'instance', trigger: 'event' },
    'application reload: at once, once per instance, on an event',
  ],
  [
    {
      hop: 'schedule',
      kind: 'schedule',
      max: 'P1DT23H',
      per: 'consumer',
      gaps: [
        { lasts: 'P1D', times: 363 },
        { lasts: 'P1DT23H', times: 1 },
      ],
    },
    'next scheduled run: up to 1 d 23 h (usually 1 d; a run is skipped where the clock jumps over its hour), at the next fire, once per consumer, on its own clock',
  ],
  [
    {
      hop: 'schedule',
      kind: 'schedule',
      max: 'P1DT1H',
      per: 'consumer',
      gaps: [
        { lasts: 'PT23H', times: 1 },
        { lasts: 'P1D', times: 363 },
        { lasts: 'P1DT1H', times: 1 },
      ],
    },
    'next scheduled run: up to 1 d 1 h (usually 1 d; an hour more where the clock is set back), at the next fire, once per consumer, on its own clock',
  ],
  [
    {
      hop: 'schedule',
      kind: 'schedule',
      max: 'PT11H',
      per: 'consumer',
      gaps: [
        { lasts: 'PT10H', times: 1 },
        { lasts: 'PT11H', times: 1 },
      ],
    },
    'next scheduled run: up to 11 h, at the next fire, once per consumer, on its own clock',
  ],
  [
    { hop: 'schedule', kind: 'schedule', max: 'P1D', per: 'consumer', gaps: [{ lasts: 'P1D', times: 1 }] },
    'next scheduled run: up to 1 d, at the next fire, once per consumer, on its own clock',
  ],
  [
    { hop: 'action', kind: 'never', min: null, max: null, reason: 'the vendor acts' },
    'action: never by itself, the vendor acts',
  ],
  [
    { hop: 'drain', kind: 'unbounded', min: null, max: null, reason: 'nothing retires it', per: 'connection' },
    'old connections drain: no bound, nothing retires it, once per connection, on its own clock',
  ],
])('%j', (change, said) => {
  expect(sayDelay({ ...delay, ...change })).toBe(said);
});

const evidence: WireEvidence = {
  from: 'text',
  file: 'tea.yaml',
  line: 3,
  column: 1,
  endLine: 3,
  endColumn: 9,
  says: 'tea is hot',
  confidence: 'exact',
  row: null,
};

test.each<[Partial<WireEvidence>, string]>([
  [{}, 'tea is hot'],
  [{ confidence: 'inferred' }, 'tea is hot (inferred)'],
  [{ from: 'absence' }, 'tea is hot (looked here, found nothing)'],
  [{ from: 'declared', confidence: 'declared' }, 'tea is hot (declared)'],
  [
    { from: 'default', confidence: 'assumed', row: 'kettle-boil' },
    'tea is hot (documented default kettle-boil, assumed)',
  ],
  [
    { from: 'default', confidence: 'assumed', row: 'kettle-boil', unverified: true },
    'tea is hot (documented default kettle-boil, assumed, unverified)',
  ],
])('%j', (change, said) => {
  expect(sayEvidence({ ...evidence, ...change })).toBe(said);
});

test('counts and lists', () => {
  expect(sayInstances({ min: 1, max: 1, declared: true })).toBe('1 instance');
  expect(sayInstances({ min: 4, max: 12, declared: true })).toBe('4 to 12 instances');
  expect(sayInstances({ min: 1, max: null, declared: false })).toBe('1 or more instances');
  expect(sayList(['oolong', 'matcha', 'sencha'])).toBe('oolong, matcha, sencha');
  expect(sayList(['oolong', 'matcha', 'sencha', 'assam', 'pekoe'])).toBe('oolong, matcha, sencha and 2 more');
});

test('every reason a stage gives has its words', () => {
  const folder = new URL('../../analyzer/src/convergence/', import.meta.url);
  const text = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'));
  const codes = text.flatMap((source) =>
    [...source.matchAll(/(?:\breason: |noBound\(|never\(|byHand\(route, )'([a-z]+(?:-[a-z]+)+)'/g)].map(
      ([, code]) => code ?? '',
    ),
  );
  expect(codes.length).toBeGreaterThan(20);
  expect(codes.filter((code) => sayReason(code) === code)).toEqual([]);
});

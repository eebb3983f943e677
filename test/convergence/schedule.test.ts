/**
 * Cron text and time zone to gaps: against croner's own fires where both must agree, and by hand where schedulers
 * differ.
 */
import { Cron } from 'croner';
import { describe, expect, test } from 'vitest';
import { quantileOf } from '../../analyzer/src/convergence/laws.ts';
import { waitForRun } from '../../analyzer/src/convergence/schedule.ts';
import type { Schedule } from '../../analyzer/src/model/fact.ts';
import type { Law } from '../../analyzer/src/model/timing.ts';
import { at } from './estate.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

function schedule(cron: string, more: Partial<Schedule> = {}): Schedule {
  return {
    cron,
    timeZone: null,
    concurrency: 'Allow',
    startingDeadline: null,
    row: 'k8s-cronjob-schedule',
    at,
    ...more,
  };
}

const wait = (cron: string, more: Partial<Schedule> = {}) => waitForRun([schedule(cron, more)], null, false);
const gapsOf = (law: Law) => (law.kind === 'schedule' ? law.gaps : []);
const kinds = (law: Law) => [...new Set(gapsOf(law))];

/** Gap → share of all gaps, from every fire that croner finds in the horizon. */
function byCroner(cron: string, timezone: string) {
  const start = Date.UTC(2024, 0, 1);
  const end = Date.UTC(2032, 0, 1);
  const job = new Cron(cron, { timezone, paused: true, mode: '5-part' });
  const fires: number[] = [];
  for (let next = job.nextRun(new Date(start - 1000)); next && Number(next) < end; next = job.nextRun(next))
    fires.push(Number(next) / 1000);
  return sharesOf(fires.slice(1).map((fire, index) => fire - (fires[index] ?? 0)));
}

function sharesOf(gaps: readonly number[]): Readonly<Record<number, number>> {
  const shares: Record<number, number> = {};
  for (const gap of gaps) shares[gap] = (shares[gap] ?? 0) + 1 / gaps.length;
  return shares;
}

describe('fires agree with croner', () => {
  test.each([
    ['17 4 * * *', 'UTC'],
    ['5 4 * * 1-5', 'America/New_York'],
    ['0 6 1,15 * *', 'Asia/Kolkata'],
    ['40 22 L * *', 'UTC'],
    ['10 3 * * FRI#2', 'UTC'],
    ['20 5 13 * 5', 'Australia/Lord_Howe'],
    ['15 2 * * *', 'Europe/Berlin'],
    ['3 */6 * * *', 'Africa/Casablanca'],
  ])('%s in %s', (cron, timeZone) => {
    const ours = sharesOf(gapsOf(wait(cron, { timeZone, row: 'unix-crontab' })));
    const theirs = byCroner(cron, timeZone);
    expect(Object.keys(ours)).toEqual(Object.keys(theirs));
    for (const [gap, share] of Object.entries(theirs)) expect(ours[Number(gap)]).toBeCloseTo(share, 3);
  });
});

describe('regular schedules need no list', () => {
  test.each([
    ['* * * * *', [60]],
    ['*/20 * * * *', [1200]],
    ['@hourly', [HOUR]],
    ['@every 90m', [5400]],
    ['CRON_TZ=Asia/Tokyo 30 9 * * *', [DAY]],
    ['0 0 29 2 *', [1461 * DAY]],
  ])('%s', (cron, gaps) => {
    expect(gapsOf(wait(cron))).toEqual(gaps);
  });

  test('every minute of office hours keeps its proportions', () => {
    const law = wait('* 9-17 * * 1-5');
    expect(gapsOf(law).length).toBeLessThan(20_100);
    expect(kinds(law)).toEqual([60, DAY - 539 * 60, 3 * DAY - 539 * 60]);
  });
});

describe('clock changes', () => {
  test('a Kubernetes job in the skipped hour is lost, in the repeated hour it runs twice', () => {
    expect(kinds(wait('30 2 * * *', { timeZone: 'Europe/Berlin' }))).toEqual([HOUR, DAY, 47 * HOUR]);
  });

  test('cron makes up for it', () => {
    const law = wait('30 2 * * *', { timeZone: 'Europe/Berlin', row: 'unix-crontab' });
    expect(kinds(law)).toEqual([23.5 * HOUR, DAY, 25 * HOUR]);
  });
});

describe('what has no next fire says why', () => {
  test.each([
    ['0 0 31 2 *', 'schedule-never-fires'],
    ['H H * * *', 'schedule-not-readable'],
    ['@reboot', 'schedule-runs-at-boot-only'],
    ['99 * * * *', 'schedule-not-readable'],
    ['', 'schedule-not-readable'],
    [`${'1,'.repeat(20_000)}1 * * * *`, 'schedule-not-readable'],
  ])('%#', (cron, reason) => {
    const law = wait(cron);
    expect(law.kind === 'never' ? law.reason : gapsOf(law)).toEqual(cron.length > 1000 ? [HOUR] : reason);
  });

  test('a time zone nobody knows', () => {
    expect(wait('0 4 * * *', { timeZone: 'Mars/Olympus' })).toEqual({
      kind: 'never',
      reason: 'schedule-time-zone-unknown',
    });
  });
});

test('several schedules of one consumer fire together', () => {
  expect(kinds(waitForRun([schedule('0 * * * *'), schedule('30 6 * * *')], null, false))).toEqual([1800, HOUR]);
});

test('a run that lasts longer than a gap makes Forbid skip fires', () => {
  const forbid = (cron: string, run: number) =>
    kinds(waitForRun([schedule(cron, { concurrency: 'Forbid' })], run, false));
  expect(forbid('*/10 * * * *', 1500)).toEqual([1800]);
  expect(forbid('*/10 9 * * *', 900)).toEqual([1200, DAY - 2400]);
});

test('the wait is longest in the longest gap', () => {
  const law = wait('0,10 * * * *');
  expect(gapsOf(law)).toEqual([600, 3000]);
  // Half of the time that passes by t: 600 s gap with weight 1/6, 3000 s gap with 5/6.
  expect(quantileOf(law, 1 / 6 + (5 / 6) * 0.2, 'every')).toBeCloseTo(600, 3);
});

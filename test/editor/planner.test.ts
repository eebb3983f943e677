/** The logic of the planner, without a browser: durations, the scale of time, the curve. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { curve, FRAME, sharesAt, xOf, yOf } from '../../extension/src/planner/chart.ts';
import { parseDuration, readIso, sayDuration } from '../../extension/src/planner/duration.ts';
import { partOf, reach, secondsAt, ticks } from '../../extension/src/planner/scale.ts';
import type { Shares, TimelinePoint } from '../../language-server/src/protocol.ts';

const shares = (share: number): Shares => ({ instances: share, connections: share, consumers: share, paths: share });
const POINTS: readonly TimelinePoint[] = [
  { at: 0, adopted: shares(0), settled: shares(0) },
  { at: 100, adopted: shares(0.5), settled: shares(0) },
  { at: 300, adopted: shares(1), settled: shares(0.25) },
];

describe('durations', () => {
  test.each([
    ['90', 90],
    ['15m', 900],
    ['1h30m', 5400],
    [' 2 d ', 172_800],
    ['1.5h', 5400],
    ['soon', null],
    ['', null],
    ['-5m', null],
    ['5x', null],
  ])('%j is %j seconds', (text, seconds) => expect(parseDuration(text)).toBe(seconds));

  test.each([
    ['PT37M', 2220],
    ['P1DT2H', 93_600],
    ['PT3.5S', 3.5],
    ['tomorrow', null],
    [null, null],
  ])('%j reads as %j', (text, seconds) => expect(readIso(text)).toBe(seconds));

  test.each([
    [0, '0 s'],
    [60, '1 min'],
    [90, '90 s'],
    [135, '2 min 15 s'],
    [2220, '37 min'],
    [5400, '1 h 30 min'],
    [259_200, '3 d'],
  ])('%j seconds are said %j', (seconds, text) => expect(sayDuration(seconds)).toBe(text));
});

describe('the scale of time', () => {
  const untils = fc.integer({ min: 60, max: 400 * 86_400 });

  test('is monotone, within 0 and 1, and its way back comes within a step', () => {
    fc.assert(
      fc.property(untils, fc.double({ min: 0, max: 1, noNaN: true }), (until, part) => {
        const seconds = secondsAt(part, until);
        const back = partOf(seconds, until);
        expect(back).toBeGreaterThanOrEqual(0);
        expect(back).toBeLessThanOrEqual(1);
        expect(Math.abs(back - part)).toBeLessThan(0.06);
        expect(secondsAt(Math.min(1, part + 0.01), until)).toBeGreaterThanOrEqual(seconds);
      }),
    );
  });

  test('has at most ten marks, in order, within its reach', () => {
    fc.assert(
      fc.property(untils, (until) => {
        const marks = ticks(until);
        expect(marks.length).toBeLessThanOrEqual(13);
        expect(marks.length).toBeGreaterThanOrEqual(2);
        expect(marks.every((mark, at) => mark <= until && (at === 0 || mark > (marks[at - 1] ?? mark)))).toBe(true);
      }),
    );
  });

  test('reaches past everything that was typed', () => {
    expect(reach(600, 7200, null)).toBeGreaterThan(7200);
    expect(reach(0)).toBe(60);
  });
});

describe('the curve', () => {
  test('starts at the axis and never leaves the frame', () => {
    const path = curve(POINTS, 'adopted', 'instances', 300);
    expect(path.startsWith(`M${FRAME.left.toFixed(1)} ${yOf(0).toFixed(1)}`)).toBe(true);
    expect(path.match(/[ML]/g)).toHaveLength(3);
    expect(xOf(1e9, 300)).toBe(FRAME.width - FRAME.right);
    expect(yOf(2)).toBe(FRAME.top);
  });

  test('shares between two points lie between them', () => {
    expect(sharesAt(POINTS, 50, 'adopted', 'instances')).toBe(0.25);
    expect(sharesAt(POINTS, 200, 'settled', 'paths')).toBe(0.125);
    expect(sharesAt(POINTS, 9999, 'adopted', 'consumers')).toBe(1);
    expect(sharesAt([], 5, 'adopted', 'consumers')).toBe(0);
  });
});

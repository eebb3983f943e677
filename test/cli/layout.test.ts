/** Columns, cuts and lines. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutMiddle, flow, padEnd, padStart, widthOf, wrap } from '../../analyzer/src/drawing/layout.ts';

test('wide and combining characters take the columns a terminal gives them', () => {
  expect(widthOf('tea')).toBe(3);
  expect(widthOf('茶室')).toBe(4);
  expect(widthOf('🍵')).toBe(2);
  expect(widthOf('te\u0301')).toBe(2);
  expect([padEnd('茶', 4), padStart('茶', 4)]).toEqual(['茶  ', '  茶']);
});

test('a cut keeps both ends', () => {
  expect(cutMiddle('darjeeling', 7)).toBe('dar…ing');
  expect(cutMiddle('darjeeling', 10)).toBe('darjeeling');
  expect(cutMiddle('茶茶茶茶', 5)).toBe('茶…茶');
  expect(cutMiddle('darjeeling', 1)).toBe('…');
  expect(cutMiddle('darjeeling', 0)).toBe('');
});

test('a cut is never wider than asked', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(30), (text, width) => widthOf(cutMiddle(text, width)) <= width),
  );
});

test('parts flow into lines and stay whole', () => {
  expect(flow(['oolong', 'matcha', 'sencha'], 15, ' · ')).toEqual(['oolong · matcha', 'sencha']);
  expect(flow(['lapsang souchong'], 9, ' · ')).toEqual(['laps…hong']);
  expect(wrap('a pot of green tea', 9)).toEqual(['a pot of', 'green tea']);
});

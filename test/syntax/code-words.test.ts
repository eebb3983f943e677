/** Words of code that several languages share: durations in every spelling, and names that are secret-shaped by their words. */
import { expect, test } from 'vitest';
import { durationOf } from '../../analyzer/src/syntax/code/duration-text.ts';
import { isSecretName } from '../../analyzer/src/syntax/code/strong-words.ts';

test.each([
  ['37 * time.Minute', null, 2220],
  ['time.Duration(11) * time.Second', null, 11],
  ['time.Hour', null, 3600],
  ['Duration.ofMinutes(13)', null, 780],
  ['TimeSpan.FromMilliseconds(1500)', null, 1.5],
  ['Duration::from_secs(17 * 60)', null, 1020],
  ['TimeUnit.MINUTES.toMillis(19)', null, 1140],
  ['23, TimeUnit.SECONDS', null, 23],
  ['29.minutes', null, 1740],
  ['PT31M', null, 1860],
  ['420_000L', 0.001, 420],
  ['420_000L', null, null],
  ['properties.lifetime()', 0.001, null],
])('%s (bare: %s) is %s seconds', (written, bare, seconds) => {
  expect(durationOf(written, bare)).toBe(seconds);
});

test.each([
  ['PIER_PASSWORD', true],
  ['crane_api_key', true],
  ['HOLD_DATABASE_URL', true],
  ['BUOY_TOKEN_2', true],
  ['KEYBOARD', false],
  ['LANTERN_TOKEN_URL', false],
  ['TIDE_PUBLIC_KEY', false],
  ['MAX_TOKEN', false],
  ['PWD', false],
])('%s is secret-shaped: %s', (name, is) => {
  expect(isSecretName(name)).toBe(is);
});

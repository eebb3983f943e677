/** Digests against the platform's own, over every length around a block. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decodeBase64, encodeBase64 } from '../../analyzer/src/syntax/go-template/base64.ts';
import { sha1, sha256, sha512 } from '../../analyzer/src/syntax/go-template/digest.ts';

const texts = [
  ...Array.from({ length: 260 }, (_, length) => 'kestrel'.repeat(40).slice(0, length)),
  'grüß €𝄞',
  'z'.repeat(70_000),
];

describe('digests', () => {
  it.each([
    ['sha1', sha1],
    ['sha256', sha256],
    ['sha512', sha512],
  ] as const)('%s', (name, digest) => {
    for (const text of texts) expect(digest(text)).toBe(createHash(name).update(text).digest('hex'));
  });
});

it('base64 goes there and back', () => {
  for (const text of texts) {
    expect(encodeBase64(text)).toBe(Buffer.from(text, 'utf8').toString('base64'));
    expect(decodeBase64(encodeBase64(text))).toBe(text);
  }
  expect(['a', '!!!!', 'YQ=', 'YQ==YQ=='].map(decodeBase64)).toEqual([null, null, null, null]);
});

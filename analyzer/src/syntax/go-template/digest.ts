/**
 * SHA-1 and SHA-2 (FIPS 180-4, https://doi.org/10.6028/NIST.FIPS.180-4) in plain arithmetic, because the core asks nothing of its
 * platform. Charts name things by digests; a digest of a value is as secret as the value and must go no further than it.
 */

const WORD32 = 0xffff_ffff;
const WORD64 = 0xffff_ffff_ffff_ffffn;

/** The first 64 bits behind the point of the square (2) or cube (3) roots of the first primes (section 4.2.3). */
function rootFractions(count: number, degree: 2n | 3n): readonly bigint[] {
  const fractions: bigint[] = [];
  for (let candidate = 2n; fractions.length < count; candidate += 1n)
    if (isPrime(candidate)) fractions.push(root(candidate << (64n * degree), degree) & WORD64);
  return fractions;
}

function isPrime(candidate: bigint): boolean {
  for (let divisor = 2n; divisor * divisor <= candidate; divisor += 1n) if (candidate % divisor === 0n) return false;
  return true;
}

/** The whole part of a root, by halving. */
function root(value: bigint, degree: bigint): bigint {
  let [low, high] = [0n, 1n << 80n];
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** degree <= value) low = middle;
    else high = middle;
  }
  return low;
}

const ROUNDS = rootFractions(80, 3n);
const START = rootFractions(8, 2n);
const ROUNDS32 = ROUNDS.slice(0, 64).map((fraction) => Number(fraction >> 32n) | 0);
const START32 = START.map((fraction) => Number(fraction >> 32n) | 0);

/** The message in blocks: a one bit, zeros, and its length in bits at the end (section 5.1). */
function padded(text: string, block: 64 | 128): DataView {
  const bytes = new TextEncoder().encode(text);
  const size = Math.ceil((bytes.length + 1 + block / 8) / block) * block;
  const view = new DataView(new ArrayBuffer(size));
  new Uint8Array(view.buffer).set(bytes);
  view.setUint8(bytes.length, 0x80);
  view.setBigUint64(size - 8, BigInt(bytes.length) * 8n);
  return view;
}

const left = (word: number, by: number) => (word << by) | (word >>> (32 - by));
const right = (word: number, by: number) => (word >>> by) | (word << (32 - by));
const right64 = (word: bigint, by: bigint) => ((word >> by) | (word << (64n - by))) & WORD64;

function hex32(words: readonly number[]): string {
  return words.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** Function and constant of each quarter of SHA-1's rounds (sections 4.1.1 and 4.2.1). */
const QUARTERS: readonly (readonly [(b: number, c: number, d: number) => number, number])[] = [
  [(b, c, d) => (b & c) ^ (~b & d), 0x5a827999],
  [(b, c, d) => b ^ c ^ d, 0x6ed9eba1],
  [(b, c, d) => (b & c) ^ (b & d) ^ (c & d), 0x8f1bbcdc | 0],
  [(b, c, d) => b ^ c ^ d, 0xca62c1d6 | 0],
];

/** SHA-1 of a text in UTF-8, in hexadecimal. */
export function sha1(text: string): string {
  const view = padded(text, 64);
  let hash = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476, 0xc3d2e1f0 | 0];
  for (let offset = 0; offset < view.byteLength; offset += 64) {
    const words = Array.from({ length: 16 }, (_, at) => view.getInt32(offset + at * 4));
    let [a = 0, b = 0, c = 0, d = 0, e = 0] = hash;
    for (let round = 0; round < 80; round += 1) {
      const word = words[round] ?? left(xor(words, round, [3, 8, 14, 16]), 1);
      words[round] = word;
      const [mix, constant] = QUARTERS[Math.floor(round / 20)] ?? [() => 0, 0];
      [a, b, c, d, e] = [(left(a, 5) + mix(b, c, d) + e + constant + word) | 0, a, left(b, 30), c, d];
    }
    hash = added(hash, [a, b, c, d, e]);
  }
  return hex32(hash);
}

function xor(words: readonly number[], round: number, back: readonly number[]): number {
  return back.reduce((mixed, distance) => mixed ^ (words[round - distance] ?? 0), 0);
}

function added(hash: readonly number[], words: readonly number[]): number[] {
  return hash.map((word, at) => (word + (words[at] ?? 0)) | 0);
}

/** SHA-256 of a text in UTF-8, in hexadecimal. */
export function sha256(text: string): string {
  const view = padded(text, 64);
  let hash: readonly number[] = START32;
  for (let offset = 0; offset < view.byteLength; offset += 64) {
    const words = schedule32(view, offset);
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash;
    for (let round = 0; round < 64; round += 1) {
      const chosen = (right(e, 6) ^ right(e, 11) ^ right(e, 25)) + ((e & f) ^ (~e & g));
      const first = (h + chosen + (ROUNDS32[round] ?? 0) + (words[round] ?? 0)) | 0;
      const second = (right(a, 2) ^ right(a, 13) ^ right(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      [a, b, c, d, e, f, g, h] = [(first + second) | 0, a, b, c, (d + first) | 0, e, f, g];
    }
    hash = added(hash, [a, b, c, d, e, f, g, h]);
  }
  return hex32(hash);
}

function schedule32(view: DataView, offset: number): readonly number[] {
  const words = Array.from({ length: 16 }, (_, at) => view.getInt32(offset + at * 4));
  for (let at = 16; at < 64; at += 1) {
    const [near = 0, far = 0] = [words[at - 2], words[at - 15]];
    const low = right(far, 7) ^ right(far, 18) ^ (far >>> 3);
    const high = right(near, 17) ^ right(near, 19) ^ (near >>> 10);
    words.push(((words[at - 16] ?? 0) + low + (words[at - 7] ?? 0) + high) & WORD32);
  }
  return words;
}

/** SHA-512 of a text in UTF-8, in hexadecimal. */
export function sha512(text: string): string {
  const view = padded(text, 128);
  let hash: readonly bigint[] = START;
  for (let offset = 0; offset < view.byteLength; offset += 128) {
    const words = schedule64(view, offset);
    let [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n, g = 0n, h = 0n] = hash;
    for (let round = 0; round < 80; round += 1) {
      const chosen = (right64(e, 14n) ^ right64(e, 18n) ^ right64(e, 41n)) + ((e & f) ^ (~e & WORD64 & g));
      const first = h + chosen + (ROUNDS[round] ?? 0n) + (words[round] ?? 0n);
      const second = (right64(a, 28n) ^ right64(a, 34n) ^ right64(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c));
      [a, b, c, d, e, f, g, h] = [(first + second) & WORD64, a, b, c, (d + first) & WORD64, e, f, g];
    }
    const words8 = [a, b, c, d, e, f, g, h];
    hash = hash.map((word, at) => (word + (words8[at] ?? 0n)) & WORD64);
  }
  return hash.map((word) => word.toString(16).padStart(16, '0')).join('');
}

function schedule64(view: DataView, offset: number): readonly bigint[] {
  const words = Array.from({ length: 16 }, (_, at) => view.getBigUint64(offset + at * 8));
  for (let at = 16; at < 80; at += 1) {
    const [near = 0n, far = 0n] = [words[at - 2], words[at - 15]];
    const low = right64(far, 1n) ^ right64(far, 8n) ^ (far >> 7n);
    const high = right64(near, 19n) ^ right64(near, 61n) ^ (near >> 6n);
    words.push(((words[at - 16] ?? 0n) + low + (words[at - 7] ?? 0n) + high) & WORD64);
  }
  return words;
}

/** Codings and digests (https://masterminds.github.io/sprig/encoding.html). Pure: no key, no chance. */
import { decodeBase64, encodeBase64 } from '../base64.ts';
import { sha1, sha256, sha512 } from '../digest.ts';
import { text } from '../trace.ts';
import { computing, type Family, textArgument } from './contract.ts';
import { opaque } from './generated.ts';

function ofText(change: (whole: string) => string): Family[string] {
  return (args) => text(change(textArgument(args, 0).text));
}

/** Rounds over bytes cost more than other work on a text. */
const STEPS_A_CHARACTER = 0.5;

function digest(hash: (whole: string) => string): Family[string] {
  return (args, call) => {
    const whole = textArgument(args, 0).text;
    call.meter.step(whole.length * STEPS_A_CHARACTER);
    return text(hash(whole));
  };
}

/** As Go says it, so that a chart that looks at the text sees the same. */
const ILLEGAL_BASE64 = 'illegal base64 data at input byte 0';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function encodeBase32(whole: string): string {
  let [made, held, bits] = ['', 0, 0];
  for (const byte of new TextEncoder().encode(whole)) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) made += BASE32[(held >> (bits - 5)) & 31] ?? '';
    held &= (1 << bits) - 1;
  }
  if (bits > 0) made += BASE32[(held << (5 - bits)) & 31] ?? '';
  return made.padEnd(Math.ceil(made.length / 8) * 8, '=');
}

function decodeBase32(whole: string): string {
  const plain = whole.replace(/=+$/, '');
  if (whole.length % 8 !== 0 || !/^[A-Z2-7]*$/.test(plain)) return 'illegal base32 data at input byte 0';
  let [held, bits] = [0, 0];
  const bytes: number[] = [];
  for (const character of plain) {
    held = ((held << 5) | BASE32.indexOf(character)) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 255);
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

function adler32(whole: string): string {
  let [a, b] = [1, 0];
  for (const byte of new TextEncoder().encode(whole)) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  return String(b * 65_536 + a);
}

export const ENCODING: Family = {
  ...computing({
    b64enc: ofText(encodeBase64),
    b64dec: ofText((whole) => decodeBase64(whole) ?? ILLEGAL_BASE64),
    b32enc: ofText(encodeBase32),
    b32dec: ofText(decodeBase32),
  }),
  ...opaque(
    computing({
      sha1sum: digest(sha1),
      sha256sum: digest(sha256),
      sha512sum: digest(sha512),
      adler32sum: ofText(adler32),
    }),
  ),
};

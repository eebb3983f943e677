/**
 * Keys of cached facts. A plain hash of a file would let whoever holds the cache try short secrets against it, so a key is an
 * HMAC under a random key that never leaves the cache folder.
 */
import { createHmac, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** Bytes of a key and of SHA-256. */
const KEY_BYTES = 32;

/** The key of a cache folder, made on first use. Throws where the folder cannot be written. */
export function readKey(folder: string): Buffer {
  const file = path.join(folder, 'key');
  const found = tryRead(file);
  if (found) return found;
  const made = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  fs.writeFileSync(made, randomBytes(KEY_BYTES), { mode: 0o600, flag: 'wx' });
  try {
    // A link is made for one of several scans that start together; the others take its key.
    fs.linkSync(made, file);
  } catch {
    if (!tryRead(file)) fs.renameSync(made, file);
  }
  fs.rmSync(made, { force: true });
  return tryRead(file) ?? fail();
}

function tryRead(file: string): Buffer | null {
  try {
    const bytes = fs.readFileSync(file);
    return bytes.length === KEY_BYTES ? bytes : null;
  } catch {
    return null;
  }
}

function fail(): never {
  throw new Error('the key of the cache cannot be kept');
}

/** A digest of the parts in order; no two lists of parts share one. */
export function digest(key: Buffer, parts: readonly string[]): string {
  const hmac = createHmac('sha256', key);
  for (const part of parts) hmac.update(`${part.length}:`).update(part);
  return hmac.digest('base64url');
}

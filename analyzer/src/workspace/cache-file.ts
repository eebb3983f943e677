/**
 * One file of the cache: written beside and renamed over, read only if it was written whole under the folder's key. Its first line
 * proves the rest, its second names it, so that a file of something else is known before it is parsed.
 */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { digest } from './cache-key.ts';

/** Bytes; a larger file is neither written nor read. */
const LARGEST_FILE = 64 << 20;

/** What the file holds under this name; null where it is missing, damaged, of another name, or not written under this key. */
export function readCacheFile(file: string, key: Buffer, name: string): unknown {
  try {
    if (fs.statSync(file).size > LARGEST_FILE) return null;
    const text = fs.readFileSync(file, 'utf8');
    const end = text.indexOf('\n');
    if (!text.startsWith(`${name}\n`, end + 1)) return null;
    const body = text.slice(end + name.length + 2);
    return text.slice(0, end) === proofOf(key, name, body) ? JSON.parse(body) : null;
  } catch {
    return null;
  }
}

/** Keeps plain JSON, so that a reader sees the old file or the new one and the last of two writers wins whole. Throws where it cannot be written. */
export function writeCacheFile(file: string, key: Buffer, name: string, value: unknown): void {
  const body = JSON.stringify(value);
  if (body.length > LARGEST_FILE) return;
  const beside = `${file}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`;
  const opened = fs.openSync(beside, 'wx', 0o600);
  try {
    fs.writeFileSync(opened, `${proofOf(key, name, body)}\n${name}\n`);
    fs.writeFileSync(opened, body); // Apart: joined, the largest text of a scan would be in memory twice.
  } finally {
    fs.closeSync(opened);
  }
  fs.renameSync(beside, file);
}

function proofOf(key: Buffer, name: string, body: string): string {
  return digest(key, ['file', name, body]);
}

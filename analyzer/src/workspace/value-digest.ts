/**
 * Tells values apart without keeping them: an HMAC under a key that is made anew for every process and never written down, so
 * that a digest means nothing anywhere else.
 */
import { createHmac, randomBytes } from 'node:crypto';

/** A digest for the session's value classes. */
export function createDigest(): (value: string) => string {
  const key = randomBytes(32);
  return (value) => createHmac('sha256', key).update(value).digest('base64');
}

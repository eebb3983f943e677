/** Paths of files that hold a secret, as far as a path can tell: mounted ones, and keys by their extension. */

const MOUNTED =
  /^\/(?:var\/)?run\/secrets\/[^*]+|^\/(?:etc\/secrets?|mnt\/secrets(?:-store)?|secrets?|vault\/secrets)\/[^*]+/;
/** `.pem` and `.crt` may be public halves; a private key is worth the asking, a certificate alone is not. */
const KEY_FILE = /^[\w./~@-]*[\w-]\.(?:pem|key|p12|pfx|jks|keystore|p8)$/;

/** Whether a text that code opens is the path of a secret. */
export function isSecretPath(text: string): boolean {
  return MOUNTED.test(text) || (KEY_FILE.test(text) && text.includes('/'));
}

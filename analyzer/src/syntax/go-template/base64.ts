/** Base64 of text in UTF-8 (RFC 4648), with what every platform has. */

/** Bytes given to one call of `fromCharCode`. */
const CHUNK = 8192;

export function encodeBase64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = '';
  for (let at = 0; at < bytes.length; at += CHUNK) binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(binary);
}

/** The text behind a base64 text with its padding; null: it is none. Bytes that are no UTF-8 become U+FFFD. */
export function decodeBase64(text: string): string | null {
  const plain = text.replace(/[\r\n]/g, '');
  if (plain.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(plain)) return null;
  return new TextDecoder().decode(Uint8Array.from(atob(plain), (character) => character.charCodeAt(0)));
}

/** What Go's `if` takes for true (https://pkg.go.dev/text/template#hdr-Actions): false, 0, nil and whatever is of length zero are not. */
import type { Traced } from './types.ts';

export function isTrue(value: Traced): boolean {
  switch (value.kind) {
    case 'nil':
      return false;
    case 'bool':
      return value.value;
    case 'number':
      return value.value !== 0;
    case 'object':
      return value.text !== null || isTrue(value.inner);
    default:
      return lengthOf(value) > 0;
  }
}

/** Length of a text in bytes, of a list or map in items; everything else has none. */
export function lengthOf(value: Traced): number {
  if (value.kind === 'string') return byteLength(value.text);
  if (value.kind === 'list') return value.items.length;
  if (value.kind === 'map') return value.entries.size;
  return value.kind === 'object' ? lengthOf(value.inner) : 0;
}

export function byteLength(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x80) continue;
    bytes += code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 1 : 2;
  }
  return bytes;
}

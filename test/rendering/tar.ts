/** Makes a tar archive of texts, as `helm package` would. */

/** POSIX ustar; `type` of an entry is that of a regular file. */
export function tarOf(files: Readonly<Record<string, string>>): Uint8Array {
  const entries = Object.entries(files).map(([path, text]) => entryOf(path, Buffer.from(text), '0'));
  return Buffer.concat([...entries, Buffer.alloc(1024)]);
}

/** One entry of any type, padded to whole blocks; `size` may be a lie. */
export function entryOf(path: string, body: Buffer, type: string, size = body.length): Buffer {
  const header = Buffer.alloc(512);
  header.write(path, 0, 100);
  header.write('0000644\0', 100);
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  header.write(type, 156);
  header.write('ustar\0' + '00', 257);
  header.fill(' ', 148, 156);
  const sum = header.reduce((all, byte) => all + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, body, Buffer.alloc((512 - (body.length % 512)) % 512)]);
}

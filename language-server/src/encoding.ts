/** Columns as the client counts them (UTF-8 bytes or UTF-16 units) and as we do (UTF-16 units), line by line. Pure. */

export type Encoding = 'utf-8' | 'utf-16';

/** The first of the client's that we know; UTF-16 is what holds where nothing was said (LSP 3.17, PositionEncodingKind). */
export function chooseEncoding(offered: readonly string[] | undefined): Encoding {
  return offered?.find((one): one is Encoding => one === 'utf-8' || one === 'utf-16') ?? 'utf-16';
}

/** From UTF-16 units to what the client counts. */
export function toClient(line: string, column: number, encoding: Encoding): number {
  return encoding === 'utf-16' ? column : Buffer.byteLength(line.slice(0, column));
}

/** From what the client counts to UTF-16 units; inside a character: its start. */
export function fromClient(line: string, column: number, encoding: Encoding): number {
  if (encoding === 'utf-16') return column;
  let bytes = 0;
  let units = 0;
  for (const character of line) {
    bytes += Buffer.byteLength(character);
    if (bytes > column) break;
    units += character.length;
  }
  return units;
}

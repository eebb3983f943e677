/**
 * One inventory after another, told as what changed. Each item is compared as text, because equal text is what makes an item
 * equal for the other side, whatever was computed anew. It never sends more than a piece at a time.
 */
import { type Inventory, type Mark, marksOf, type WireInventory } from '../../../analyzer/src/index.ts';
import { type Commit, type FromWorker, LISTS, type List, type Pieces } from '../messages.ts';

/** Characters of one message: some milliseconds to take in. */
const PIECE = 128 * 1024;

export interface Sending {
  /** Sends what changed since the last call, then the commit; the same `wire` again is the same snapshot. */
  send(
    inventory: Inventory,
    wire: WireInventory,
    about: Pick<Commit, 'folder' | 'name' | 'versions' | 'stale' | 'turn' | 'problems'>,
  ): void;
}

/** Tells snapshots to `post`. */
export function createSending(post: (message: FromWorker) => void): Sending {
  const sent = new Map<List | 'marks', Map<string, string>>();
  const orders = new Map<List, string>();
  let last: WireInventory | null = null;

  function sendList(folder: string, list: List | 'marks', items: readonly Item[]): void {
    const before = sent.get(list) ?? new Map<string, string>();
    const now = new Map(items);
    const changed = [
      ...items.filter(([key, text]) => before.get(key) !== text),
      ...[...before.keys()].filter((key) => !now.has(key)).map((key) => [key, null] as const),
    ];
    for (const piece of inPieces(changed)) post({ from: 'pieces', folder, pieces: { list, items: piece } });
    sent.set(list, now);
  }

  function orderOf(list: List, items: readonly Item[]): Partial<Commit['orders']> {
    const keys = items.map(([key]) => key);
    const text = keys.join('\0');
    if (orders.get(list) === text) return {};
    orders.set(list, text);
    return { [list]: keys };
  }

  return {
    send(inventory, wire, about) {
      const { schemaVersion, tool, source, coverage } = wire;
      const rest = { schemaVersion, tool, source, coverage };
      if (wire === last) return post({ from: 'commit', commit: { ...about, orders: {}, rest } });
      last = wire;
      const changes = LISTS.map((list) => {
        const items = itemsOf(wire[list]);
        sendList(about.folder, list, items);
        return orderOf(list, items);
      });
      sendList(about.folder, 'marks', [...marksOf(inventory)].map(marksItem));
      post({ from: 'commit', commit: { ...about, orders: Object.assign({}, ...changes), rest } });
    },
  };
}

type Item = readonly [key: string, text: string];

function marksItem([file, marks]: readonly [string, readonly Mark[]]): Item {
  return [file, JSON.stringify(marks)];
}

/** An item is known by its id; one without an id by its text, numbered where the text comes again. */
function itemsOf(list: ReadonlyArray<object>): readonly Item[] {
  const times = new Map<string, number>();
  return list.map((item): Item => {
    const text = JSON.stringify(item);
    if ('id' in item && typeof item.id === 'string') return [item.id, text];
    const key = shorten(text);
    const time = times.get(key) ?? 0;
    times.set(key, time + 1);
    return [`${key}:${time}`, text];
  });
}

/** A short name for a text (FNV-1a twice, with the length): two texts that meet cost one wrong item until the next change. */
function shorten(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b);
  }
  return `${text.length}.${(a >>> 0).toString(36)}.${(b >>> 0).toString(36)}`;
}

function* inPieces(items: Pieces['items']): Generator<Pieces['items']> {
  let piece: Array<Pieces['items'][number]> = [];
  let size = 0;
  for (const item of items) {
    piece.push(item);
    size += item[0].length + (item[1]?.length ?? 0);
    if (size < PIECE) continue;
    yield piece;
    piece = [];
    size = 0;
  }
  if (piece.length > 0) yield piece;
}

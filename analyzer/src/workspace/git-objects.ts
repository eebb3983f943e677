/**
 * Objects of a repository, many in one process: the tree of a commit, sizes, contents. Contents come as they are stored: no
 * filter, no checkout. What a partial clone left behind is told apart first, since older versions of git stop at the first missing object.
 */

export interface TreeEntry {
  /** From the top of the repository, with `/`. */
  readonly path: string;
  readonly kind: 'file' | 'link' | 'submodule';
  /** Name of the blob; of a submodule, the commit it is at. */
  readonly object: string;
}

export interface GitObjects {
  /** All entries of a commit's tree; empty where git cannot say. */
  tree(commit: string): readonly TreeEntry[];
  /** Bytes of each blob that is here. */
  sizes(objects: readonly string[]): ReadonlyMap<string, number>;
  contents(objects: readonly string[]): ReadonlyMap<string, Buffer>;
  /** Objects of a commit that this clone does not hold. */
  missing(commit: string): ReadonlySet<string>;
}

type Ask = (...args: readonly string[]) => Buffer | null;
type Feed = (input: string, ...args: readonly string[]) => Buffer | null;

/** Modes of git trees (gitformat-index(5)); folders are entered, not listed. */
const KIND_OF_MODE: Readonly<Record<string, TreeEntry['kind']>> = { '120000': 'link', '160000': 'submodule' };

/** `ask` runs git, `feed` gives it lines on standard input as well. */
export function openObjects(ask: Ask, feed: Feed): GitObjects {
  const lines = (objects: readonly string[]) => objects.map((object) => `${object}\n`).join('');
  return {
    tree(commit) {
      const listed = ask('ls-tree', '-r', '-z', '--full-tree', commit)?.toString() ?? '';
      return listed.split('\0').flatMap(readEntry);
    },
    sizes(objects) {
      const told = objects.length === 0 ? null : feed(lines(objects), 'cat-file', '--batch-check');
      const found = (told?.toString() ?? '').matchAll(/^([0-9a-f]+) blob (\d+)$/gm);
      return new Map([...found].map(([, object = '', size]) => [object, Number(size)]));
    },
    contents: (objects) =>
      objects.length === 0 ? new Map() : readBatch(feed(lines(objects), 'cat-file', '--batch') ?? Buffer.alloc(0)),
    missing(commit) {
      // Only a clone that may be partial is asked: the answer costs a walk over the whole tree.
      if (ask('config', '--get-regexp', String.raw`^(remote\..*\.promisor|extensions\.partialclone)$`) === null)
        return new Set();
      const told = ask('rev-list', '--objects', '--missing=print', '--max-count=1', commit)?.toString() ?? '';
      return new Set([...told.matchAll(/^\?([0-9a-f]+)/gm)].map(([, object = '']) => object));
    },
  };
}

/** `100644 blob 3b18e5…<TAB>deploy/api.yaml`. */
function readEntry(text: string): readonly TreeEntry[] {
  const match = /^(\d{6}) \w+ ([0-9a-f]+)\t/.exec(text);
  if (!match) return [];
  const [head, mode = '', object = ''] = match;
  return [{ path: text.slice(head.length), kind: KIND_OF_MODE[mode] ?? 'file', object }];
}

/** Answers of `cat-file --batch`: a line `object type size`, that many bytes, a line feed; `object missing` has no bytes. */
function readBatch(answer: Buffer): ReadonlyMap<string, Buffer> {
  const contents = new Map<string, Buffer>();
  for (let start = 0; start < answer.length; ) {
    const end = answer.indexOf(0x0a, start);
    if (end < 0) break;
    const [object = '', type, size] = answer.toString('latin1', start, end).split(' ');
    const length = type === 'missing' ? -1 : Number(size);
    if (type === 'blob') contents.set(object, answer.subarray(end + 1, end + 1 + length));
    start = end + 1 + length + 1;
    if (!(start > end)) break;
  }
  return contents;
}

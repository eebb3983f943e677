/**
 * Carries buffers to the thread that analyses: the latest text of each, once per turn of the event loop, however many keys were
 * pressed in it. Files outside the workspace are left alone.
 */
import type { Documents } from './documents.ts';
import type { Folder, Folders } from './folders.ts';
import type { VersionedBuffer } from './messages.ts';

/** Characters; a longer text is no file that a scan would read (`files.maxSize` has 2 MiB at first). */
const LARGEST = 8 << 20;
/** A text that no scan reads. */
const UNFIT = '\0';

export interface Buffers {
  /** The document was opened or edited. */
  touch(uri: string): void;
  close(uri: string): void;
  /** What is open in a folder. */
  of(folder: Folder): readonly VersionedBuffer[];
}

/** `sent` is told after each sending. */
export function carryBuffers(documents: Documents, folders: Folders, sent: () => void): Buffers {
  const touched = new Set<string>();

  function flush(): void {
    for (const uri of touched) {
      const placed = folders.place(uri);
      const buffer = bufferOf(uri);
      if (placed && buffer) folders.setBuffer(placed, buffer.text, buffer.version);
    }
    touched.clear();
    sent();
  }

  function bufferOf(uri: string): { readonly text: string; readonly version: number } | null {
    const document = documents.get(uri)?.document;
    if (!document) return null;
    const text = document.getText();
    return { text: text.length > LARGEST ? UNFIT : text, version: document.version };
  }

  return {
    touch(uri) {
      if (touched.size === 0) setImmediate(flush);
      touched.add(uri);
    },
    close(uri) {
      touched.delete(uri);
      const placed = folders.place(uri);
      if (placed) folders.setBuffer(placed, null, 0);
      sent();
    },
    of: (folder) =>
      documents.all().flatMap(({ uri }): VersionedBuffer[] => {
        const placed = folders.place(uri);
        const buffer = placed?.folder.uri === folder.uri ? bufferOf(uri) : null;
        return placed && buffer ? [{ file: placed.file, ...buffer }] : [];
      }),
  };
}

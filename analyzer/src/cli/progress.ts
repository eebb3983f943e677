/** One line of progress on standard error, for a person who waits; nothing where nobody watches. */
import type { Terminal } from './terminal.ts';

export interface Progress {
  onProgress(done: number, total: number): void;
  /** Wipes the line. */
  clear(): void;
}

/** Paints only when the whole per cent changes: no clock is needed to stay quiet. */
export function watchProgress(terminal: Terminal, quiet: boolean): Progress {
  if (quiet || !terminal.errIsTerminal) return { onProgress: () => {}, clear: () => {} };
  let shown = -1;
  return {
    onProgress(done, total) {
      const percent = total > 0 ? Math.floor((100 * done) / total) : 0;
      if (percent === shown) return;
      shown = percent;
      terminal.err(`\r\u001b[Kreading ${done} of ${total} files (${percent} %)`);
    },
    clear() {
      if (shown >= 0) terminal.err('\r\u001b[K');
    },
  };
}

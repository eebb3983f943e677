/** The import lines of every file of code, as texts change: kept from the one look at the bytes of a scan, found again for a file edited since. */

import { languageOfName } from '../syntax/code/languages.ts';
import { isSkippedSource } from '../syntax/code/skip.ts';
import { importLines, importsAsText } from './import-lines.ts';

export interface CodeImports {
  /** Takes note of a file that is read anyway; `latin1` are its bytes. */
  note(path: string, latin1: string): void;
  /** The import lines of a file whose text is now `text`, or still the one that was noted. */
  of(path: string, edited: string | null | undefined, text: () => string | null): string;
}

/** Whether an import may mean the file, or it may import. */
export function isModule(path: string): boolean {
  return languageOfName(path) === 'typescript' && !isSkippedSource(path);
}

/** Nothing noted yet. */
export function createCodeImports(): CodeImports {
  const noted = new Map<string, string>();
  const later = new Map<string, { readonly text: string; readonly lines: string }>();
  return {
    note(path, latin1) {
      const lines = isModule(path) ? importsAsText(importLines(latin1)) : null;
      // A name beyond ASCII is read from the text instead.
      if (lines !== null && isAscii(lines)) noted.set(path, lines);
    },
    of(path, edited, text) {
      const before = edited === undefined ? noted.get(path) : undefined;
      if (before !== undefined) return before;
      const now = edited ?? text() ?? '';
      const known = later.get(path);
      if (known?.text === now) return known.lines;
      const lines = importsAsText(importLines(now));
      later.set(path, { text: now, lines });
      return lines;
    },
  };
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 127) return false;
  return true;
}

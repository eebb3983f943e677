/**
 * The text of one source file and what it is written in: what a code reader gets. It is not parsed yet, because the parser
 * is loaded only where a reader accepts the file. It must never say what the code means.
 */
import type { LineIndex } from '../line-index.ts';

export const LANGUAGES = [
  'typescript',
  'prisma',
  'python',
  'ruby',
  'php',
  'go',
  'java',
  'kotlin',
  'csharp',
  'rust',
  'shell',
] as const;
/** `typescript` is JavaScript too, and the script blocks of Vue, Svelte and Astro. */
export type Language = (typeof LANGUAGES)[number];

export interface SourceText {
  readonly language: Language;
  /** Relative to the root, with `/`. */
  readonly file: string;
  readonly text: string;
  /** Makes the spans; offsets are UTF-16 units of `text`. */
  readonly index: LineIndex;
}

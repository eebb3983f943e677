/**
 * Where the code of a file stands and in which dialect: all of it, or the script blocks of a component file. What is no code
 * is blanked in place, so that every offset stays true.
 */
import type { ParserOptions } from 'oxc-parser';
import type { SourceText } from '../source.ts';

type Dialect = NonNullable<ParserOptions['lang']>;

export interface Blocks {
  readonly code: string;
  /** To be tried in order. */
  readonly dialect: readonly Dialect[];
}

/** By extension; a plain `.js` may hold JSX, a `.ts` written by hand may be read as TSX when all else fails. */
const DIALECTS: Readonly<Record<string, readonly Dialect[]>> = {
  ts: ['ts', 'tsx'],
  mts: ['ts'],
  cts: ['ts'],
  tsx: ['tsx'],
  js: ['jsx', 'ts'],
  mjs: ['jsx', 'ts'],
  cjs: ['jsx', 'ts'],
  jsx: ['jsx', 'tsx'],
};
const COMPONENT: readonly Dialect[] = ['ts', 'tsx'];

/** `<script setup lang="ts">…</script>` of Vue and Svelte; the frontmatter of Astro. */
const BLOCKS: Readonly<Record<string, RegExp>> = {
  vue: /<script\b[^>]*>([\s\S]*?)<\/script>/dgi,
  svelte: /<script\b[^>]*>([\s\S]*?)<\/script>/dgi,
  astro: /^---\r?\n([\s\S]*?)\r?\n---/dg,
};

/** The code of a file, at its own offsets. */
export function blocksOf({ file, text }: SourceText): Blocks {
  const extension = file.slice(file.lastIndexOf('.') + 1);
  const pattern = BLOCKS[extension];
  if (pattern) return { code: blankOutside(text, pattern), dialect: COMPONENT };
  const code = text.startsWith('#!') || text.startsWith('\uFEFF#!') ? blankFirstLine(text) : text;
  return { code, dialect: DIALECTS[extension] ?? ['jsx', 'ts'] };
}

function blankOutside(text: string, pattern: RegExp): string {
  const parts: string[] = [];
  let end = 0;
  for (const { indices } of text.matchAll(pattern)) {
    const [from, to] = indices?.[1] ?? [end, end];
    parts.push(blank(text.slice(end, from)), text.slice(from, to));
    end = to;
  }
  return parts.join('') + blank(text.slice(end));
}

function blankFirstLine(text: string): string {
  const end = text.indexOf('\n');
  return end < 0 ? blank(text) : blank(text.slice(0, end)) + text.slice(end);
}

function blank(text: string): string {
  return text.replace(/[^\n\r]/g, ' ');
}

/**
 * Which files are source code, in which language, and which of them are candidates. One row a language; what a candidate
 * is stands beside the language. It looks at names and at bytes through one expression, and parses nothing.
 */
import { CANDIDATE as CSHARP } from './csharp/candidates.ts';
import { CANDIDATE as GO } from './go/candidates.ts';
import { CANDIDATE as JAVA } from './java/candidates.ts';
import { CANDIDATE as KOTLIN } from './kotlin/candidates.ts';
import { CANDIDATE as PHP } from './php/candidates.ts';
import { CANDIDATE as PYTHON } from './python/candidates.ts';
import { CANDIDATE as RUBY } from './ruby/candidates.ts';
import { CANDIDATE as RUST } from './rust/candidates.ts';
import { CANDIDATE as SHELL } from './shell/candidates.ts';
import type { Language } from './source.ts';
import { CANDIDATE as TYPESCRIPT } from './typescript/candidates.ts';

interface LanguageRow {
  readonly extensions: readonly string[];
  /** Names of files without a telling extension. */
  readonly names: readonly string[];
  /** Programs of a `#!` line. */
  readonly programs: readonly string[];
  /** Matches the bytes of a file worth parsing. */
  readonly candidate: RegExp;
}

const LANGUAGE_ROWS: Readonly<Record<Language, LanguageRow>> = {
  typescript: {
    extensions: ['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs', 'vue', 'svelte', 'astro'],
    names: [],
    programs: ['node', 'bun', 'deno', 'tsx', 'ts-node'],
    candidate: TYPESCRIPT,
  },
  prisma: { extensions: ['prisma'], names: [], programs: [], candidate: /env\s*\(/ },
  python: { extensions: ['py'], names: [], programs: ['python', 'python3', 'python2'], candidate: PYTHON },
  ruby: {
    extensions: ['rb', 'rake', 'ru', 'erb'],
    names: ['Rakefile', 'Capfile', 'Guardfile'],
    programs: ['ruby'],
    candidate: RUBY,
  },
  php: { extensions: ['php'], names: ['artisan'], programs: ['php'], candidate: PHP },
  go: { extensions: ['go'], names: [], programs: [], candidate: GO },
  java: { extensions: ['java'], names: [], programs: [], candidate: JAVA },
  kotlin: { extensions: ['kt', 'kts'], names: [], programs: [], candidate: KOTLIN },
  csharp: { extensions: ['cs'], names: [], programs: [], candidate: CSHARP },
  rust: { extensions: ['rs'], names: [], programs: [], candidate: RUST },
  shell: {
    extensions: ['sh', 'bash', 'zsh', 'ksh'],
    names: [],
    programs: ['sh', 'bash', 'dash', 'zsh', 'ksh', 'ash'],
    candidate: SHELL,
  },
};

const ROWS = Object.entries(LANGUAGE_ROWS) as ReadonlyArray<[Language, LanguageRow]>;
const BY_EXTENSION = byEach(({ extensions }) => extensions);
const BY_NAME = byEach(({ names }) => names);
const BY_PROGRAM = byEach(({ programs }) => programs);

function byEach(of: (row: LanguageRow) => readonly string[]): ReadonlyMap<string, Language> {
  return new Map(ROWS.flatMap(([language, row]) => of(row).map((key): [string, Language] => [key, language])));
}

/** `#!/usr/bin/env -S node --flag`, `#! /bin/bash -e`. */
const SHEBANG = /^(?:\uFEFF|ï»¿)?#![ \t]*(?:\S*\/)?(?:env[ \t]+(?:-\S+[ \t]+|\w+=\S*[ \t]+)*)?(?:\S*\/)?([\w-]+)/;

/** Matches the first bytes of a script; the language is `languageOf`'s to say. */
export const SCRIPT_HEAD = /^(?:\uFEFF|ï»¿)?#!/;

/** The language a name tells; null: none, and `undefined` stands for a name without an extension, whose `#!` line may tell. */
export function languageOfName(path: string): Language | null | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const known = BY_NAME.get(name);
  if (known) return known;
  const dot = name.lastIndexOf('.');
  return dot < 0 ? undefined : (BY_EXTENSION.get(name.slice(dot + 1)) ?? null);
}

/** The language of a whole file, by its name or else its `#!` line (`#!/usr/bin/env python3.12`); null: not source code. */
export function languageOf(path: string, text: string): Language | null {
  const named = languageOfName(path);
  if (named !== undefined) return named;
  const program = SHEBANG.exec(text)?.[1];
  return program === undefined ? null : (BY_PROGRAM.get(program) ?? null);
}

/** Whether the text, or its bytes read as latin1, is worth parsing in its language. */
export function isCodeCandidate(language: Language, text: string): boolean {
  return LANGUAGE_ROWS[language].candidate.test(text);
}

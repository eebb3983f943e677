/**
 * A unit is what one reader reads at once: a document of a file, a whole file of lines, or a rendered document that
 * several files made together. `inputs` names every file it was made from, so that facts can be cached by their contents.
 */
import type { Note, UnitContext } from '../model/fact.ts';
import type { Span } from '../model/place.ts';
import type { SourceText } from './code/source.ts';
import type { LineIndex } from './line-index.ts';
import type { Tree } from './tree.ts';

/** `NAME=value` of an env file, or one entry of a crontab. */
export interface Line {
  readonly span: Span;
  readonly text: string;
}

/** What a syntax yields; the key is the unit's `syntax`. */
export interface Syntaxes {
  /** YAML and JSON documents. */
  readonly yaml: Tree;
  /** A Compose project after extends, include and override files: the same tree, with `via`. */
  readonly compose: Tree;
  readonly env: readonly EnvLine[];
  readonly crontab: readonly CronLine[];
  /** A file of one statement a line (CODEOWNERS). */
  readonly lines: readonly Line[];
  /** A source file, not parsed yet; its language selects the reader. */
  readonly code: SourceText;
  /** A Dockerfile or Containerfile. */
  readonly dockerfile: readonly Instruction[];
  /** A TOML document. */
  readonly toml: Tree;
  /** systemd units (with timer and drop-ins) and supervisord files. */
  readonly sections: readonly Section[];
  /** Text that only its reader can read (Tiltfile, docker-bake.hcl, BUILD.bazel). */
  readonly text: LineIndex;
}
export type SyntaxName = keyof Syntaxes;

export interface EnvLine {
  readonly name: string;
  readonly nameSpan: Span;
  /** Unquoted, inline comment removed. */
  readonly value: string;
  readonly valueSpan: Span;
  /** Single quotes: nothing is expanded in it. */
  readonly literal: boolean;
}

export interface CronLine {
  readonly schedule: string;
  readonly scheduleSpan: Span;
  /** The user field of a system crontab; null in a user's own. */
  readonly user: string | null;
  readonly command: string;
  readonly commandSpan: Span;
  /** `NAME=value` lines above it that apply to it. */
  readonly environment: readonly EnvLine[];
  readonly timeZone: string | null;
}

/** One instruction of a Dockerfile, its continuations joined. */
export interface Instruction {
  /** In capitals: `FROM`, `COPY`. */
  readonly name: string;
  /** Everything behind the name. */
  readonly text: string;
  readonly span: Span;
  /** The place of `text.slice(start, end)`. */
  place(start: number, end: number): Span;
}

/** `name = value` below a `[section]`. */
export interface SectionSetting {
  readonly name: string;
  readonly value: string;
  readonly nameSpan: Span;
  readonly valueSpan: Span;
}

export interface Section {
  readonly name: string;
  readonly span: Span;
  readonly settings: readonly SectionSetting[];
}

export interface Unit<K extends SyntaxName = SyntaxName> {
  /** File, plus `#n` for the n-th document, plus `@root` for a rendered one. Stable while documents keep their order. */
  readonly id: string;
  readonly syntax: K;
  /** The file a person would open. */
  readonly file: string;
  readonly inputs: readonly string[];
  readonly context: UnitContext;
  readonly content: Syntaxes[K];
  /** What syntax or rendering could not do with it. */
  readonly notes: readonly Note[];
}

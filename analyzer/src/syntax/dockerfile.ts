/**
 * A Dockerfile becomes its instructions, each with its text and a way back to the place of any part of it. Line continuations and
 * comments between them turn to spaces, so that offsets hold. It runs and expands nothing.
 * https://docs.docker.com/reference/dockerfile/
 */
import type { LineIndex } from './line-index.ts';
import { type RawLine, splitLines } from './lines.ts';
import { shellWords } from './shell-words.ts';
import type { Instruction } from './unit.ts';

/** A stage: what stands behind one FROM. */
export interface Stage {
  /** Name behind AS, in lower case as Docker compares it; null: none. */
  readonly name: string | null;
  /** Image or stage it starts from. */
  readonly base: string;
  readonly from: Instruction;
  readonly instructions: readonly Instruction[];
}

/** Instructions read of one file: nobody writes more. */
const MOST_INSTRUCTIONS = 2000;
const INSTRUCTION = /^([ \t]*)([A-Za-z]+)(?=[ \t]|$)[ \t]*/;
const COMMENT = /^[ \t]*#/;
const BLANK = /^[ \t]*$/;

/** The instructions of the file in order; lines that are none are passed over. */
export function parseDockerfile(index: LineIndex): readonly Instruction[] {
  const lines = splitLines(index.text);
  const escapeCharacter = /^#[ \t]*escape[ \t]*=[ \t]*`/im.test(index.text.slice(0, 200)) ? '`' : '\\';
  const instructions: Instruction[] = [];
  for (let line = 0; line < lines.length && instructions.length < MOST_INSTRUCTIONS; ) {
    const first = lines[line]?.text ?? '';
    const end = BLANK.test(first) || COMMENT.test(first) ? line + 1 : logicalEnd(lines, line, escapeCharacter);
    const read = instructionOf(index, lines.slice(line, end), escapeCharacter);
    line = end;
    if (!read) continue;
    instructions.push(read);
    line = behindHeredocs(lines, line, read);
  }
  return instructions;
}

/** The line behind the last one that a continuation takes in. */
function logicalEnd(lines: readonly RawLine[], start: number, escapeCharacter: string): number {
  let line = start;
  for (; line < lines.length; line += 1) {
    const text = lines[line]?.text ?? '';
    const passedOver = line > start && (COMMENT.test(text) || BLANK.test(text));
    if (!passedOver && !text.trimEnd().endsWith(escapeCharacter)) return line + 1;
  }
  return line;
}

function instructionOf(index: LineIndex, lines: readonly RawLine[], escapeCharacter: string): Instruction | null {
  const [first] = lines;
  const head = INSTRUCTION.exec(first?.text ?? '');
  if (!first || !head) return null;
  const joined = lines
    .map(({ start, text }, position) => {
      const next = lines[position + 1]?.start ?? start + text.length;
      const open = text.trimEnd().endsWith(escapeCharacter) ? text.trimEnd().slice(0, -1) : text;
      return (position > 0 && COMMENT.test(text) ? '' : open).padEnd(next - start);
    })
    .join('');
  const text = joined.slice(head[0].length).trimEnd();
  const from = first.start + head[0].length;
  return {
    name: (head[2] ?? '').toUpperCase(),
    text,
    span: index.span(first.start + (head[1] ?? '').length, from + text.length),
    place: (start, end) => index.span(from + start, from + end),
  };
}

const HEREDOC = /<<-?(["']?)([A-Za-z_]\w*)\1/g;

/** The line behind the here-documents that the instruction opens; an unclosed one ends with the file. */
function behindHeredocs(lines: readonly RawLine[], start: number, { name, text }: Instruction): number {
  if (!/^(?:RUN|COPY|ADD)$/.test(name)) return start;
  let line = start;
  for (const [, , word] of text.matchAll(HEREDOC)) {
    while (line < lines.length && lines[line]?.text.replace(/^\t+/, '') !== word) line += 1;
    line += 1;
  }
  return Math.min(line, lines.length);
}

/** The stages of a file, in order. */
export function stagesOf(instructions: readonly Instruction[]): readonly Stage[] {
  const starts = instructions.flatMap(({ name }, position) => (name === 'FROM' ? [position] : []));
  return starts.flatMap((start, number) => {
    const from = instructions[start];
    if (!from) return [];
    const words = argumentsOf(from).map(({ text }) => text);
    const as = words.findIndex((word) => word.toLowerCase() === 'as');
    return [
      {
        name: as > 0 ? (words[as + 1]?.toLowerCase() ?? null) : null,
        base: words[0] ?? '',
        from,
        instructions: instructions.slice(start + 1, starts[number + 1]),
      },
    ];
  });
}

export interface Flag {
  readonly name: string;
  readonly value: string;
  /** Offsets of the value in the instruction. */
  readonly start: number;
  readonly end: number;
}

const FLAGS = /^(?:[ \t\r\n]*--[a-z-]+(?:=(?:"[^"]*"|[^\s"])*)?(?=\s|$))+/;

/** `--name=value` before the arguments. */
export function flagsOf({ text }: Instruction): readonly Flag[] {
  const head = FLAGS.exec(text)?.[0] ?? '';
  return [...head.matchAll(/--([a-z-]+)(?:=((?:"[^"]*"|[^\s"])*))?/g)].map((match) => {
    const value = match[2] ?? '';
    const end = match.index + match[0].length;
    return { name: match[1] ?? '', value, start: end - value.length, end };
  });
}

export interface Argument {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What stands behind the flags: the strings of a JSON list, else shell words. */
export function argumentsOf({ text }: Instruction): readonly Argument[] {
  const skipped = FLAGS.exec(text)?.[0].length ?? 0;
  const rest = text.slice(skipped);
  return (
    jsonList(rest)?.map((item) => ({ text: item, start: skipped, end: text.length })) ??
    shellWords(rest).map((word) => ({ ...word, start: word.start + skipped, end: word.end + skipped }))
  );
}

/** The strings of the exec form (`["a", "b"]`); null where it is no such list. */
export function jsonList(text: string): readonly string[] | null {
  if (!/^\s*\[/.test(text) || !text.trimEnd().endsWith(']')) return null;
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every((item) => typeof item === 'string') ? list : null;
  } catch {
    // Not JSON: the shell form, as Docker takes it.
    return null;
  }
}

export interface Assigned extends Argument {
  readonly name: string;
  /** Value as written, without quotes; null: none. */
  readonly value: string | null;
  readonly valueStart: number;
}

/**
 * The variables of ENV, ARG and LABEL: `A=b "C=d"`, a bare name, and the old `ENV NAME the rest`. Of RUN those written before a
 * command: `A=b ./build`.
 */
export function assignmentsOf(instruction: Instruction): readonly Assigned[] {
  const words = argumentsOf(instruction);
  const [first] = words;
  if (instruction.name === 'RUN') return leading(words).flatMap((word) => assigned(instruction, word));
  if (instruction.name === 'ENV' && first && words.length > 1 && !first.text.includes('=')) {
    const valueStart = instruction.text.length - instruction.text.slice(first.end).trimStart().length;
    return [{ ...first, name: first.text, value: instruction.text.slice(valueStart), valueStart }];
  }
  return words.flatMap((word) => assigned(instruction, word));
}

function assigned({ text }: Instruction, word: Argument): readonly Assigned[] {
  const match = /^([A-Za-z_]\w*)(?:=([\s\S]*))?$/.exec(word.text);
  const value = match?.[2] ?? null;
  const quoted = value !== null && /["']$/.test(text.slice(word.start, word.end)) ? 1 : 0;
  return match?.[1] === undefined
    ? []
    : [{ ...word, name: match[1], value, valueStart: word.end - quoted - (value?.length ?? 0) }];
}

const BETWEEN_COMMANDS = /^(?:&&|\|\||;|\||&|export|env|then|do)$/;

/** Assignments at the start of a command of the shell. */
function leading(words: readonly Argument[]): readonly Argument[] {
  let starts = true;
  return words.flatMap((word) => {
    const here = starts && /^[A-Za-z_]\w*=/.test(word.text);
    starts = here ? !word.text.endsWith(';') || starts : BETWEEN_COMMANDS.test(word.text) || /;$/.test(word.text);
    return here && !word.text.endsWith(';') ? [word] : [];
  });
}

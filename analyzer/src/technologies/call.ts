/**
 * Calls that a team declared in `keyturn.yaml` (`Vaulty.get`), found in source code of any language by their text: the item they name
 * and the place. What is computed is said to be unresolved; comments are passed over.
 */
import type { TechnologyDeclaration } from '../model/configuration.ts';
import type { Note, ReadFact, ReadMoment } from '../model/fact.ts';
import type { RefreshMode } from '../model/vocabulary.ts';
import { defineReader, type Reader, type Reading } from '../readers/contract.ts';
import type { SourceText } from '../syntax/code/source.ts';
import { argumentsAt, literalOf } from './arguments.ts';
import { itemOf } from './resource.ts';

type Code = NonNullable<TechnologyDeclaration['code']>;
interface Declared {
  readonly technology: TechnologyDeclaration;
  readonly code: Code;
  readonly pattern: RegExp;
}

/** A reader of every declared call. */
export function callReader(technologies: readonly TechnologyDeclaration[]): Reader<'code'> {
  const calls = technologies.flatMap((technology): Declared[] =>
    technology.code ? [{ technology, code: technology.code, pattern: patternOf(technology.code.call) }] : [],
  );
  return defineReader({
    id: 'declared-call',
    reads: 'calls declared under technologies of keyturn.yaml, in source code of any language',
    syntax: 'code',
    accepts: ({ content }) => calls.some(({ code }) => content.text.includes(code.call)),
    read({ content }) {
      const readings = calls.map((declared) => readCalls(content, declared));
      return { facts: readings.flatMap(({ facts }) => facts), notes: readings.flatMap(({ notes }) => notes) };
    },
  });
}

/** The call as written, not as the end of a longer name; type arguments may stand before its bracket. */
function patternOf(call: string): RegExp {
  const literal = call.replace(/[^\w]/g, '\\$&');
  return new RegExp(`(?<![\\w$.])${literal}[ \\t]{0,20}(?:<[^<>(){};\\n]{0,200}>)?[ \\t]{0,20}\\(`, 'g');
}

/** Calls in one file: more are no hand-written code. */
const MOST = 2000;

function readCalls({ text, index, language }: SourceText, { technology, code, pattern }: Declared): Reading {
  const facts: ReadFact[] = [];
  const notes: Note[] = [];
  for (const match of [...text.matchAll(pattern)].slice(0, MOST)) {
    const open = match.index + match[0].length;
    if (isComment(text, match.index)) continue;
    const argument = argumentsAt(text, open)[code.argument] ?? '';
    const item = literalOf(argument);
    const at = index.span(match.index, open);
    if (item === null) notes.push({ note: 'unresolved', what: `${code.call}(…): the name is computed`, at });
    else facts.push(readFact(technology, code, item, language, at));
  }
  return { facts, notes };
}

/** The text before it on its line starts, or holds, a comment. */
function isComment(text: string, start: number): boolean {
  const before = text.slice(Math.max(text.lastIndexOf('\n', start - 1) + 1, start - 500), start);
  return /^\s*(?:\/\/|#|\*|\/\*|--)/.test(before) || /(?:^|\s)\/\/(?!.*["'`])/.test(before);
}

/** As code would have it for the stages that show moments; the declared mode decides. */
const MOMENTS: Readonly<Partial<Record<RefreshMode, ReadMoment>>> = {
  poll: 'timer',
  watch: 'watch',
  'per-call': 'per-call',
  startup: 'start-up',
  build: 'build',
};

function readFact(
  { id, at: declaredAt }: TechnologyDeclaration,
  { refresh, interval, call }: Code,
  item: string,
  language: string,
  at: ReadFact['at'],
): ReadFact {
  const observes = refresh === 'poll' || refresh === 'watch' || refresh === 'per-call' ? true : null;
  return {
    fact: 'read',
    source: { kind: 'store', carrier: itemOf(id, item) },
    language,
    moment: MOMENTS[refresh] ?? 'unknown',
    interval,
    stages: { observes, validates: null, swaps: observes, drains: null },
    role: null,
    implicitBy: null,
    optional: false,
    at,
    decidedAt: declaredAt,
    says: `${call} is declared as ${refresh}`,
    declared: { technology: id, mode: refresh },
  };
}

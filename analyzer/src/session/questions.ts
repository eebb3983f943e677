/**
 * What was asked of the files on the way to a result. While every answer stays the same the result holds: that is all the
 * session knows about what depends on what.
 */
import type { ArchivingFiles } from '../rendering/contract.ts';
import type { Question } from '../rendering/units.ts';

export interface Answered {
  readonly question: Question;
  readonly answer: Answer;
}

type Answer = string | null | boolean | readonly string[];

/** What the files say to a question now; an archive answers with a mark of its bytes, which are too many to keep. */
export function answerTo({ asks, path }: Question, files: ArchivingFiles): Answer {
  return asks === 'tar' ? markOf(files.tar?.(path) ?? null) : files[asks](path);
}

/** Tells archives apart (FNV-1a, 32 bits, with the length): it guards against a stale result, not against an attacker. */
function markOf(bytes: Uint8Array | null): string | null {
  if (bytes === null) return null;
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return `${bytes.length}:${(hash >>> 0).toString(16)}`;
}

/** Runs `act` over files that take note of every question; each is kept once, in the order first asked. */
export function recordAnswers<T>(
  files: ArchivingFiles,
  act: (files: ArchivingFiles) => T,
): { readonly value: T; readonly answered: readonly Answered[] } {
  const asked = new Map<string, Answered>();
  function note(asks: Question['asks'], path: string): Answer {
    const question = { asks, path };
    const answer = answerTo(question, files);
    asked.set(`${asks} ${path}`, { question, answer });
    return answer;
  }
  const value = act({
    text: (path) => note('text', path) as string | null,
    has: (path) => note('has', path) as boolean,
    list: (path) => note('list', path) as readonly string[],
    tar(path) {
      note('tar', path);
      return files.tar?.(path) ?? null;
    },
  });
  return { value, answered: [...asked.values()] };
}

/** Whether every question would be answered the same now. */
export function stillHolds(answered: readonly Answered[], files: ArchivingFiles): boolean {
  return answered.every(({ question, answer }) => sameAnswer(answer, answerTo(question, files)));
}

/** Text that tells answers apart, for the key of a cached result. */
export function answersAsText(questions: readonly Question[], files: ArchivingFiles): readonly string[] {
  return questions.flatMap((question) => [question.asks, question.path, asText(answerTo(question, files))]);
}

/** A text stays as it is: it may be long. Nothing else starts with an equals sign. */
function asText(answer: Answer): string {
  return typeof answer === 'string' ? `=${answer}` : JSON.stringify(answer);
}

function sameAnswer(before: Answer, now: Answer): boolean {
  if (!Array.isArray(before) || !Array.isArray(now)) return before === now;
  return before === now || (before.length === now.length && before.every((path, index) => path === now[index]));
}

/**
 * What was asked of the files on the way to a result. While every answer stays the same the result holds: that is all the
 * session knows about what depends on what.
 */
import type { Files } from '../rendering/contract.ts';
import type { Question } from '../rendering/units.ts';

export interface Answered {
  readonly question: Question;
  readonly answer: ReturnType<Files[keyof Files]>;
}

/** Runs `act` over files that take note of every question; each is kept once, in the order first asked. */
export function recordAnswers<T>(
  files: Files,
  act: (files: Files) => T,
): { readonly value: T; readonly answered: readonly Answered[] } {
  const asked = new Map<string, Answered>();
  function answer<K extends keyof Files>(asks: K, path: string): ReturnType<Files[K]> {
    const given = files[asks](path) as ReturnType<Files[K]>;
    asked.set(`${asks} ${path}`, { question: { asks, path }, answer: given });
    return given;
  }
  const value = act({
    text: (path) => answer('text', path),
    has: (path) => answer('has', path),
    list: (path) => answer('list', path),
  });
  return { value, answered: [...asked.values()] };
}

/** Whether every question would be answered the same now. */
export function stillHolds(answered: readonly Answered[], files: Files): boolean {
  return answered.every(({ question, answer }) => sameAnswer(answer, files[question.asks](question.path)));
}

/** Text that tells answers apart, for the key of a cached result. */
export function answersAsText(questions: readonly Question[], files: Files): readonly string[] {
  return questions.flatMap(({ asks, path }) => [asks, path, asText(files[asks](path))]);
}

/** A text stays as it is: it may be long. Nothing else starts with an equals sign. */
function asText(answer: Answered['answer']): string {
  return typeof answer === 'string' ? `=${answer}` : JSON.stringify(answer);
}

function sameAnswer(before: Answered['answer'], now: Answered['answer']): boolean {
  if (!Array.isArray(before) || !Array.isArray(now)) return before === now;
  return before === now || (before.length === now.length && before.every((path, index) => path === now[index]));
}

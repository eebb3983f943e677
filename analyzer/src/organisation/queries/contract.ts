/** What a question to the registry is: data, and one function that answers it. A new question is a new file and a line in `all.ts`. */
import type { Knowledge } from '../../knowledge/tables.ts';
import type { Queries, Row } from '../database.ts';

export interface Column {
  readonly name: string;
  readonly says: string;
}

export interface Asked {
  /** null: the question takes none. */
  readonly argument: string | null;
  readonly branch: string;
  /** Rows at most. */
  readonly limit: number;
  readonly knowledge: Knowledge;
}

export interface Question {
  readonly id: string;
  readonly says: string;
  readonly argument: {
    readonly name: string;
    readonly says: string;
    readonly problem?: (text: string) => string | null;
  } | null;
  readonly columns: readonly Column[];
  /** What an empty table says instead of `nothing found`. */
  readonly nothing?: (argument: string | null) => string;
  answer(queries: Queries, asked: Asked): Promise<readonly Row[]>;
}

/** A question that one statement answers: `$1` branch, `$2` rows at most, `$3` the argument, where it takes one. */
export function askSql(question: Omit<Question, 'answer'>, sql: string): Question {
  return {
    ...question,
    answer: ({ query }, { argument, branch, limit }) =>
      query(sql, question.argument === null ? [branch, limit] : [branch, limit, argument]),
  };
}

/**
 * What a kind of evidence is: one file in `kinds/`, recognised by the shape of its content and never by the name of its file.
 * Must never throw, and never let a value, a query text or a key through: it states observations and nothing else.
 */
import type { Coverage, Observation, Side } from './observation.ts';
import type { Table } from './table.ts';

/** Forms a text can be read in. */
export interface Forms {
  /** A JSON document, whole. */
  readonly json: unknown;
  /** CSV with a header, or a JSON list of flat objects. */
  readonly table: Table;
  /** CSV without a header. */
  readonly records: ReadonlyArray<readonly string[]>;
  /** Lines of a log. */
  readonly lines: readonly string[];
}
export type Form = keyof Forms;

export interface Reading {
  readonly observations: readonly Observation[];
  readonly covers: readonly Coverage[];
  /** What makes this evidence worth less than it looks, one sentence each: no name from the file, no value. */
  readonly problems: readonly string[];
  /** Why nothing of it may be used: a page of a longer answer, a failed query. */
  readonly unusable?: string;
}

/** Told whether an identity (a user name, a key id, a version) is the old one, without anybody keeping it. */
export type Sort = (identity: string) => Side;

export interface Kind<F extends Form = Form> {
  readonly id: string;
  /** What it is, for people: the export and what it shows. */
  readonly shows: string;
  /** A command that makes it. */
  readonly export: string;
  readonly form: F;
  accepts(input: Forms[F]): boolean;
  read(input: Forms[F], sort: Sort): Reading;
}

/** A kind whose form is bound, for the registry. */
export interface Evidence {
  readonly id: string;
  readonly form: Form;
  readonly shows: string;
  readonly export: string;
  /** null: another kind of file. */
  tryRead(forms: Partial<Forms>, sort: Sort): Reading | null;
}

/** Declares a kind of evidence; the registry finds it by this call. */
export function defineEvidence<const F extends Form>({ form, accepts, read, ...said }: Kind<F>): Evidence {
  return {
    ...said,
    form,
    tryRead(forms, sort) {
      const input: Partial<Forms>[F] = forms[form];
      return input !== undefined && accepts(input) ? read(input, sort) : null;
    },
  };
}

/** A file that is of this kind and says nothing that counts. */
export function unusable(why: string): Reading {
  return { observations: [], covers: [], problems: [], unusable: why };
}

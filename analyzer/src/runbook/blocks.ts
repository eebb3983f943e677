/** What a document is made of, apart from any format: Markdown and HTML draw the same blocks. */
import type { Bar } from './plan.ts';

export interface Task {
  readonly title: string;
  readonly says: string;
  readonly command: string | null;
  readonly remarks: readonly string[];
}

export type Block =
  | { readonly is: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly is: 'paragraph'; readonly text: string }
  | { readonly is: 'list'; readonly items: readonly string[] }
  | { readonly is: 'tasks'; readonly tasks: readonly Task[] }
  | { readonly is: 'table'; readonly header: readonly string[]; readonly rows: ReadonlyArray<readonly string[]> }
  | { readonly is: 'code'; readonly text: string }
  | { readonly is: 'timeline'; readonly bars: readonly Bar[]; readonly start: string | null };

export const heading = (level: 1 | 2 | 3, text: string): Block => ({ is: 'heading', level, text });

export const paragraph = (text: string): Block => ({ is: 'paragraph', text });

export const list = (items: readonly string[]): readonly Block[] => (items.length > 0 ? [{ is: 'list', items }] : []);

export const table = (header: readonly string[], rows: ReadonlyArray<readonly string[]>): readonly Block[] =>
  rows.length > 0 ? [{ is: 'table', header, rows }] : [];

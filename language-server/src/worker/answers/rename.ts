/** The edits of a rename, or why there are none. */
import { type Mark, renameAt } from '../../../../analyzer/src/index.ts';
import type { Told } from '../asked.ts';

interface Wanted {
  readonly marks: readonly Mark[];
  readonly name: string;
  readonly next: string;
}

export function rename({ live, inventory, params }: Told): object {
  const { marks, name, next } = params as Wanted;
  return renameAt({ inventory, marks, name, next, text: live.text });
}

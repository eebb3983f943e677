/** An option that says how many: a whole number from 1 on. */
import { UsageError } from './exit.ts';

/** The number typed; `usual` where none was. Fails with a `UsageError` that shows what was typed. */
export function readCount(option: string, typed: string | null, usual: number): number {
  if (typed === null) return usual;
  if (!/^[1-9]\d{0,6}$/.test(typed)) throw new UsageError(`--${option} is a number such as 10, not ${typed}`);
  return Number(typed);
}

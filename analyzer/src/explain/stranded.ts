/** How surely a window cuts off one consumer, as the end of a sentence: the same in simulation and runbook. */
import { type Seconds, sayDuration } from '../model/duration.ts';
import { sayReason } from './reasons.ts';
import { sayShare } from './share.ts';

/** Shares and chances from 0 to 1; null: not known. `reasons`: codes why there is no bound. */
export interface Cut {
  readonly bound: Seconds | null;
  readonly chance: number | null;
  readonly share: number | null;
  readonly reasons: readonly string[];
}

/** `settles within 51 min; 99.1 % that any of it is stranded, 73.3 % of its connections or runs`. */
export function sayStranded({ bound, chance, share, reasons }: Cut): string {
  if (bound === null) return `${chance === null ? 'cannot be judged' : 'surely'}, ${reasons.map(sayReason).join('; ')}`;
  if (chance !== null && chance <= 0) return `settles within ${sayDuration(bound)}, surely only as the window ends`;
  const any = chance === null || chance >= 1 ? 'surely some of it' : `${sayShare(chance)} that any of it`;
  const each = share === null || share === chance ? '' : `, ${sayShare(share)} of its connections or runs`;
  return `settles within ${sayDuration(bound)}; ${any} is stranded${each}`;
}

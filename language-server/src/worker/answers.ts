/**
 * Questions that need texts, or take longer than an editor may wait for a hover: each is answered from the last snapshot, on this
 * thread, and says itself when it cannot be. Places go out as spans; the other side knows how the editor counts.
 */

import { explain } from './answers/explain.ts';
import { fixes } from './answers/fixes.ts';
import { registryExport } from './answers/registry-export.ts';
import { rename } from './answers/rename.ts';
import { review } from './answers/review.ts';
import { runbook } from './answers/runbook.ts';
import { timeline } from './answers/timeline.ts';
import { breaking } from './answers/who-breaks.ts';
import { type Asked, aboutCredential, type Told, unanswered } from './asked.ts';

type Answer = (told: Told) => object | Promise<object>;

const ofCredential = (give: (asked: Asked) => object): Answer => aboutCredential(give);

const ANSWERS: ReadonlyMap<string, Answer> = new Map([
  ['timeline', ofCredential(timeline)],
  ['whoBreaks', ofCredential(breaking)],
  ['runbook', ofCredential(runbook)],
  ['explain', ofCredential(explain)],
  ['fixes', fixes],
  ['rename', rename],
  ['review', review],
  ['registryExport', registryExport],
]);

export async function answer(what: string, told: Told): Promise<object> {
  const give = ANSWERS.get(what);
  return give ? give(told) : unanswered('not-possible', 'no such question');
}

/**
 * The phases in their order: what must never come before what. Compromise turns the order round and says so; a drill adds
 * what goes wrong on purpose.
 */

import type { DraftPhase } from '../steps.ts';
import type { Subject } from '../subject.ts';
import { adopt, type NextRuns } from './adopt.ts';
import { monitor, revoke } from './close.ts';
import { compromised } from './compromise.ts';
import { drillPhase } from './drill.ts';
import { prepare } from './prepare.ts';
import { publish } from './publish.ts';

/** All phases of the mode asked for. */
export function phasesOf(subject: Subject, runs: NextRuns): readonly DraftPhase[] {
  const phases = subject.options.mode === 'compromise' ? compromised(subject, runs) : routine(subject, runs);
  return subject.options.drill ? [...phases, drillPhase(subject)] : phases;
}

function routine(subject: Subject, runs: NextRuns): readonly DraftPhase[] {
  return [prepare(subject), publish(subject), adopt(subject, runs), monitor(subject), revoke(subject)];
}

/** Phase 3: everybody takes the new value: alone, in rings, outside, seldom. Must name every consumer that presents it. */
import { actingOn, actionStep, automaticSteps, outsideSteps, rareSteps } from '../adoption.ts';
import { rings } from '../rings.ts';
import { type DraftPhase, ungrouped, way } from '../steps.ts';
import { namesOf, type Subject } from '../subject.ts';
import { isSimple } from '../summary.ts';
import { CONSUMER_STATE } from './consumer-state.ts';

/** Runs that are sure to read the new value, by consumer id; ISO moments. */
export type NextRuns = ReadonlyMap<string, readonly string[]>;

/** Phase 3 of the routine. */
export function adopt(subject: Subject, runs: NextRuns): DraftPhase {
  const { pattern } = subject;
  const simple = isSimple(subject);
  const acting = actingOn(subject);
  const staged = simple ? [ungrouped(acting.map((user) => actionStep(subject, user)))] : rings(subject);
  return {
    title:
      simple && acting.length > 0
        ? 'Phase 3: coordinated restart'
        : simple
          ? 'Phase 3: adoption'
          : 'Phase 3: staged adoption',
    notes: simple
      ? [
          acting.length > 0
            ? 'Low risk: restart these together and look; rings and regions would be overkill.'
            : 'Low risk: nobody has to be restarted; look, and more would be overkill.',
        ]
      : [
          'Stop at the first ring that does not do real work with the new value. Both values stay valid meanwhile, so a stop costs nothing.',
        ].filter(() => subject.pattern.coexist),
    groups: [
      { title: 'By themselves', notes: [], steps: automaticSteps(subject) },
      ...staged,
      { title: 'Outside: those nobody here controls', notes: [], steps: outsideSteps(subject) },
      { title: 'Low-frequency and dormant', notes: [], steps: rareSteps(subject, runs) },
    ],
    rollback: pattern.coexist
      ? [
          way('Stop where you are. Write the old version at the origin again and carry it on as in phase 2.'),
          ...(acting.length > 0
            ? [way(`Restart those who had moved and must go back: ${namesOf(subject, acting).join(', ')}.`)]
            : []),
          CONSUMER_STATE,
        ]
      : [
          way('A second outage: set the old value at what accepts it, publish it and restart everybody again.'),
          CONSUMER_STATE,
        ],
  };
}

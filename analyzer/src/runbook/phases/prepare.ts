/** Phase 1: everything that must hold before a value is published. Acceptors and those outside come before anybody who presents. */
import { acceptorStep, acceptorsOf, contactSteps } from '../adoption.ts';
import { type Draft, type DraftGroup, type DraftPhase, kindSteps, step, way } from '../steps.ts';
import { namesOf, type Subject } from '../subject.ts';

/** Phase 1 of the routine. */
export function prepare(subject: Subject): DraftPhase {
  const { pattern } = subject;
  return {
    title: 'Phase 1: prepare compatibility',
    notes: [acceptorsNote(subject)],
    groups: [
      { title: 'Contact first', notes: [], steps: contactSteps(subject) },
      {
        title: `What accepts it: ${subject.accepts}`,
        notes: [],
        steps: groundwork(subject),
      },
      ...(pattern.coexist ? [acceptorsGroup(subject)] : []),
      {
        title: 'Prove it before it is published',
        notes: [],
        steps: pattern.coexist ? kindSteps(subject, 'verify') : [],
      },
    ],
    rollback: [
      way(
        pattern.coexist
          ? `Take the new value away from ${subject.accepts}: nobody uses it yet.`
          : 'Nothing has changed yet: call it off.',
      ),
    ],
  };
}

/** With one valid value the outage is agreed on and quiesced for; a compromise waits for nobody. */
function groundwork(subject: Subject): readonly Draft[] {
  const { pattern, fits, options } = subject;
  const own = kindSteps(subject, 'prepare');
  if (pattern.coexist) return own;
  if (options.mode === 'compromise') return fits ? own : [];
  return fits ? [...pattern.steps.prepare.map((text) => step(text)), ...own] : own;
}

function acceptorsNote(subject: Subject): string {
  const names = namesOf(subject, acceptorsOf(subject)).join(', ');
  if (names !== '')
    return subject.pattern.coexist
      ? `Acceptors first: ${names} must take the new value before the first presenter uses it.`
      : `Acceptors: ${names}. Giving them the new value is the change, so they wait for phase 2.`;
  return subject.kind?.sided === 'two'
    ? `Whoever verifies it holds it too, and no acceptor was found among the consumers: find them all before phase 2.`
    : `No acceptor is among the consumers: ${subject.accepts} is the only one that must take the new value.`;
}

/** Those who verify; where none was found although the kind has them, finding them is a step. */
export function acceptorsGroup(subject: Subject): DraftGroup {
  const acceptors = acceptorsOf(subject);
  const lost = acceptors.length === 0 && subject.kind?.sided === 'two';
  const notes = [
    'Publish the new value to them as the next one first. Where an acceptor reads the same key as the presenters, publishing over it reaches both at once: it needs a key of its own for the next value.',
  ].filter(() => acceptors.length > 0 && subject.pattern.coexist);
  return {
    title: 'Acceptors among the consumers',
    notes,
    steps: lost
      ? [
          step('Give the new value to everybody who verifies it', {
            missing: 'who verifies it: nothing that was read does',
          }),
        ]
      : acceptors.map((user) => acceptorStep(subject, user)),
  };
}

/** One credential → one plan, part by part. Pure: the start is an argument, the kinds table is given. */
import { sayLowRisk } from '../explain/pattern.ts';
import { sayInstances, sayTimes } from '../explain/words.ts';
import type { KindRow } from '../knowledge/tables.ts';
import { compareText } from '../model/place.ts';
import type { WireCredential, WireInventory } from '../wire/types.ts';
import { TOOL } from '../wire/version.ts';
import { sayTaking } from './adoption.ts';
import { expectedOf } from './expected.ts';
import { failureModesOf } from './failure-modes.ts';
import { gatesOf } from './gates.ts';
import { incidentOf } from './incident.ts';
import { madeFrom } from './made-from.ts';
import { nextRuns } from './next-runs.ts';
import { observabilityOf } from './observability.ts';
import { phasesOf } from './phases/phases.ts';
import { placeholdersOf } from './placeholders.ts';
import type { Plan, PlannedConsumer, RareConsumer, SignOff } from './plan.ts';
import { queriesOf } from './queries.ts';
import { questionsOf } from './questions.ts';
import { PATTERNS } from './registry.generated.ts';
import { signalsOf } from './signals.ts';
import { silenceOf } from './silence.ts';
import { numbered } from './steps.ts';
import { arrivalOf, isRare, nameOf, type Options, ownerOf, type Subject, subjectOf, type User } from './subject.ts';
import { figuresOf, isSimple, propertiesOf, toilOf, verdictOf } from './summary.ts';
import { timelineOf } from './timeline.ts';
import { windowOf } from './window.ts';

/** The plan; null where no consumer of the credential is known: without them it would revoke blindly. */
export function makePlan(
  inventory: WireInventory,
  credential: WireCredential,
  kind: KindRow | null,
  options: Options,
): Plan | null {
  const subject = subjectOf(inventory, credential, kind, PATTERNS, options);
  return subject === null ? null : planOf(subject);
}

function planOf(subject: Subject): Plan {
  const { credential, options } = subject;
  const runs = new Map(
    subject.users.map((user) => [user.consumer.id, nextRuns(user.consumer, options.start, arrivalOf(user))]),
  );
  const phases = numbered(phasesOf(subject, runs));
  const silence = silenceOf(subject);
  const gates = gatesOf(subject, silence);
  const queries = queriesOf(subject);
  const signals = signalsOf(subject, silence);
  const texts = [
    ...queries.map(({ text }) => text),
    ...gates.map(({ evidence }) => evidence),
    ...signals.flatMap(({ query, snippet }) => [query, snippet]),
  ];
  return {
    runbookVersion: 1,
    tool: TOOL,
    credential: {
      id: credential.id,
      name: credential.name,
      kind: subject.kind?.name ?? credential.kind,
      accepts: subject.accepts,
      sessions: subject.dependency?.sessionClass ?? null,
    },
    mode: options.mode,
    drill: options.drill,
    start: options.start,
    verdict: verdictOf(subject),
    simple: isSimple(subject),
    window: windowOf(subject),
    properties: propertiesOf(subject),
    figures: figuresOf(subject),
    toil: toilOf(phases, gates.length),
    consumers: subject.users.map((user) => consumerRow(subject, user)),
    pattern: patternOf(subject),
    placeholders: placeholdersOf(subject, silence, phases, texts),
    phases,
    signals,
    queries,
    silence,
    gates,
    rare: subject.users.filter(isRare).map((user) => rareRow(subject, user, runs.get(user.consumer.id) ?? [])),
    failureModes: failureModesOf(subject),
    questions: questionsOf(subject, silence),
    incident: incidentOf(subject, silence),
    signOffs: signOffsOf(subject),
    timeline: timelineOf(subject, silence),
    madeFrom: madeFrom(subject),
  };
}

function consumerRow(subject: Subject, user: User): PlannedConsumer {
  const { consumer, deciding, timing } = user;
  const { refresh } = deciding;
  const seen = refresh.because.find(({ file, line }) => file !== null && line !== null);
  const roles = new Set(user.paths.map(({ role }) => role));
  return {
    id: consumer.id,
    name: nameOf(subject, user),
    kind: consumer.kind,
    mode: refresh.mode,
    confidence: refresh.confidence,
    role: roles.size > 1 || roles.has('both') ? 'both' : deciding.role,
    owner: consumer.owner,
    instances: sayInstances(consumer.instances),
    place: seen === undefined ? null : `${seen.file}:${seen.line}`,
    rows: [
      ...new Set(
        refresh.because.flatMap(({ row, unverified }) =>
          row === null ? [] : [unverified ? `${row} (unverified)` : row],
        ),
      ),
    ].sort(compareText),
    adopted: sayTimes(timing.automatic.adopted),
    settled: sayTimes(timing.withActions.settled),
    needsAction: user.needsAction,
    ...observabilityOf(subject, user),
    expected: expectedOf(subject, user),
  };
}

function patternOf(subject: Subject): Plan['pattern'] {
  const { id, coexist, does, buys, hides, failsFirst, wrongWhen } = subject.pattern;
  const why = subject.assumed
    ? ['What accepts it is not known: the worst case is planned. Declare dependency.acceptance in keyturn.yaml.']
    : subject.credential.pattern.why;
  const other =
    subject.kind !== null && !subject.fits && !subject.assumed
      ? [
          `The fact tables recommend ${subject.kind.recommendedPattern} for ${subject.kind.name}; what was declared or found here is ${id}, so the commands of that row do not fit.`,
        ]
      : [];
  const simple = isSimple(subject) ? [sayLowRisk(subject.credential, subject.users.length)] : [];
  return { id, coexist, does, why: [...why, ...other, ...simple], buys, hides, failsFirst, wrongWhen };
}

function rareRow(subject: Subject, user: User, runs: readonly string[]): RareConsumer {
  const { consumer, timing } = user;
  return {
    id: consumer.id,
    name: nameOf(subject, user),
    why: consumer.dormant ? `dormant: ${consumer.dormantReason ?? 'not running now'}` : sayTaking(user),
    longestWait: sayTimes(timing.automatic.adopted),
    nextRuns: runs,
    owner: consumer.owner,
  };
}

/** One line per owner; each unowned consumer is a line of its own, so that none hides among others. */
function signOffsOf(subject: Subject): readonly SignOff[] {
  const owned = new Map<string, string[]>();
  for (const user of subject.users) {
    const owner = user.consumer.owner === null ? `nobody named (${nameOf(subject, user)})` : ownerOf(user);
    owned.set(owner, [...(owned.get(owner) ?? []), nameOf(subject, user)]);
  }
  const lines = [...owned].map(([owner, signsFor]) => ({ owner, signsFor: signsFor.toSorted(compareText) }));
  const accepts = { owner: `whoever runs ${subject.accepts}`, signsFor: [signsForAcceptance(subject)] };
  return [...lines.toSorted((a, b) => compareText(a.owner, b.owner)), accepts];
}

/** With one valid value the change is the revocation; a leaked value is not accepted beside the new one. */
function signsForAcceptance({ pattern, options }: Subject): string {
  if (!pattern.coexist) return 'the change, which is the revocation';
  return options.mode === 'compromise'
    ? 'acceptance of the new value, revocation'
    : 'acceptance of both values, revocation';
}

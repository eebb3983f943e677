/** Version 1 as shapes: the one place from which the JSON Schema and the check of `--from` files are made. */
import {
  count,
  duration,
  either,
  listOf,
  named,
  nullable,
  number,
  objectOf,
  oneOf,
  optional,
  type Shape,
  text,
  truth,
} from './shape.ts';
import type {
  WireAcceptance,
  WireAction,
  WireCarrier,
  WireConfidence,
  WireConsumer,
  WireConsumerCredential,
  WireCoverage,
  WireCredential,
  WireDelay,
  WireDependency,
  WireDerivation,
  WireEvidence,
  WireFactor,
  WireFigures,
  WireFinding,
  WireGap,
  WireImprovement,
  WireInventory,
  WireMilestones,
  WirePath,
  WireRadius,
  WireRevocation,
  WireSchedule,
  WireSplit,
  WireTimes,
  WireUpkeep,
} from './types.ts';
import {
  ACCEPTANCES,
  BANDS,
  CONFIDENCES,
  CONSUMER_KINDS,
  DELAY_KINDS,
  DELIVERY_FORMS,
  DIFFICULTIES,
  DRAWN_PER,
  EVIDENCE_SOURCES,
  HOPS,
  IMPROVEMENT_COSTS,
  OBSERVABILITIES,
  REFRESH_MODES,
  ROLES,
  SESSION_CLASSES,
  SEVERITIES,
  TRIGGERS,
  VERDICTS,
} from './words.ts';

const name = nullable(text);
const confidence: Shape<WireConfidence> = oneOf(...CONFIDENCES);
const acceptance: Shape<WireAcceptance> = oneOf(...ACCEPTANCES);

const evidence = named(
  'evidence',
  'One reason, with its place; lines and columns from 1, the end exclusive. A default names a row of the fact tables instead.',
  objectOf<WireEvidence>({
    from: oneOf(...EVIDENCE_SOURCES),
    file: name,
    line: nullable(count),
    column: nullable(count),
    endLine: nullable(count),
    endColumn: nullable(count),
    says: text,
    confidence,
    row: name,
    unverified: optional(truth),
  }),
);
const because = listOf(evidence);

const times = named(
  'times',
  'One milestone, counted from publication; bound null: no bound can be stated, reason says why.',
  objectOf<WireTimes>({
    bound: nullable(duration),
    p50: nullable(duration),
    p99: nullable(duration),
    reason: name,
    conditionalBound: nullable(duration),
  }),
);
const milestones = named(
  'milestones',
  'adopted: new handshakes use the new value; settled: nothing made with the old one remains; confirmed: work succeeded with it.',
  objectOf<WireMilestones>({ adopted: times, settled: times, confirmed: times }),
);

const radius = named(
  'radius',
  '0 to 100: the sum of the points of its factors.',
  objectOf<WireRadius>({
    score: number,
    band: oneOf(...BANDS),
    factors: listOf(
      objectOf<WireFactor>({ name: text, value: either(number, text), points: number, max: number, because }),
    ),
  }),
);

const action = objectOf<WireAction>({
  consumer: text,
  does: text,
  takes: nullable(duration),
  parallel: either(oneOf('all'), number),
  because,
  contact: optional(name),
});

const revocation = objectOf<WireRevocation>({
  availability: nullable(duration),
  exposureEnds: nullable(duration),
  outages: listOf(objectOf({ consumer: text, from: duration, to: nullable(duration) })),
  verdict: nullable(oneOf(...VERDICTS)),
  missing: listOf(text),
});

const split = objectOf<WireSplit>({
  axis: text,
  parts: count,
  worst: objectOf({ scope: number, rollout: number }),
  partition: optional(listOf(objectOf({ name: text, consumers: listOf(text), scope: number, rollout: number }))),
});

const figures = objectOf<WireFigures>({
  stuck: count,
  unknown: count,
  settled: duration,
  scope: number,
  rollout: number,
});
const improvement = named(
  'improvement',
  'A change that would shorten a rotation or shrink a radius, with the figures before and after it.',
  objectOf<WireImprovement>({
    does: text,
    costs: oneOf(...IMPROVEMENT_COSTS),
    consumers: listOf(text),
    before: figures,
    after: figures,
  }),
);

const upkeep = named(
  'upkeep',
  'How often a credential should be rotated, and what that costs people.',
  objectOf<WireUpkeep>({
    minutes: number,
    assumed: number,
    recommended: nullable(duration),
    due: name,
    costs: listOf(objectOf({ cadence: duration, minutesAYear: number })),
  }),
);

const credential = named(
  'credential',
  'What is rotated as one thing.',
  objectOf<WireCredential>({
    id: text,
    name: text,
    kind: name,
    dependency: name,
    carriers: listOf(text),
    owners: listOf(text),
    environments: listOf(text),
    slots: nullable(count),
    scopeRadius: radius,
    rolloutRadius: radius,
    convergence: objectOf<WireCredential['convergence']>({
      automatic: milestones,
      withActions: milestones,
      slowest: name,
      neverWithoutAction: listOf(text),
      numericError: optional(number),
    }),
    actions: listOf(action),
    revocation,
    mayFetch: listOf(objectOf({ who: text, because })),
    overlapWindow: objectOf({ minimum: nullable(duration), declared: nullable(duration) }),
    pattern: objectOf<WireCredential['pattern']>({
      recommended: nullable(acceptance),
      why: listOf(text),
      alternatives: optional(listOf(acceptance)),
      lowRisk: optional(truth),
    }),
    split: nullable(split),
    improvements: optional(listOf(improvement)),
    difficulty: oneOf(...DIFFICULTIES),
    because: optional(because),
    lastRotated: optional(text),
    upkeep: optional(upkeep),
    cadence: optional(duration),
  }),
);

const dependency = named(
  'dependency',
  'What accepts a credential.',
  objectOf<WireDependency>({
    id: text,
    name: text,
    kind: name,
    acceptance: nullable(acceptance),
    slots: nullable(count),
    sessionClass: nullable(oneOf(...SESSION_CLASSES)),
    acceptsNewFrom: nullable(duration),
    acceptsOldUntil: nullable(duration),
    behind: name,
    because: optional(because),
    sided: optional(oneOf('one', 'two')),
    connectionLimit: optional(nullable(count)),
  }),
);

const carrier = named(
  'carrier',
  'A place that holds or can serve the value; never the value.',
  objectOf<WireCarrier>({
    id: text,
    type: text,
    name: text,
    cluster: name,
    namespace: name,
    key: name,
    environment: name,
    because,
    declared: optional(truth),
    frozen: optional(name),
  }),
);

const derivation = named(
  'derivation',
  'One carrier is filled from another.',
  objectOf<WireDerivation>({
    from: text,
    to: text,
    by: text,
    delay: nullable(duration),
    because,
    row: optional(name),
    frozen: optional(name),
  }),
);

const consumer = named(
  'consumer',
  'Whatever holds or presents a credential.',
  objectOf<WireConsumer>({
    id: text,
    name: text,
    kind: oneOf(...CONSUMER_KINDS),
    application: name,
    cluster: name,
    namespace: name,
    environment: name,
    owner: name,
    instances: objectOf({ min: count, max: nullable(count), declared: truth }),
    connections: nullable(count),
    convergence: objectOf<WireConsumer['convergence']>({
      automatic: milestones,
      withActions: milestones,
      credentials: optional(
        listOf(
          objectOf<WireConsumerCredential>({
            credential: text,
            automatic: milestones,
            withActions: milestones,
            neverWithoutAction: truth,
          }),
        ),
      ),
    }),
    schedule: name,
    dormant: truth,
    observability: oneOf(...OBSERVABILITIES),
    because,
    objectKind: optional(text),
    schedules: optional(
      listOf(
        objectOf<WireSchedule>({
          cron: text,
          timeZone: name,
          concurrency: optional(oneOf('Allow', 'Forbid', 'Replace')),
          row: optional(text),
        }),
      ),
    ),
    dormantReason: optional(name),
    run: optional(nullable(duration)),
    freshProcess: optional(truth),
    observabilityBecause: optional(because),
    signals: optional(listOf(objectOf({ name: text, because }))),
  }),
);

const delay = named(
  'delay',
  'One hop of a path: how long a new value takes over it, or an old connection lives after it.',
  objectOf<WireDelay>({
    hop: oneOf(...HOPS),
    kind: oneOf(...DELAY_KINDS),
    min: nullable(duration),
    max: nullable(duration),
    per: oneOf(...DRAWN_PER),
    trigger: oneOf(...TRIGGERS),
    because,
    reason: optional(name),
    draw: optional(text),
    gaps: optional(listOf(objectOf<WireGap>({ lasts: duration, times: count }))),
    waves: optional(count),
  }),
);

const path = named(
  'path',
  'The chain origin carrier → … → carrier → consumer: the subject of every verdict. Its times are those of one typical instance.',
  objectOf<WirePath>({
    id: text,
    credential: text,
    carriers: listOf(text),
    consumer: text,
    container: name,
    role: oneOf(...ROLES),
    dependency: name,
    delivery: objectOf<WirePath['delivery']>({
      form: oneOf(...DELIVERY_FORMS),
      variable: name,
      path: name,
    }),
    refresh: objectOf<WirePath['refresh']>({
      mode: oneOf(...REFRESH_MODES),
      confidence,
      because,
      mechanism: optional(text),
      intent: optional(truth),
    }),
    adopted: times,
    settled: times,
    confirmed: times,
    delays: listOf(delay),
    confidence,
    because,
    connection: optional(delay),
  }),
);

const finding = named(
  'finding',
  'A claim with its primary place; severity says how bad, confidence how sure.',
  objectOf<WireFinding>({
    rule: text,
    severity: oneOf(...SEVERITIES),
    confidence,
    message: text,
    place: evidence,
    related: because,
    credential: name,
    consumer: name,
  }),
);

const coverage = named(
  'coverage',
  'What was read, what was not and why.',
  objectOf<WireCoverage>({
    filesRead: count,
    filesSkipped: listOf(objectOf({ file: text, reason: text })),
    unresolved: listOf(objectOf({ what: text, place: evidence })),
  }),
);

/** The whole inventory. */
export const inventoryShape: Shape<WireInventory> = objectOf<WireInventory>({
  schemaVersion: oneOf(1),
  tool: objectOf({ name: text, version: text }),
  source: objectOf({ root: text, commit: name }),
  credentials: listOf(credential),
  dependencies: listOf(dependency),
  carriers: listOf(carrier),
  derivations: listOf(derivation),
  consumers: listOf(consumer),
  paths: listOf(path),
  findings: listOf(finding),
  coverage,
});

import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);
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
  OBSERVABILITIES,
  REFRESH_MODES,
  ROLES,
  SESSION_CLASSES,
  SEVERITIES,
  TRIGGERS,
  VERDICTS
} from "./chunk-BMSEWFWO.mjs";
import "./chunk-5AEBWAPJ.mjs";

// analyzer/src/wire/shape.ts
var NONE = /* @__PURE__ */ new Map();
function plain(schema, expected, holds) {
  return { schema, named: NONE, problem: (value, at) => holds(value) ? null : `${at}: expected ${expected}` };
}
var text = plain({ type: "string" }, "text", (value) => typeof value === "string");
var truth = plain({ type: "boolean" }, "true or false", (value) => typeof value === "boolean");
var number = plain({ type: "number" }, "a number", Number.isFinite);
var count = plain(
  { type: "integer", minimum: 0 },
  "a whole number from 0",
  (value) => Number.isSafeInteger(value) && Number(value) >= 0
);
var DURATION = "^P(?:\\d+D)?(?:T(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?$";
var duration = plain(
  { type: "string", pattern: DURATION, minLength: 3, description: "ISO 8601 duration, canonical: PT37M" },
  "a duration such as PT37M",
  (value) => typeof value === "string" && value.length > 2 && value.length < 40 && new RegExp(DURATION).test(value)
);
function oneOf(...words) {
  return plain({ enum: words }, words.join(" | "), (value) => words.some((word) => word === value));
}
function nullable(shape) {
  return {
    schema: { anyOf: [shape.schema, { type: "null" }] },
    named: shape.named,
    problem: (value, at) => value === null ? null : shape.problem(value, at)
  };
}
function either(first, second) {
  return {
    schema: { anyOf: [first.schema, second.schema] },
    named: new Map([...first.named, ...second.named]),
    problem: (value, at) => first.problem(value, at) === null ? null : second.problem(value, at)
  };
}
function listOf(shape) {
  return {
    schema: { type: "array", items: shape.schema },
    named: shape.named,
    problem(value, at) {
      if (!Array.isArray(value)) return `${at}: expected a list`;
      for (const [index, item] of value.entries()) {
        const problem = shape.problem(item, `${at}[${index}]`);
        if (problem !== null) return problem;
      }
      return null;
    }
  };
}
function optional(shape) {
  return { optional: shape };
}
function objectOf(fields) {
  const all = Object.entries(fields);
  const entries = all.map(
    ([name2, field]) => "optional" in field ? { name: name2, shape: field.optional, needed: false } : { name: name2, shape: field, needed: true }
  );
  return {
    schema: {
      type: "object",
      properties: Object.fromEntries(entries.map(({ name: name2, shape }) => [name2, shape.schema])),
      required: entries.filter(({ needed }) => needed).map(({ name: name2 }) => name2)
    },
    named: new Map(entries.flatMap(({ shape }) => [...shape.named])),
    problem(value, at) {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return `${at}: expected an object`;
      const own = new Map(Object.entries(value));
      for (const { name: name2, shape, needed } of entries) {
        if (!own.has(name2) && !needed) continue;
        const problem = own.has(name2) ? shape.problem(own.get(name2), `${at}.${name2}`) : `${at}: ${name2} is missing`;
        if (problem !== null) return problem;
      }
      return null;
    }
  };
}
function named(name2, description, shape) {
  return {
    schema: { $ref: `#/$defs/${name2}` },
    named: new Map([...shape.named, [name2, { description, ...shape.schema }]]),
    problem: shape.problem
  };
}

// analyzer/src/wire/shapes.ts
var name = nullable(text);
var confidence = oneOf(...CONFIDENCES);
var acceptance = oneOf(...ACCEPTANCES);
var evidence = named(
  "evidence",
  "One reason, with its place; lines and columns from 1, the end exclusive. A default names a row of the fact tables instead.",
  objectOf({
    from: oneOf(...EVIDENCE_SOURCES),
    file: name,
    line: nullable(count),
    column: nullable(count),
    endLine: nullable(count),
    endColumn: nullable(count),
    says: text,
    confidence,
    row: name,
    unverified: optional(truth)
  })
);
var because = listOf(evidence);
var times = named(
  "times",
  "One milestone, counted from publication; bound null: no bound can be stated, reason says why.",
  objectOf({
    bound: nullable(duration),
    p50: nullable(duration),
    p99: nullable(duration),
    reason: name,
    conditionalBound: nullable(duration)
  })
);
var milestones = named(
  "milestones",
  "adopted: new handshakes use the new value; settled: nothing made with the old one remains; confirmed: work succeeded with it.",
  objectOf({ adopted: times, settled: times, confirmed: times })
);
var radius = named(
  "radius",
  "0 to 100: the sum of the points of its factors.",
  objectOf({
    score: number,
    band: oneOf(...BANDS),
    factors: listOf(
      objectOf({ name: text, value: either(number, text), points: number, max: number, because })
    )
  })
);
var action = objectOf({
  consumer: text,
  does: text,
  takes: nullable(duration),
  parallel: either(oneOf("all"), number),
  because,
  contact: optional(name)
});
var revocation = objectOf({
  availability: nullable(duration),
  exposureEnds: nullable(duration),
  outages: listOf(objectOf({ consumer: text, from: duration, to: nullable(duration) })),
  verdict: nullable(oneOf(...VERDICTS)),
  missing: listOf(text)
});
var credential = named(
  "credential",
  "What is rotated as one thing.",
  objectOf({
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
    convergence: objectOf({
      automatic: milestones,
      withActions: milestones,
      slowest: name,
      neverWithoutAction: listOf(text),
      numericError: optional(number)
    }),
    actions: listOf(action),
    revocation,
    mayFetch: listOf(objectOf({ who: text, because })),
    overlapWindow: objectOf({ minimum: nullable(duration), declared: nullable(duration) }),
    pattern: objectOf({ recommended: nullable(acceptance), why: listOf(text) }),
    split: nullable(objectOf({ axis: text, parts: count, worst: objectOf({ scope: number, rollout: number }) })),
    difficulty: oneOf(...DIFFICULTIES),
    because: optional(because)
  })
);
var dependency = named(
  "dependency",
  "What accepts a credential.",
  objectOf({
    id: text,
    name: text,
    kind: name,
    acceptance: nullable(acceptance),
    slots: nullable(count),
    sessionClass: nullable(oneOf(...SESSION_CLASSES)),
    acceptsNewFrom: nullable(duration),
    acceptsOldUntil: nullable(duration),
    behind: name,
    because: optional(because)
  })
);
var carrier = named(
  "carrier",
  "A place that holds or can serve the value; never the value.",
  objectOf({
    id: text,
    type: text,
    name: text,
    cluster: name,
    namespace: name,
    key: name,
    environment: name,
    because,
    declared: optional(truth),
    frozen: optional(name)
  })
);
var derivation = named(
  "derivation",
  "One carrier is filled from another.",
  objectOf({
    from: text,
    to: text,
    by: text,
    delay: nullable(duration),
    because,
    row: optional(name),
    frozen: optional(name)
  })
);
var consumer = named(
  "consumer",
  "Whatever holds or presents a credential.",
  objectOf({
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
    convergence: objectOf({
      automatic: milestones,
      withActions: milestones,
      credentials: optional(
        listOf(
          objectOf({
            credential: text,
            automatic: milestones,
            withActions: milestones,
            neverWithoutAction: truth
          })
        )
      )
    }),
    schedule: name,
    dormant: truth,
    observability: oneOf(...OBSERVABILITIES),
    because,
    objectKind: optional(text),
    schedules: optional(listOf(objectOf({ cron: text, timeZone: name }))),
    dormantReason: optional(name)
  })
);
var delay = objectOf({
  hop: oneOf(...HOPS),
  kind: oneOf(...DELAY_KINDS),
  min: nullable(duration),
  max: nullable(duration),
  per: oneOf(...DRAWN_PER),
  trigger: oneOf(...TRIGGERS),
  because,
  reason: optional(name)
});
var path = named(
  "path",
  "The chain origin carrier \u2192 \u2026 \u2192 carrier \u2192 consumer: the subject of every verdict. Its times are those of one typical instance.",
  objectOf({
    id: text,
    credential: text,
    carriers: listOf(text),
    consumer: text,
    container: name,
    role: oneOf(...ROLES),
    dependency: name,
    delivery: objectOf({
      form: oneOf(...DELIVERY_FORMS),
      variable: name,
      path: name
    }),
    refresh: objectOf({
      mode: oneOf(...REFRESH_MODES),
      confidence,
      because,
      mechanism: optional(text),
      intent: optional(truth)
    }),
    adopted: times,
    settled: times,
    confirmed: times,
    delays: listOf(delay),
    confidence,
    because
  })
);
var finding = named(
  "finding",
  "A claim with its primary place; severity says how bad, confidence how sure.",
  objectOf({
    rule: text,
    severity: oneOf(...SEVERITIES),
    confidence,
    message: text,
    place: evidence,
    related: because,
    credential: name,
    consumer: name
  })
);
var coverage = named(
  "coverage",
  "What was read, what was not and why.",
  objectOf({
    filesRead: count,
    filesSkipped: listOf(objectOf({ file: text, reason: text })),
    unresolved: listOf(objectOf({ what: text, place: evidence }))
  })
);
var inventoryShape = objectOf({
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
  coverage
});

// analyzer/src/wire/read.ts
function readInventory(text2) {
  const { json, problem } = parse(text2.startsWith("\uFEFF") ? text2.slice(1) : text2);
  const found = problem ?? versionProblem(json) ?? inventoryShape.problem(json, "inventory");
  return found === null ? { inventory: json, problem: null } : { inventory: null, problem: found };
}
function parse(text2) {
  if (text2.trim() === "") return { json: null, problem: "the file is empty" };
  try {
    return { json: JSON.parse(text2), problem: null };
  } catch {
    const problem = /[}\]]\s*$/.test(text2) ? "not JSON: write it with `keyturn scan --format json`" : "the JSON ends too early: the file was cut off while it was written or copied";
    return { json: null, problem: text2.trimStart().startsWith("{") ? problem : "not JSON: an inventory starts with {" };
  }
}
function versionProblem(json) {
  const version = typeof json === "object" && json !== null && "schemaVersion" in json ? json.schemaVersion : null;
  if (version === 1) return null;
  if (typeof version === "number" && version > 1) {
    return `written by a newer keyturn (schemaVersion ${version}; this one reads 1): update keyturn, or scan again with this one`;
  }
  return "not a keyturn inventory: schemaVersion 1 is missing";
}
export {
  readInventory
};

import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);
import {
  TOOL
} from "./chunk-32ZF4UZL.mjs";
import {
  compareSpans,
  compareText
} from "./chunk-UI6I74VT.mjs";
import {
  SEVERITIES
} from "./chunk-BMSEWFWO.mjs";
import {
  formatDuration
} from "./chunk-CDIE3LBQ.mjs";

// analyzer/src/radius/difficulty.ts
var CLAIMS = [
  // Somebody holds on to the old value without end, and no action is known that would change it.
  { is: "impossible today", holds: somebodyHoldsOn },
  // Few and near: a coordinated restart; more would be overkill (design, section 8).
  { is: "boring", holds: isLowRisk },
  // One valid value for several, or so much at once that order and evidence decide.
  { is: "surgery", holds: ({ convergence }) => convergence.revocation.verdict === "cutover" },
  { is: "surgery", holds: ({ radii: { rollout } }) => rollout.band === "critical" },
  {
    is: "surgery",
    holds: ({ radii: { rollout }, convergence }) => rollout.band === "wide" && needsPeople(convergence)
  },
  // People must act, or many must follow.
  { is: "campaign", holds: ({ convergence }) => needsPeople(convergence) },
  { is: "campaign", holds: ({ radii: { rollout } }) => rollout.band !== "contained" }
];
var POWERFUL = /* @__PURE__ */ new Set(["superuser", "admin", "sign", "decrypt"]);
var OUTSIDE = /* @__PURE__ */ new Set(["vendor", "person"]);
function difficultyOf(credential, graph, convergence, radii) {
  if (!convergence || !radii) return "boring";
  const kinds = convergence.consumers.flatMap(({ consumer }) => graph.consumers.get(consumer)?.kind ?? []);
  const figures = { credential, radii, convergence, kinds };
  return CLAIMS.find(({ holds }) => holds(figures))?.is ?? "boring";
}
var WITHOUT_END = "connections-never-retired";
function somebodyHoldsOn({ convergence: { consumers, revocation } }) {
  if (revocation.availability !== null || revocation.verdict === "cutover") return false;
  return consumers.some(
    ({ neverWithoutAction, action, withActions }) => neverWithoutAction && action === null || withActions.settled.reason?.split(", ").includes(WITHOUT_END)
  );
}
function isLowRisk({ credential, radii, kinds }) {
  return radii.rollout.band === "contained" && kinds.length <= 2 && credential.environments.length <= 1 && !kinds.some((kind) => OUTSIDE.has(kind)) && !POWERFUL.has(credential.privilege.value);
}
function needsPeople({ neverWithoutAction }) {
  return neverWithoutAction.length > 0;
}

// analyzer/src/wire/evidence.ts
var NO_PLACE = { file: null, line: null, column: null, endLine: null, endColumn: null };
function evidenceToWire(evidence) {
  const { from, says, confidence } = evidence;
  if (evidence.from === "default") {
    return { from, ...NO_PLACE, says, confidence, row: evidence.row, unverified: evidence.unverified };
  }
  const { file, line, column, endLine, endColumn } = evidence.span;
  return { from, file, line, column, endLine, endColumn, says, confidence, row: null };
}
function becauseToWire(because) {
  return because.map(evidenceToWire);
}
function placeToWire(span, says) {
  return evidenceToWire({ from: "text", span, says, confidence: "exact" });
}
function compareEvidence(a, b) {
  if (a.file === null !== (b.file === null)) return a.file === null ? 1 : -1;
  return compareText(a.file ?? "", b.file ?? "") || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0) || compareText(a.row ?? "", b.row ?? "") || compareText(a.says, b.says);
}

// analyzer/src/wire/times.ts
function secondsToWire(seconds) {
  return seconds !== null && Number.isFinite(seconds) ? formatDuration(seconds) : null;
}
function timesToWire(times) {
  return {
    bound: secondsToWire(times.bound),
    p50: secondsToWire(times.p50),
    p99: secondsToWire(times.p99),
    reason: times.reason,
    conditionalBound: secondsToWire(times.conditionalBound)
  };
}
function milestonesToWire({ adopted, settled, confirmed }) {
  return { adopted: timesToWire(adopted), settled: timesToWire(settled), confirmed: timesToWire(confirmed) };
}
var NOT_MEASURED = { bound: null, p50: null, p99: null, reason: "not-measured", conditionalBound: null };
var UNMEASURED = { adopted: NOT_MEASURED, settled: NOT_MEASURED, confirmed: NOT_MEASURED };
function laterOf(a, b) {
  return {
    adopted: laterTimes(a.adopted, b.adopted),
    settled: laterTimes(a.settled, b.settled),
    confirmed: laterTimes(a.confirmed, b.confirmed)
  };
}
function laterTimes(a, b) {
  if (a.bound === null) return a;
  if (b.bound === null) return b;
  return b.bound > a.bound ? b : a;
}
function limitsOf(law) {
  switch (law.kind) {
    case "fixed":
      return { min: law.at, max: law.at, reason: null };
    case "uniform":
      return { min: law.min, max: law.max, reason: null };
    case "campaign":
      return { min: law.wave, max: law.waves * law.wave + law.tail, reason: null };
    case "schedule": {
      const longest = law.gaps.reduce((a, b) => Math.max(a, b), 0);
      return law.bestEffort ? { min: 0, max: null, reason: "schedule-best-effort" } : { min: 0, max: longest, reason: null };
    }
    case "never":
    case "unbounded":
    case "unknown":
      return { min: null, max: null, reason: law.reason };
  }
}
function delayToWire(delay) {
  const { min, max, reason } = limitsOf(delay.law);
  return {
    hop: delay.hop,
    kind: delay.law.kind,
    min: secondsToWire(min),
    max: secondsToWire(max),
    per: delay.per,
    trigger: delay.trigger,
    because: becauseToWire(delay.because),
    reason
  };
}

// analyzer/src/wire/credential.ts
var NO_RADIUS = { score: 0, band: "contained", factors: [] };
var NO_REVOCATION = {
  availability: null,
  exposureEnds: null,
  outages: [],
  verdict: null,
  missing: []
};
function credentialToWire(credential, inventory, difficulty) {
  const { id, name, kind, dependency, carriers, slots } = credential;
  const radii = inventory.radii.get(id);
  const convergence = inventory.convergence.get(id);
  return {
    id,
    name,
    kind,
    dependency,
    carriers,
    owners: credential.owners.toSorted(compareText),
    environments: credential.environments.toSorted(compareText),
    slots,
    scopeRadius: radiusToWire(radii?.scope ?? NO_RADIUS),
    rolloutRadius: radiusToWire(radii?.rollout ?? NO_RADIUS),
    convergence: {
      automatic: milestonesToWire(convergence?.automatic ?? UNMEASURED),
      withActions: milestonesToWire(convergence?.withActions ?? UNMEASURED),
      slowest: convergence?.slowest ?? null,
      neverWithoutAction: (convergence?.neverWithoutAction ?? []).toSorted(compareText),
      numericError: convergence?.numericError ?? 0
    },
    actions: actionsOf(convergence?.consumers ?? []),
    revocation: revocationToWire(convergence?.revocation ?? NO_REVOCATION),
    mayFetch: inventory.graph.mayFetch.filter((entry) => entry.credential === id).map(({ who, because }) => ({ who, because: becauseToWire(because) })).toSorted((a, b) => compareText(a.who, b.who)),
    overlapWindow: {
      minimum: secondsToWire(convergence?.overlapMinimum ?? null),
      declared: secondsToWire(credential.overlapWindow?.value ?? null)
    },
    pattern: patternOf(dependency === null ? void 0 : inventory.graph.dependencies.get(dependency)),
    split: null,
    difficulty,
    because: becauseToWire([...credential.because, ...credential.kindBecause])
  };
}
function radiusToWire(radius) {
  const factors = radius.factors.map(({ name, value, points, max, because }) => ({
    name,
    value,
    points,
    max,
    because: becauseToWire(because)
  }));
  return { score: radius.score, band: radius.band, factors };
}
function actionsOf(consumers) {
  return consumers.flatMap(({ consumer, action }) => {
    if (action === null) return [];
    const { does, parallel, contact } = action;
    const takes = secondsToWire(action.takes);
    return [{ consumer, does, takes, parallel, because: becauseToWire(action.because), contact }];
  }).toSorted((a, b) => compareText(a.consumer, b.consumer));
}
function revocationToWire(revocation) {
  return {
    availability: secondsToWire(revocation.availability),
    exposureEnds: secondsToWire(revocation.exposureEnds),
    outages: revocation.outages.map(({ consumer, from, to }) => ({ consumer, from: secondsToWire(from) ?? "PT0S", to: secondsToWire(to) })).toSorted((a, b) => compareText(a.consumer, b.consumer) || compareText(a.from, b.from)),
    verdict: revocation.verdict,
    missing: revocation.missing
  };
}
function patternOf(dependency) {
  if (dependency === void 0 || dependency.acceptance === null) return { recommended: null, why: [] };
  return { recommended: dependency.acceptance, why: [`${dependency.name} accepts it as ${dependency.acceptance}`] };
}

// analyzer/src/wire/nodes.ts
function carrierToWire(carrier) {
  return {
    id: carrier.id,
    type: carrier.type,
    name: carrier.name,
    cluster: carrier.cluster,
    namespace: carrier.namespace,
    key: carrier.key,
    environment: carrier.environment,
    because: becauseToWire(carrier.because),
    declared: carrier.declaredAt !== null,
    frozen: carrier.frozen?.says ?? null
  };
}
function derivationToWire(derivation) {
  const { from, to, by, row, frozen } = derivation;
  const delay = secondsToWire(derivation.interval);
  return { from, to, by, delay, because: becauseToWire(derivation.because), row, frozen };
}
function dependencyToWire(dependency) {
  const { id, name, kind, acceptance, slots, sessionClass, behind } = dependency;
  const because = becauseToWire(dependency.because);
  return {
    id,
    name,
    kind,
    acceptance,
    slots,
    sessionClass,
    acceptsNewFrom: null,
    acceptsOldUntil: null,
    behind,
    because
  };
}
function consumerToWire(consumer, timings) {
  return {
    id: consumer.id,
    name: consumer.name,
    kind: consumer.kind,
    application: consumer.application,
    cluster: consumer.cluster,
    namespace: consumer.namespace,
    environment: consumer.environment,
    owner: consumer.owner,
    instances: {
      min: consumer.instances.min,
      max: consumer.instances.max,
      declared: consumer.instances.declared
    },
    connections: consumer.connections,
    convergence: convergenceOf(timings),
    schedule: consumer.schedules[0]?.cron ?? null,
    dormant: consumer.dormant !== null,
    observability: "none",
    because: becauseToWire(consumer.because),
    objectKind: consumer.objectKind,
    schedules: consumer.schedules.map(({ cron, timeZone }) => ({ cron, timeZone })),
    dormantReason: consumer.dormant
  };
}
function convergenceOf(timings) {
  const sorted = timings.toSorted((a, b) => compareText(a.credential, b.credential));
  return {
    automatic: milestonesToWire(latest(sorted.map((timing) => timing.automatic))),
    withActions: milestonesToWire(latest(sorted.map((timing) => timing.withActions))),
    credentials: sorted.map((timing) => ({
      credential: timing.credential,
      automatic: milestonesToWire(timing.automatic),
      withActions: milestonesToWire(timing.withActions),
      neverWithoutAction: timing.neverWithoutAction
    }))
  };
}
function latest(milestones) {
  const [first = UNMEASURED, ...rest] = milestones;
  return rest.reduce(laterOf, first);
}

// analyzer/src/model/evidence.ts
var CONFIDENCES = ["declared", "exact", "inferred", "assumed"];
function weakest(...confidences) {
  return CONFIDENCES[Math.max(0, ...confidences.map((confidence) => CONFIDENCES.indexOf(confidence)))] ?? "assumed";
}
function confidenceOf(because) {
  return because.length === 0 ? "assumed" : weakest(...because.map((evidence) => evidence.confidence));
}
function seen(span, says, confidence = "exact") {
  return { from: "text", span, says, confidence };
}
function absent(span, says, confidence = "exact") {
  return { from: "absence", span, says, confidence };
}
function declared(span, says) {
  return { from: "declared", span, says, confidence: "declared" };
}
function joinBecause(first, ...rest) {
  const known = new Set(first.map(keyOf));
  const more = rest.flat().filter((evidence) => {
    const key = keyOf(evidence);
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
  return [...first, ...more];
}
function keyOf(evidence) {
  const place = evidence.from === "default" ? evidence.row : `${evidence.span.file}:${evidence.span.line}:${evidence.span.column}`;
  return `${evidence.from} ${place} ${evidence.says}`;
}

// analyzer/src/wire/path.ts
function pathToWire(path, refresh, timing) {
  const { id, credential, carriers, consumer, container, role, dependency, delivery } = path;
  const refreshBecause = refresh?.because ?? path.because;
  return {
    id,
    credential,
    carriers,
    consumer,
    container,
    role,
    dependency,
    delivery: { form: delivery.form, variable: delivery.variable, path: delivery.path },
    refresh: {
      mode: refresh?.mode ?? "unknown",
      confidence: refresh ? confidenceOf(refresh.because) : "assumed",
      because: becauseToWire(refreshBecause),
      mechanism: refresh?.mechanism ?? "none",
      intent: refresh?.intent ?? false
    },
    ...milestonesToWire(timing?.typical ?? UNMEASURED),
    delays: (timing?.delays ?? []).map(delayToWire),
    confidence: weakest(confidenceOf(path.because), confidenceOf(refreshBecause)),
    because: becauseToWire(path.because)
  };
}

// analyzer/src/wire/inventory.ts
function toWire(inventory) {
  const { graph, refresh, timing } = inventory;
  const timings = timingsByConsumer(inventory);
  return {
    schemaVersion: 1,
    tool: TOOL,
    source: { root: inventory.source.root, commit: inventory.source.commit },
    credentials: sortedById(graph.credentials).map((credential) => oneCredential(credential, inventory)),
    dependencies: sortedById(graph.dependencies).map(dependencyToWire),
    carriers: sortedById(graph.carriers).map(carrierToWire),
    derivations: graph.derivations.toSorted(compareDerivations).map(derivationToWire),
    consumers: sortedById(graph.consumers).map((consumer) => consumerToWire(consumer, timings.get(consumer.id) ?? [])),
    paths: graph.paths.toSorted(byId).map((path) => pathToWire(path, refresh.get(path.id), timing.get(path.id))),
    findings: inventory.findings.map(findingToWire).toSorted(compareFindings),
    coverage: coverageToWire(inventory.coverage)
  };
}
function oneCredential(credential, inventory) {
  const { graph, convergence, radii } = inventory;
  const difficulty = difficultyOf(credential, graph, convergence.get(credential.id), radii.get(credential.id));
  return credentialToWire(credential, inventory, difficulty);
}
function sortedById(nodes) {
  return [...nodes.values()].sort(byId);
}
function byId(a, b) {
  return compareText(a.id, b.id);
}
function compareDerivations(a, b) {
  return compareText(a.from, b.from) || compareText(a.to, b.to) || compareText(a.by, b.by) || compareEvidence(evidenceToWire(a.because[0]), evidenceToWire(b.because[0]));
}
function timingsByConsumer(inventory) {
  const timings = /* @__PURE__ */ new Map();
  for (const { consumers } of inventory.convergence.values()) {
    for (const timing of consumers) {
      const known = timings.get(timing.consumer);
      if (known) known.push(timing);
      else timings.set(timing.consumer, [timing]);
    }
  }
  return timings;
}
function findingToWire(finding) {
  return {
    rule: finding.rule,
    severity: finding.severity,
    confidence: finding.confidence,
    message: finding.message,
    place: evidenceToWire(finding.place),
    related: becauseToWire(finding.related),
    credential: finding.credential,
    consumer: finding.consumer
  };
}
function compareFindings(a, b) {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || compareText(a.rule, b.rule) || compareEvidence(a.place, b.place) || compareText(a.message, b.message);
}
function coverageToWire(coverage) {
  return {
    filesRead: coverage.filesRead,
    filesSkipped: coverage.filesSkipped.map(({ file, reason }) => ({ file, reason })).toSorted((a, b) => compareText(a.file, b.file) || compareText(a.reason, b.reason)),
    unresolved: coverage.unresolved.toSorted((a, b) => compareSpans(a.at, b.at) || compareText(a.what, b.what)).map(({ what, at }) => ({ what, place: placeToWire(at, what) }))
  };
}

export {
  confidenceOf,
  seen,
  absent,
  declared,
  joinBecause,
  toWire
};

import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);
import {
  carrierName,
  consumerName,
  consumersOf,
  isHole,
  nextStep,
  pathsOf,
  viewOf
} from "./chunk-7YXPCOQ5.mjs";
import "./chunk-UI6I74VT.mjs";
import "./chunk-BMSEWFWO.mjs";
import {
  REFRESH_SENTENCE,
  plural,
  reason,
  reasoned,
  sayDelay,
  sayDelivery,
  sayInstances,
  sayIso,
  sayReason,
  sayTimes,
  statement
} from "./chunk-DPRTJGOM.mjs";
import "./chunk-CDIE3LBQ.mjs";
import "./chunk-5AEBWAPJ.mjs";

// analyzer/src/explain/milestones.ts
var NAMES = ["adopted", "settled", "confirmed"];
function milestoneLines(milestones, depth) {
  const said = NAMES.map((name) => sayTimes(milestones[name]));
  if (new Set(said).size === 1) return [statement(`adopted, settled and confirmed: ${said[0]}`, depth)];
  return NAMES.map((name, at) => statement(`${name}: ${said[at]}`, depth));
}

// analyzer/src/explain/convergence.ts
function explainConvergence(view, credential) {
  const { automatic, withActions, slowest, neverWithoutAction } = credential.convergence;
  return {
    title: "Convergence, counted from publication",
    lines: [
      statement("by itself"),
      ...milestoneLines(automatic, 1),
      ...credential.actions.length > 0 ? [statement("with the actions below"), ...milestoneLines(withActions, 1)] : [],
      ...slowest === null ? [] : [statement(`the slowest is ${consumerName(view, slowest)}`)],
      ...neverWithoutAction.map(
        (id) => statement(`${consumerName(view, id)} never takes the new value without an action`)
      ),
      ...credential.actions.flatMap((action) => explainAction(view, action))
    ]
  };
}
function explainAction(view, action) {
  const takes = action.takes === null ? sayReason("action-duration-unknown") : `takes ${sayIso(action.takes)}`;
  const parallel = action.parallel === "all" ? "all at once" : `${action.parallel} at a time`;
  const contact = action.contact ? `, contact ${action.contact}` : "";
  return reasoned(
    `action for ${consumerName(view, action.consumer)}: ${action.does} (${takes}, ${parallel}${contact})`,
    action.because
  );
}
var VERDICT = {
  "zero-downtime": "ZERO-DOWNTIME: it can be rotated without an outage",
  partial: "PARTIAL: some conditions of a rotation without an outage fail",
  cutover: "CUTOVER: the change is the revocation, an outage cannot be avoided"
};
function explainRevocation(view, credential) {
  const { verdict, availability, exposureEnds, outages, missing } = credential.revocation;
  const { minimum, declared } = credential.overlapWindow;
  const lines = [
    verdict === null ? "no verdict: what accepts it is not known" : VERDICT[verdict],
    availability === null ? null : `revoking the old value breaks nobody from ${sayIso(availability)} on`,
    exposureEnds === null ? "when exposure to the old value ends cannot be stated" : `exposure ends after ${sayIso(exposureEnds)}`,
    minimum === null ? "no overlap window can be stated" : `the overlap window must be at least ${sayIso(minimum)}`,
    declared === null ? null : `the declared overlap window is ${sayIso(declared)}`
  ];
  return {
    title: "When the old value may die",
    lines: [
      ...lines.filter((line) => line !== null).map((line) => statement(line)),
      ...missing.map((condition) => statement(`not met: ${condition}`)),
      ...outages.map(
        ({ consumer, from, to }) => statement(
          `outage of ${consumerName(view, consumer)}: from ${sayIso(from)} until ${to === null ? "somebody acts" : sayIso(to)}`
        )
      )
    ]
  };
}

// analyzer/src/explain/identity.ts
function explainIdentity(view, credential) {
  const dependency = view.inventory.dependencies.find(({ id }) => id === credential.dependency);
  const owners = credential.owners.length > 0 ? `owned by ${credential.owners.join(", ")}` : "nobody is named as its owner";
  const environments = credential.environments.length > 0 ? `environment ${credential.environments.join(", ")}` : "environment not known";
  const accepted = dependency ? `accepted by ${dependency.name}${dependency.acceptance ? ` (${dependency.acceptance})` : ""}` : "what accepts it is not known";
  const slots = credential.slots === null ? "slots not known" : plural(credential.slots, "slot");
  return {
    title: "What it is",
    lines: [
      ...reasoned(`${credential.kind ?? "kind not recognised"}; ${accepted}; ${slots}`, [
        ...credential.because ?? [],
        ...dependency?.because ?? []
      ]),
      statement(`${owners}; ${environments}`)
    ]
  };
}
function explainCarriers(view, credential) {
  const lines = credential.carriers.flatMap((id) => {
    const carrier = view.carriers.get(id);
    if (carrier === void 0) return [statement(`${id}: not described in this inventory`)];
    return [...reasoned(sayCarrier(view, carrier), carrier.because), ...explainFilling(view, id)];
  });
  return { title: `Carriers (${credential.carriers.length})`, lines };
}
function sayCarrier(view, carrier) {
  const scope = [carrier.cluster, carrier.namespace].filter((part) => part !== null).join("/");
  return [
    carrierName(view, carrier.id),
    carrier.type,
    scope === "" ? null : `in ${scope}`,
    isHole(carrier) ? "referenced here, declared nowhere in what was read" : null,
    carrier.frozen ? `frozen: ${carrier.frozen}` : null
  ].filter((part) => part !== null).join(", ");
}
function explainFilling(view, carrier) {
  return view.inventory.derivations.filter((derivation) => derivation.to === carrier).flatMap(
    (derivation) => reasoned(`filled from ${carrierName(view, derivation.from)} by ${derivation.by}`, derivation.because, 1)
  );
}

// analyzer/src/explain/paths.ts
function explainPaths(view, credential) {
  const paths = pathsOf(view, credential);
  const consumers = plural(consumersOf(view, credential).length, "consumer");
  return {
    title: `${plural(paths.length, "path")} to ${consumers}`,
    lines: paths.flatMap((path) => explainPath(view, path))
  };
}
function explainPath(view, path) {
  const name = consumerName(view, path.consumer);
  return [
    statement(sayRoute(view, path)),
    ...consumerLines(view.consumers.get(path.consumer)),
    ...reasoned(`${sayDelivery(path.delivery)}; ${path.role} it`, path.because, 1),
    ...reasoned(
      `${path.refresh.mode}: ${name} ${REFRESH_SENTENCE[path.refresh.mode]}${intent(path)}`,
      path.refresh.because,
      1
    ),
    ...path.delays.flatMap((delay) => reasoned(sayDelay(delay), delay.because, 1)),
    ...milestoneLines(path, 1)
  ];
}
function sayRoute(view, path) {
  const chain = path.carriers.map((carrier) => carrierName(view, carrier));
  const container = path.container === null ? "" : ` (container ${path.container})`;
  return `${[...chain, consumerName(view, path.consumer)].join(" \u2192 ")}${container}`;
}
function intent(path) {
  return path.refresh.intent ? ", if the controller for it runs: it was not seen" : "";
}
function consumerLines(consumer) {
  if (consumer === void 0) return [];
  const parts = [
    consumer.objectKind ? `${consumer.kind} (${consumer.objectKind})` : consumer.kind,
    `${sayInstances(consumer.instances)}${consumer.instances.declared ? "" : ", not declared"}`,
    consumer.owner === null ? "no owner named" : `owned by ${consumer.owner}`,
    consumer.environment,
    schedules(consumer),
    consumer.dormant ? `dormant: ${consumer.dormantReason ?? "not running now"}; it comes back with the old value` : null
  ];
  return [
    statement(parts.filter((part) => part !== null).join("; "), 1),
    ...consumer.because.map((evidence) => reason(evidence, 2))
  ];
}
function schedules(consumer) {
  const all = consumer.schedules ?? (consumer.schedule === null ? [] : [{ cron: consumer.schedule, timeZone: null }]);
  if (all.length === 0) return null;
  return `runs at ${all.map(({ cron, timeZone }) => timeZone === null ? cron : `${cron} (${timeZone})`).join(" and ")}`;
}

// analyzer/src/explain/radii.ts
function explainRadius(title, radius) {
  return {
    title: `${title} ${radius.score} of 100, ${radius.band}`,
    lines: radius.factors.flatMap(
      (factor) => reasoned(
        `${factor.name}: ${points(factor.points)} of ${points(factor.max)} points (${factor.value})`,
        factor.because
      )
    )
  };
}
function points(value) {
  return String(Math.round(value * 10) / 10);
}

// analyzer/src/explain/unknown.ts
var QUESTIONS = [
  ({ inventory }, { dependency }) => inventory.dependencies.some(({ id, acceptance }) => id === dependency && acceptance !== null) ? [] : ["whether old and new value are accepted side by side"],
  (_, { kind }) => kind === null ? ["what kind of credential it is"] : [],
  (view, credential) => pathsOf(view, credential).filter((path) => path.refresh.mode === "unknown").map((path) => `how ${consumerName(view, path.consumer)} takes a new value`),
  (view, credential) => pathsOf(view, credential).filter((path) => path.settled.bound === null && path.settled.reason !== null).map((path) => `when ${consumerName(view, path.consumer)} settles: ${sayReason(path.settled.reason)}`),
  (view, credential) => consumersOf(view, credential).filter((id) => view.consumers.get(id)?.owner === null).map((id) => `who owns ${consumerName(view, id)}`),
  (view, credential) => credential.carriers.flatMap((id) => view.carriers.get(id) ?? []).filter(isHole).map(({ name }) => `where ${name} is declared`)
];
function explainUnknown(view, credential) {
  const open = new Set(QUESTIONS.flatMap((question) => question(view, credential)));
  return { title: "Not known", lines: [...open].map((text) => statement(text)) };
}

// analyzer/src/explain/credential.ts
function explainCredential(inventory, credential) {
  const view = viewOf(inventory);
  const sections = [
    explainIdentity(view, credential),
    explainCarriers(view, credential),
    explainRadius("Scope radius", credential.scopeRadius),
    explainRadius("Rollout radius", credential.rolloutRadius),
    explainPaths(view, credential),
    explainConvergence(view, credential),
    explainRevocation(view, credential),
    explainMayFetch(credential),
    explainFindings(view, credential),
    explainUnknown(view, credential)
  ];
  return {
    credential: credential.id,
    title: `${credential.name}: ${credential.difficulty}`,
    sections: sections.filter((section) => section.lines.length > 0),
    nextStep: nextStep(view, credential)
  };
}
function explainMayFetch(credential) {
  return {
    title: "May fetch it without being seen to use it",
    lines: credential.mayFetch.flatMap(({ who, because }) => reasoned(who, because))
  };
}
function explainFindings(view, credential) {
  const lines = (view.findings.get(credential.id) ?? []).flatMap((finding) => [
    statement(`${finding.severity} ${finding.rule}: ${finding.message}`),
    ...[finding.place, ...finding.related].map((evidence) => reason(evidence, 1))
  ]);
  return { title: "Findings", lines };
}
export {
  explainCredential
};

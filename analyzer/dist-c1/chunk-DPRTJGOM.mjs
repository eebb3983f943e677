import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);
import {
  parseDuration,
  sayDuration
} from "./chunk-CDIE3LBQ.mjs";

// analyzer/src/explain/reasons.ts
var PHRASE = /* @__PURE__ */ new Map([
  ["action-duration-unknown", "how long the action takes is not declared"],
  ["artefact-life-unknown", "how long what was made with the old value lives is not declared"],
  ["changed-by-hand", "a person or vendor must change it"],
  ["connection-lifetime-unknown", "how long its connections live is not known"],
  ["connections-never-retired", "nothing ever retires its connections"],
  ["controller-not-seen", "the controller that would restart it was not found"],
  ["delay-unknown", "no documentation says how long it takes"],
  ["dormant", "it is not running now"],
  ["instance-count-unknown", "how many instances it runs is not known"],
  ["interval-unknown", "its interval is not known"],
  ["lease-life-unknown", "how long its lease lives is not known"],
  ["no-consumer-known", "no consumer of it is known here"],
  ["no-limit", "nothing limits how long it takes"],
  ["not-measured", "it was not measured"],
  ["not-passed-on", "nothing passes the change on"],
  ["partition-keeps-old", "a partition keeps old instances running"],
  ["poll-interval-unknown", "how often it looks is not known"],
  ["reader-not-found", "what reads the new value was not found"],
  ["rebuild-needed", "it must be rebuilt and deployed again"],
  ["replaced-on-delete-only", "its instances are replaced only when somebody deletes them"],
  ["restart-by-hand", "somebody must restart it"],
  ["rollout-paused", "its rollout is paused"],
  ["run-time-unknown", "how long a run takes is not declared"],
  ["schedule-best-effort", "its schedule promises no punctuality"],
  ["schedule-never-fires", "its schedule never fires"],
  ["schedule-not-readable", "its schedule cannot be read"],
  ["schedule-runs-at-boot-only", "it runs only when its machine starts"],
  ["schedule-time-zone-unknown", "the time zone of its schedule is not known"],
  ["schedule-unknown", "its schedule is not known"],
  ["start-up-unknown", "how long it takes to start is neither written nor declared"],
  ["start-up-unknown-of-those-before", "it restarts after others whose start-up time is not known"]
]);
function sayReason(reason2) {
  return worded(reason2, true);
}
function sayReasonBriefly(reason2) {
  return worded(reason2, false);
}
function worded(reason2, named) {
  if (reason2 === null) return "no reason was recorded";
  const [, list = reason2, rest = ""] = /^(.*?)( and \d+ more)?$/s.exec(reason2) ?? [];
  const said = /* @__PURE__ */ new Map();
  for (const part of list.split(", ")) {
    const [who, code] = splitAtLast(part, ": ");
    const phrase = PHRASE.get(code);
    if (phrase === void 0) return reason2;
    said.set(phrase, [...said.get(phrase) ?? [], ...who === null ? [] : [who]]);
  }
  if (!named) return [...said.keys()].join("; ");
  const phrases = [...said].map(([phrase, names]) => names.length > 0 ? `${phrase} (${names.join(", ")})` : phrase);
  return phrases.join("; ") + rest;
}
function splitAtLast(text, separator) {
  const at = text.lastIndexOf(separator);
  return at < 0 ? [null, text] : [text.slice(0, at), text.slice(at + separator.length)];
}

// analyzer/src/explain/words.ts
var REFRESH_SENTENCE = {
  "per-call": "uses the new value at its next call",
  watch: "is told about the new value and takes it",
  poll: "looks for a new value at an interval",
  "restart-on-change": "is restarted automatically when the value changes",
  scheduled: "reads the new value at its next run",
  lease: "gets the new value when its lease is issued anew, not when it is renewed",
  startup: "keeps the old value until somebody restarts it",
  build: "keeps the old value until it is rebuilt and deployed again",
  manual: "keeps the old value until a person or vendor acts",
  unknown: "may or may not notice: how it takes a new value is not established"
};
function sayIso(duration) {
  const seconds = parseDuration(duration);
  if (seconds === null) return duration;
  return seconds === 0 ? "at once" : sayDuration(seconds);
}
function sayTimes(times) {
  if (times.bound === null) {
    const condition = times.conditionalBound === null ? "" : `; without that, ${sayIso(times.conditionalBound)}`;
    return `no bound: ${sayReason(times.reason)}${condition}`;
  }
  const shares = [
    times.p50 !== null && times.p50 !== times.bound ? `p50 ${sayIso(times.p50)}` : null,
    times.p99 !== null && times.p99 !== times.bound ? `p99 ${sayIso(times.p99)}` : null
  ].filter((share) => share !== null);
  return shares.length > 0 ? `${sayIso(times.bound)} (${shares.join(", ")})` : sayIso(times.bound);
}
function sayEvidence(evidence) {
  const marks = {
    text: evidence.confidence === "exact" ? "" : ` (${evidence.confidence})`,
    absence: ` (looked here, found nothing${evidence.confidence === "exact" ? "" : `; ${evidence.confidence}`})`,
    default: ` (documented default ${evidence.row ?? "without a row"}, assumed${evidence.unverified ? ", unverified" : ""})`,
    declared: " (declared)"
  };
  return `${evidence.says}${marks[evidence.from]}`;
}
var HOP = {
  "git-reconcile": "Git reconcile",
  "store-sync": "store sync",
  "node-sync": "node sync of the mounted file",
  "app-reload": "application reload",
  "client-swap": "client takes it",
  restart: "automatic restart",
  rollout: "rolling campaign",
  schedule: "next scheduled run",
  lease: "lease",
  action: "action",
  drain: "old connections drain"
};
function sayRange(delay) {
  if (delay.max === null) return `no bound, ${sayReason(delay.reason ?? null)}`;
  const nothing = delay.min === null || delay.min === "PT0S";
  if (delay.min === delay.max) return sayIso(delay.max);
  return nothing ? `up to ${sayIso(delay.max)}` : `${sayIso(delay.min ?? "")} to ${sayIso(delay.max)}`;
}
var LAW = {
  fixed: "",
  uniform: ", at a random phase",
  schedule: ", at the next fire",
  campaign: ", in waves",
  never: "",
  unbounded: "",
  unknown: ""
};
function sayDelay(delay) {
  if (delay.kind === "never") return `${HOP[delay.hop]}: never by itself, ${sayReason(delay.reason ?? null)}`;
  const trigger = delay.trigger === "event" ? "on an event" : "on its own clock";
  return `${HOP[delay.hop]}: ${sayRange(delay)}${LAW[delay.kind]}, once per ${delay.per}, ${trigger}`;
}
var FORM = {
  env: "as environment variable",
  "env-from": "with all keys as environment variables",
  "env-file": "from an env file",
  volume: "as a mounted file",
  "sub-path": "as a file mounted by subPath",
  csi: "through a CSI volume",
  "image-pull": "to pull images",
  sdk: "through the SDK of the store",
  api: "through the Kubernetes API",
  "build-arg": "as build argument",
  "ci-secret": "as CI secret",
  "config-file": "inside a configuration file",
  tls: "as TLS key",
  literal: "written out in place"
};
function sayDelivery(delivery) {
  return [FORM[delivery.form], delivery.variable, delivery.path === null ? null : `at ${delivery.path}`].filter((part) => part !== null).join(" ");
}
function sayInstances({ min, max }) {
  if (max === null) return `${min} or more instances`;
  return min === max ? plural(max, "instance") : `${min} to ${plural(max, "instance")}`;
}
function sayTotal(consumers) {
  const most = consumers.reduce((sum, { instances: { min, max } }) => sum + (max ?? min), 0);
  return consumers.some(({ instances }) => instances.max === null) ? `${most}+ instances` : plural(most, "instance");
}
function plural(count, word) {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
function sayList(names, most = 3) {
  if (names.length <= most) return names.join(", ");
  return `${names.slice(0, most).join(", ")} and ${names.length - most} more`;
}

// analyzer/src/explain/explanation.ts
function statement(text, depth = 0) {
  return { text, depth, place: null, row: null };
}
function reason(evidence, depth) {
  return { text: sayEvidence(evidence), depth, place: placeOf(evidence), row: evidence.row };
}
function reasoned(text, because, depth = 0) {
  const lines = new Map(because.map((evidence) => [JSON.stringify(evidence), reason(evidence, depth + 1)]));
  return [statement(text, depth), ...lines.values()];
}
function placeOf(evidence) {
  if (evidence.file === null || evidence.line === null) return null;
  return { file: evidence.file, line: evidence.line, column: evidence.column ?? 1 };
}
function sayPlace(place) {
  return `${place.file}:${place.line}`;
}

export {
  sayReason,
  sayReasonBriefly,
  REFRESH_SENTENCE,
  sayIso,
  sayTimes,
  sayDelay,
  sayDelivery,
  sayInstances,
  sayTotal,
  plural,
  sayList,
  statement,
  reason,
  reasoned,
  placeOf,
  sayPlace
};

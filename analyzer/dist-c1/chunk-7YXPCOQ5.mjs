import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);
import {
  compareText
} from "./chunk-UI6I74VT.mjs";
import {
  REFRESH_MODES
} from "./chunk-BMSEWFWO.mjs";
import {
  plural,
  sayIso,
  sayList
} from "./chunk-DPRTJGOM.mjs";

// analyzer/src/explain/view.ts
function viewOf(inventory) {
  const names = grouped(inventory.credentials, (credential) => credential.name);
  return {
    inventory,
    carriers: new Map(inventory.carriers.map((carrier) => [carrier.id, carrier])),
    consumers: new Map(inventory.consumers.map((consumer) => [consumer.id, consumer])),
    paths: grouped(inventory.paths, (path) => path.credential),
    sameName: new Set([...names].filter(([, named]) => named.length > 1).map(([name]) => name)),
    findings: grouped(inventory.findings, (finding) => finding.credential ?? "")
  };
}
function grouped(items, keyOf) {
  const groups = /* @__PURE__ */ new Map();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
function consumersOf(view, credential) {
  const ids = new Set((view.paths.get(credential.id) ?? []).map((path) => path.consumer));
  return [...ids].sort(compareText);
}
function pathsOf(view, credential) {
  return (view.paths.get(credential.id) ?? []).toSorted(
    (a, b) => REFRESH_MODES.indexOf(a.refresh.mode) - REFRESH_MODES.indexOf(b.refresh.mode) || compareText(a.consumer, b.consumer) || compareText(a.id, b.id)
  );
}
function consumerName(view, id) {
  return view.consumers.get(id)?.name ?? id;
}
function carrierName(view, id) {
  const carrier = view.carriers.get(id);
  if (carrier === void 0) return id;
  return carrier.key === null ? carrier.name : `${carrier.name}#${carrier.key}`;
}
function credentialLabel(view, credential) {
  return view.sameName.has(credential.name) ? credential.id : credential.name;
}
var OUTSIDE = /* @__PURE__ */ new Set(["external-store", "ci-secret", "environment"]);
function isHole(carrier) {
  return carrier.declared === false && !OUTSIDE.has(carrier.type);
}

// analyzer/src/explain/next-step.ts
var WIDE = 50;
var STEPS = [scopeStep, reloadStep, evidenceStep, stagedStep, shortLivedStep];
function nextStep(view, credential) {
  for (const step of STEPS) {
    const sentence = step(view, credential);
    if (sentence !== null) return sentence;
  }
  return "Nothing in this repository and branch uses it: look in other repositories and branches before anybody touches it.";
}
function scopeStep(view, credential) {
  const consumers = consumersOf(view, credential);
  const { split } = credential;
  if (split !== null) {
    const { scope, rollout } = split.worst;
    return `Split it by ${split.axis} into ${split.parts}: the worst part then has scope ${scope} and rollout ${rollout}.`;
  }
  const named = consumers.flatMap((id) => view.consumers.get(id)?.owner ?? []);
  const owners = new Set(named);
  const unowned = consumers.length - named.length;
  if (credential.scopeRadius.score < WIDE || owners.size + unowned < 2) return null;
  if (unowned > 0)
    return `Name the owners of ${plural(unowned, "consumer")} first, then give each owner a credential of its own: one value now serves ${plural(consumers.length, "consumer")}.`;
  return `Give each of its ${owners.size} owners a credential of its own: one value now serves ${plural(consumers.length, "consumer")}.`;
}
function reloadStep(view, credential) {
  const never = credential.convergence.neverWithoutAction;
  if (never.length === 0) return null;
  const names = sayList(never.map((id) => consumerName(view, id)));
  const bound = credential.convergence.withActions.settled.bound;
  const now = bound === null ? "until then a rotation has no end" : `until then a rotation needs ${sayIso(bound)} and people`;
  return `Make ${names} take a new value without a restart by hand; ${now}.`;
}
function evidenceStep(view, credential) {
  const open = pathsOf(view, credential).filter((path) => path.settled.bound === null);
  if (open.length === 0) return null;
  const names = sayList([...new Set(open.map((path) => consumerName(view, path.consumer)))]);
  return `Declare in keyturn.yaml what is not known of ${names} (refresh, start-up, life of connections): without it no bound can be stated.`;
}
function stagedStep(_, credential) {
  const { verdict } = credential.revocation;
  const { minimum } = credential.overlapWindow;
  if (verdict === "cutover")
    return "Make what accepts it take two values at once; until then every rotation is an outage.";
  if (credential.rolloutRadius.score < WIDE) return null;
  const overlap = minimum === null ? "" : `, with an overlap of at least ${sayIso(minimum)}`;
  return `Rotate it in stages${overlap}.`;
}
function shortLivedStep(view, credential) {
  const { bound } = credential.convergence.automatic.settled;
  if (consumersOf(view, credential).length === 0) return null;
  const settles = bound === null ? "Everybody takes a new value" : `Everybody settles within ${sayIso(bound)}`;
  return `${settles} without an action: rotate it often, or let it be issued short-lived.`;
}

export {
  viewOf,
  consumersOf,
  pathsOf,
  consumerName,
  carrierName,
  credentialLabel,
  isHole,
  nextStep
};

import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);

// analyzer/src/wire/words.ts
var CONFIDENCES = ["declared", "exact", "inferred", "assumed"];
var SEVERITIES = ["error", "warning", "note"];
var BANDS = ["contained", "moderate", "wide", "critical"];
var ACCEPTANCES = [
  "dual-valid",
  "key-ring",
  "identity-replacement",
  "lease",
  "cutover",
  "wrapping-key"
];
var VERDICTS = ["zero-downtime", "partial", "cutover"];
var DIFFICULTIES = ["boring", "campaign", "surgery", "impossible today"];
var ROLES = ["presents", "accepts", "both"];
var OBSERVABILITIES = ["direct", "inferred", "none"];
var SESSION_CLASSES = [
  "per-request",
  "survives",
  "killed-client-reconnects",
  "killed-no-reconnect",
  "artefacts"
];
var REFRESH_MODES = [
  "unknown",
  "manual",
  "build",
  "startup",
  "lease",
  "scheduled",
  "restart-on-change",
  "poll",
  "watch",
  "per-call"
];
var CONSUMER_KINDS = [
  "service",
  "worker",
  "cron",
  "job",
  "script",
  "ci",
  "dashboard",
  "backup",
  "build",
  "test",
  "daemon",
  "client",
  "vendor",
  "person"
];
var DELIVERY_FORMS = [
  "env",
  "env-from",
  "env-file",
  "volume",
  "sub-path",
  "csi",
  "image-pull",
  "sdk",
  "api",
  "build-arg",
  "ci-secret",
  "config-file",
  "tls",
  "literal"
];
var HOPS = [
  "git-reconcile",
  "store-sync",
  "node-sync",
  "app-reload",
  "client-swap",
  "restart",
  "rollout",
  "schedule",
  "lease",
  "action",
  "drain"
];
var DELAY_KINDS = ["fixed", "uniform", "schedule", "campaign", "never", "unbounded", "unknown"];
var DRAWN_PER = ["carrier", "cluster", "node", "consumer", "instance", "connection"];
var TRIGGERS = ["own-clock", "event"];
var EVIDENCE_SOURCES = ["text", "absence", "default", "declared"];

export {
  CONFIDENCES,
  SEVERITIES,
  BANDS,
  ACCEPTANCES,
  VERDICTS,
  DIFFICULTIES,
  ROLES,
  OBSERVABILITIES,
  SESSION_CLASSES,
  REFRESH_MODES,
  CONSUMER_KINDS,
  DELIVERY_FORMS,
  HOPS,
  DELAY_KINDS,
  DRAWN_PER,
  TRIGGERS,
  EVIDENCE_SOURCES
};

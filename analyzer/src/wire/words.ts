/**
 * The closed word lists of the wire format, version 1. Apart from the model's lists on purpose: a word leaves or changes
 * its meaning only with version 2. Imports nothing.
 */

export const CONFIDENCES = ['declared', 'exact', 'inferred', 'assumed'] as const;
export const SEVERITIES = ['error', 'warning', 'note'] as const;
export const BANDS = ['contained', 'moderate', 'wide', 'critical'] as const;
export const ACCEPTANCES = [
  'dual-valid',
  'key-ring',
  'identity-replacement',
  'lease',
  'cutover',
  'wrapping-key',
] as const;
export const VERDICTS = ['zero-downtime', 'partial', 'cutover'] as const;
export const DIFFICULTIES = ['boring', 'campaign', 'surgery', 'impossible today'] as const;
export const ROLES = ['presents', 'accepts', 'both'] as const;
/** What an improvement takes, the cheapest first. */
export const IMPROVEMENT_COSTS = ['setting', 'manifest', 'code', 'account'] as const;
export const OBSERVABILITIES = ['direct', 'inferred', 'none'] as const;
export const SESSION_CLASSES = [
  'per-request',
  'survives',
  'killed-client-reconnects',
  'killed-no-reconnect',
  'artefacts',
] as const;

/** The least cooperative first. */
export const REFRESH_MODES = [
  'unknown',
  'manual',
  'build',
  'startup',
  'lease',
  'scheduled',
  'restart-on-change',
  'poll',
  'watch',
  'per-call',
] as const;

export const CONSUMER_KINDS = [
  'service',
  'worker',
  'cron',
  'job',
  'script',
  'ci',
  'dashboard',
  'backup',
  'build',
  'test',
  'daemon',
  'client',
  'vendor',
  'person',
] as const;

export const DELIVERY_FORMS = [
  'env',
  'env-from',
  'env-file',
  'volume',
  'sub-path',
  'csi',
  'image-pull',
  'sdk',
  'api',
  'build-arg',
  'ci-secret',
  'config-file',
  'tls',
  'literal',
] as const;

export const HOPS = [
  'git-reconcile',
  'store-sync',
  'node-sync',
  'app-reload',
  'client-swap',
  'restart',
  'rollout',
  'schedule',
  'lease',
  'action',
  'drain',
] as const;
export const DELAY_KINDS = ['fixed', 'uniform', 'schedule', 'campaign', 'never', 'unbounded', 'unknown'] as const;
export const DRAWN_PER = ['carrier', 'cluster', 'node', 'consumer', 'instance', 'connection'] as const;
export const TRIGGERS = ['own-clock', 'event'] as const;
export const EVIDENCE_SOURCES = ['text', 'absence', 'default', 'declared'] as const;

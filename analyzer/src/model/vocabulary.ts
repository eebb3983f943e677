/** The closed word lists of the design (section 2 and 5). Code, JSON and prose use these words and no synonym. */

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
export type ConsumerKind = (typeof CONSUMER_KINDS)[number];

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
export type DeliveryForm = (typeof DELIVERY_FORMS)[number];

export const ROLES = ['presents', 'accepts', 'both'] as const;
export type Role = (typeof ROLES)[number];

/** The least cooperative first: the hop with the lowest index decides a path (design, section 5). */
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
export type RefreshMode = (typeof REFRESH_MODES)[number];

export const ACCEPTANCES = [
  'dual-valid',
  'key-ring',
  'identity-replacement',
  'lease',
  'cutover',
  'wrapping-key',
] as const;
export type Acceptance = (typeof ACCEPTANCES)[number];

export const SESSION_CLASSES = [
  'per-request',
  'survives',
  'killed-client-reconnects',
  'killed-no-reconnect',
  'artefacts',
] as const;
export type SessionClass = (typeof SESSION_CLASSES)[number];

export const PRIVILEGES = [
  'superuser',
  'admin',
  'sign',
  'decrypt',
  'read-write',
  'read-only',
  'send-only',
  'unknown',
] as const;
export type Privilege = (typeof PRIVILEGES)[number];

export const REACHES = ['customer-data', 'production', 'derived-data', 'staging', 'development'] as const;
export type Reach = (typeof REACHES)[number];

export const CARRIER_TYPES = [
  'kubernetes-secret',
  'config-map',
  'external-store',
  'env-file',
  'compose-secret',
  'ci-secret',
  'file',
  'environment',
] as const;
/** `environment`: a variable of whoever starts the tool (Compose interpolation without an env file, a CI runner's own variables). */
export type CarrierType = (typeof CARRIER_TYPES)[number];

export const DIFFICULTIES = ['boring', 'campaign', 'surgery', 'impossible today'] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];

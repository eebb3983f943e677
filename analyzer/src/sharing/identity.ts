/**
 * Which carriers are the same thing in every repository of an organisation (design, section 4, rules 3 and 4): items of a store whose account
 * is known, and Secrets of a cluster that `keyturn.yaml` names. Must never join by a name that only one repository gives its meaning.
 */
import type { WireCarrier, WireInventory } from '../wire/types.ts';

export interface Identity {
  /** Equal in two repositories: one carrier. Readable: `aws-sm:123456789012/eu-west-1:prod/orders/db#password`. */
  readonly key: string;
  /** The item as a whole, where the key names one property of it; null: it is the whole. */
  readonly whole: string | null;
  readonly confidence: 'exact' | 'inferred';
  readonly says: string;
}

/** Names that mean something in one repository only: ids of its own carriers begin with them. */
export type OwnScopes = ReadonlySet<string>;

/** The repository's own name and its clusters: a store known by one of these is known by its SecretStore's name alone. */
export function ownScopes({ source, carriers, consumers }: WireInventory): OwnScopes {
  const clusters = [...carriers, ...consumers].flatMap(({ cluster }) => cluster ?? []);
  return new Set([source.root, ...clusters]);
}

interface Rule {
  readonly type: string;
  readonly holds: (carrier: WireCarrier, name: string, own: OwnScopes) => boolean;
  readonly confidence: Identity['confidence'];
  readonly says: (carrier: WireCarrier) => string;
}

/** The first that holds decides; a carrier that none fits belongs to its repository. */
const RULES: readonly Rule[] = [
  {
    type: 'external-store',
    holds: (_, name, own) => !isUnresolved(name) && !isOwnStore(name, own) && !isLocalEndpoint(name),
    confidence: 'exact',
    says: () => 'the same store item',
  },
  {
    type: 'kubernetes-secret',
    holds: ({ cluster }, name) => cluster !== null && !isUnresolved(name),
    confidence: 'inferred',
    says: ({ cluster }) => `the same Secret of cluster ${cluster}, which both repositories name`,
  },
];

/** What the carrier is across repositories; null: it means nothing outside its own. */
export function identityOf(carrier: WireCarrier, own: OwnScopes): Identity | null {
  const key = carrier.id.replace(/^carrier:/, '');
  const rule = RULES.find(({ type, holds }) => type === carrier.type && holds(carrier, key, own));
  if (!rule) return null;
  const suffix = carrier.key === null ? '' : `#${carrier.key}`;
  const whole = suffix !== '' && key.endsWith(suffix) ? key.slice(0, -suffix.length) : null;
  return { key, whole, confidence: rule.confidence, says: rule.says(carrier) };
}

/** `${VAULT_ADDR}`, `{{ .Values.vault }}`, `$(X)`: the same text stands for different things. */
function isUnresolved(name: string): boolean {
  return /\$\{|\$\(|\{\{/.test(name);
}

/** `store:shop/…`, `aws-sm:shop/SecretStore/main:…`, `aws-sm:shop:…`: nothing but a name given here. */
function isOwnStore(name: string, own: OwnScopes): boolean {
  const [provider = '', ...rest] = name.split(':');
  const account = rest.join(':');
  return (
    provider === 'store' ||
    [...own].some((scope) => account.startsWith(scope) && /^[/:@]/.test(account.slice(scope.length)))
  );
}

/**
 * A host that each cluster or machine resolves for itself: `vault.vault.svc:8200`, `connect`, `localhost` (Kubernetes, "DNS for Services and
 * Pods"; RFC 6761, RFC 6762).
 */
function isLocalEndpoint(name: string): boolean {
  const host = /^[^:]+:[a-z]+:\/\/(\[[^\]]*\]|[^/:]*)/.exec(name)?.[1];
  if (host === undefined) return false;
  return !host.includes('.') || /(^|\.)(svc|local|localhost)$|\.svc\.|^127\./.test(host);
}

/**
 * Names of secrets in the clouds' own stores, as their app files write them: ARNs, parameter paths, versions. Which account a bare
 * name is in is not told, and never guessed.
 */
import type { CarrierRef, DerivationFact, StoreFact } from '../model/fact.ts';
import type { Span } from '../model/place.ts';

export interface CloudSecret {
  readonly from: CarrierRef;
  /** The store, where the name tells its account. */
  readonly facts: readonly StoreFact[];
  /** Why a consumer never sees a newer version; null: it may. */
  readonly pinned: string | null;
}

function secretIn(
  provider: string,
  account: string | null,
  name: string,
  key: string | null,
  at: Span,
  pinned: string | null,
): CloudSecret {
  // Code that asks through an SDK names the provider alone, so a name without an account does the same.
  const store = account === null ? `sdk:${provider}` : `${provider}/${account}`;
  const fact: StoreFact = { fact: 'store', store, namespace: null, provider, account, at };
  return { from: { type: 'external-store', scope: store, name, key }, facts: account === null ? [] : [fact], pinned };
}

/** `arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-abc123:key:stage:version`: Secrets Manager adds the six characters. */
const SECRETS_MANAGER =
  /^arn:[\w-]+:secretsmanager:([\w-]*):(\d*):secret:([^:]+)(?::([^:]*))?(?::([^:]*))?(?::([^:]*))?$/;
const PARAMETER = /^arn:[\w-]+:ssm:([\w-]*):(\d*):parameter(\/.+)$/;

/** `valueFrom` of a task definition: an ARN, or the name of a parameter in the task's own region. */
export function amazonSecret(written: string, at: Span): CloudSecret | null {
  const secret = SECRETS_MANAGER.exec(written);
  if (secret) {
    const [, region, account, name = '', key, , version] = secret;
    const pinned = version ? `pinned to version ${version}` : null;
    return secretIn(
      'aws-sm',
      accountOf(account, region),
      name.replace(/-[A-Za-z0-9]{6}$/, ''),
      key || null,
      at,
      pinned,
    );
  }
  const parameter = PARAMETER.exec(written);
  if (parameter) return secretIn('aws-ssm', accountOf(parameter[2], parameter[1]), parameter[3] ?? '', null, at, null);
  return /^[\w./-]+$/.test(written) ? amazonParameter(written, at) : null;
}

/** A parameter by its path or name; `:3` behind it pins a version. */
export function amazonParameter(written: string, at: Span): CloudSecret {
  const [name = written, version] = written.split(':');
  return secretIn('aws-ssm', null, name, null, at, version ? `pinned to version ${version}` : null);
}

/** A secret by its name. */
export function amazonSecretNamed(written: string, key: string | null, at: Span): CloudSecret {
  return written.startsWith('arn:')
    ? (amazonSecret(written, at) ?? secretIn('aws-sm', null, written, key, at, null))
    : secretIn('aws-sm', null, written, key, at, null);
}

function accountOf(account: string | undefined, region: string | undefined): string | null {
  return account ? [account, region].filter(Boolean).join('/') : null;
}

/** `projects/P/secrets/NAME[/versions/V]` or a bare name; a number pins a version, `latest` does not. */
export function googleSecret(written: string, version: string | null, at: Span): CloudSecret | null {
  const [, project, name = written, inPath] =
    /^projects\/([^/]+)\/secrets\/([^/]+)(?:\/versions\/([^/]+))?$/.exec(written) ?? [];
  if (name === '' || name.includes('/') || name.includes('$')) return null;
  const asked = version ?? inPath ?? null;
  const pinned = asked !== null && /^\d+$/.test(asked) ? `pinned to version ${asked}` : null;
  return secretIn('gcp-sm', project === undefined || project.includes('$') ? null : project, name, null, at, pinned);
}

/**
 * Where a consumer takes a secret from: the store's item, or, of a pinned version, a copy of its own that is never filled again.
 */
export function takenBy(
  secret: CloudSecret,
  copy: CarrierRef,
  by: string,
  at: Span,
): { readonly from: CarrierRef; readonly facts: readonly (StoreFact | DerivationFact)[] } {
  if (secret.pinned === null) return { from: secret.from, facts: secret.facts };
  const derivation: DerivationFact = {
    fact: 'derivation',
    from: secret.from,
    to: copy,
    by,
    row: null,
    interval: null,
    frozen: secret.pinned,
    embedded: 'whole',
    alternatives: [],
    confidence: 'exact',
    at,
  };
  return { from: copy, facts: [...secret.facts, derivation] };
}

/**
 * What a driver throws, as a sentence. Its own message is never used: it may quote a row, a statement or an address. Told by codes: SQLSTATE
 * (PostgreSQL, appendix A) and those of the operating system.
 */
import { RegistryFailure } from './database.ts';

interface Meaning {
  readonly code: RegExp;
  readonly says: (shown: string) => string;
}

const MEANINGS: readonly Meaning[] = [
  { code: /^28/, says: (shown) => `${shown} refuses the user name or the password` },
  { code: /^3D000$/, says: (shown) => `${shown}: there is no such database` },
  { code: /^(42P01|3F000)$/, says: (shown) => `${shown} holds no registry yet: run keyturn registry migrate` },
  { code: /^42501$/, says: (shown) => `${shown}: this user may not do that; see keyturn registry roles` },
  { code: /^(53|57P03)/, says: (shown) => `${shown} cannot take more work now: try again` },
  { code: /^(57P0|08)/, says: (shown) => `${shown} closed the connection; nothing of this was kept` },
  { code: /^(40001|40P01)$/, says: (shown) => `${shown}: another publisher was in the way: try again` },
  { code: /^(ENOTFOUND|EAI_AGAIN)$/, says: (shown) => `${shown}: no such host` },
  { code: /^ECONNREFUSED$/, says: (shown) => `${shown}: nothing answers there` },
  { code: /^(ETIMEDOUT|ECONNRESET|EPIPE|EHOSTUNREACH|ENETUNREACH)$/, says: (shown) => `${shown} does not answer` },
  { code: /^(EACCES|EPERM|EROFS)$/, says: (shown) => `${shown}: not allowed to write there` },
  { code: /^ENOSPC$|^53100$/, says: (shown) => `${shown}: no space is left` },
  {
    code: /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED|UNABLE_TO|CERT_|ERR_TLS)/,
    says: (shown) => `${shown}: its certificate is not trusted`,
  },
];

/**
 * What a driver threw as a `RegistryFailure`; anything else (one that is already, a defect of our own) stays itself. `shown`: the address as it may be
 * printed.
 */
export function failureOf(error: unknown, shown: string): unknown {
  const code = error instanceof RegistryFailure ? '' : codeOf(error);
  if (code === '') return error;
  const meaning = MEANINGS.find((row) => row.code.test(code));
  return new RegistryFailure(meaning?.says(shown) ?? `${shown} cannot be used (${code})`);
}

/** Empty: no driver's error. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string')
    return error.code;
  // `pg` has no codes of its own for these.
  if (error instanceof Error && /^timeout expired$|timeout exceeded/i.test(error.message)) return 'ETIMEDOUT';
  return error instanceof Error && /^Connection terminated/.test(error.message) ? '08006' : '';
}

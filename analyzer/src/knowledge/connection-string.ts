/**
 * Where the secret part of a connection string stands: URLs, JDBC, Go's MySQL form and `name=value` texts. Answers in
 * offsets, so that a place can be named without the value. References such as `${VAR}` are one character class: what is
 * inside them is never read as syntax.
 */
import { type ConnectionString, hostOf, isReferenced, mask } from './connection-form.ts';
import { readPairs } from './connection-pairs.ts';
import { TABLES } from './rows.ts';

/** Longer texts are documents or blobs, never one connection string. */
const LONGEST = 8192;

const FORMS: ReadonlyArray<(masked: string) => ConnectionString | null> = [
  readUrl,
  readOracle,
  readMysql,
  readPairs,
  readBare,
];

/** The secret part of `text`, or null where it is no connection string or carries no secret part. */
export function readConnectionString(text: string): ConnectionString | null {
  if (text.length > LONGEST || text.includes('\n')) return null;
  const masked = mask(text);
  for (const form of FORMS) {
    const found = form(masked);
    if (found) return found;
  }
  return null;
}

const URL_SHAPE = /^((?:jdbc:)?[a-z][a-z0-9+.-]*(?::[a-z]+)?):\/\/([^/?#\s;]*)(\S*)$/i;

/** Whether the text is a URL from its start to its end. */
export function isUrl(text: string): boolean {
  return text.length <= LONGEST && URL_SHAPE.test(mask(text));
}

/** Host of a URL text; null when it has none. */
export function hostOfUrl(text: string): string | null {
  return hostOf(URL_SHAPE.exec(text)?.[2] ?? '');
}

function readUrl(masked: string): ConnectionString | null {
  const shape = URL_SHAPE.exec(masked);
  if (!shape) return null;
  const [, scheme = '', authority = '', rest = ''] = shape;
  const begin = scheme.length + 3;
  return (
    readUserinfo(scheme, begin, authority) ??
    readParameters(scheme, masked, begin + authority.length, authority, rest) ??
    readLooseUserinfo(scheme, begin, masked)
  );
}

function readUserinfo(scheme: string, begin: number, authority: string): ConnectionString | null {
  const at = authority.lastIndexOf('@');
  if (at < 0) return null;
  const colon = authority.indexOf(':');
  const found = { scheme: scheme.toLowerCase(), percent: true, host: hostOf(authority) };
  if (colon >= 0 && colon < at)
    return { ...found, user: authority.slice(0, colon), start: begin + colon + 1, end: begin + at };
  // https://<token>@host: a token where a user would stand, as in Git remotes and Sentry's DSN.
  const token = /^https?$/i.test(scheme) && (at >= 16 || isReferenced(authority));
  return token ? { ...found, user: null, start: begin, end: begin + at } : null;
}

/** A password written with `/`, `?` or `#` in it, unencoded: drivers accept it, URL parsers do not. */
function readLooseUserinfo(scheme: string, begin: number, masked: string): ConnectionString | null {
  if (/^https?$/i.test(scheme)) return null;
  const match = /^([^:@/\s]*):([^@\s]+)@([^/?@\s]+)/.exec(masked.slice(begin));
  if (!match) return null;
  const [, user = '', secret = '', authority = ''] = match;
  const start = begin + user.length + 1;
  return {
    scheme: scheme.toLowerCase(),
    user,
    start,
    end: start + secret.length,
    percent: true,
    host: hostOf(authority),
  };
}

function readParameters(
  scheme: string,
  masked: string,
  from: number,
  authority: string,
  rest: string,
): ConnectionString | null {
  if (!/[?;]/.test(rest)) return null;
  const secrets = new Set(TABLES.values.queryParameters.map((name) => name.toLowerCase()));
  for (const match of masked.slice(from).matchAll(/([?&;])([\w.-]+)=([^&;#]*)/g)) {
    const [, separator = '', name = '', value = ''] = match;
    if (!secrets.has(name.toLowerCase())) continue;
    const start = from + match.index + separator.length + name.length + 1;
    return {
      scheme: scheme.toLowerCase(),
      user: null,
      start,
      end: start + value.length,
      percent: separator !== ';',
      host: hostOf(authority),
    };
  }
  return null;
}

/** `jdbc:oracle:thin:user/password@host:1521/service`. */
function readOracle(masked: string): ConnectionString | null {
  const match = /^(jdbc:oracle:(?:thin|oci):)([^/@\s]+)\/([^@\s]+)@(?:\/\/)?([^:/\s]+)/i.exec(masked);
  if (!match) return null;
  const [, lead = '', user = '', secret = '', host = ''] = match;
  const start = lead.length + user.length + 1;
  return { scheme: 'jdbc:oracle:thin', user, start, end: start + secret.length, percent: false, host: hostOf(host) };
}

/** `user:password@tcp(host:3306)/name`, the DSN of Go's MySQL driver. */
function readMysql(masked: string): ConnectionString | null {
  const match = /^([^:@/\s]*):(.*)@(?:tcp|tcp6|udp|unix)\(([^)\s]*)\)/i.exec(masked);
  if (!match) return null;
  const [, user = '', secret = '', address = ''] = match;
  const start = user.length + 1;
  const host = address.startsWith('/') ? null : hostOf(address);
  return { scheme: 'mysql', user, start, end: start + secret.length, percent: false, host };
}

/** `user:password@host:port`, as some clients take it. */
function readBare(masked: string): ConnectionString | null {
  const match = /^([^:@/\s]+):(?!\/\/)([^@\s]+)@([\w.-]+(?::\d+)?)(?:\/\S*)?$/.exec(masked);
  if (!match || /^(?:mailto|sha256|urn)$/i.test(match[1] ?? '') || match[3] === 'sha256') return null;
  const [, user = '', secret = '', authority = ''] = match;
  return {
    scheme: null,
    user,
    start: user.length + 1,
    end: user.length + 1 + secret.length,
    percent: false,
    host: hostOf(authority),
  };
}

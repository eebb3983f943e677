/** `name=value` texts with a secret among them: ADO.NET, ODBC, Azure, libpq, JAAS, StackExchange.Redis. */
import { type ConnectionString, hostOf } from './connection-form.ts';
import { TABLES } from './rows.ts';

/** How `name=value` texts separate their pairs, told by what stands in them. */
const PAIRS: ReadonlyArray<{ readonly when: RegExp; readonly pair: RegExp }> = [
  { when: /=[^;]*;\s*[A-Za-z]/, pair: /(?:^|;)(\s*)([A-Za-z][\w ]*?)(\s*=\s*)("[^"]*"|'[^']*'|[^;]*)/g },
  { when: /=\S*\s+[A-Za-z_]\w*\s*=/, pair: /(?:^|\s)()([A-Za-z_]\w*)(\s*=\s*)("[^"]*"|'[^']*'|[^\s;]*)/g },
  { when: /,\s*[A-Za-z]\w*=/, pair: /(?:^|,)(\s*)([A-Za-z][\w ]*?)(=)([^,]*)/g },
];

interface Pair {
  readonly name: string;
  readonly start: number;
  readonly value: string;
}

/** The secret pair of the text, or null where no name of a pair is one that carries a secret. */
export function readPairs(masked: string): ConnectionString | null {
  const form = PAIRS.find(({ when }) => when.test(masked));
  if (!form) return null;
  const pairs = [...masked.matchAll(form.pair)].map(pairOf);
  const named = (names: readonly string[]) => pairs.find(({ name }) => names.includes(name));
  const secret = named(TABLES.values.pairSecrets);
  if (!secret) return null;
  const host = named(TABLES.values.pairHosts);
  const libpq = named(['dbname', 'sslmode']) !== undefined;
  return {
    scheme: libpq ? 'postgresql' : null,
    user: named(['user', 'username', 'user id', 'uid'])?.value ?? null,
    start: secret.start,
    end: secret.start + secret.value.length,
    percent: false,
    host: host ? hostOf(host.value.replace(/^\w+:\/\/|^tcp:/, '').replace(/[/,].*$/, '')) : null,
  };
}

function pairOf(match: RegExpMatchArray): Pair {
  const [whole, space = '', name = '', equals = '', written = ''] = match;
  const quoted = /^(["']).*\1$/.test(written);
  const end = (match.index ?? 0) + whole.length;
  const value = quoted ? written.slice(1, -1) : written.trimEnd();
  const start = end - written.length + (quoted ? 1 : 0);
  return { name: `${space}${name}${equals}`.replace(/=/, '').trim().toLowerCase(), start, value };
}

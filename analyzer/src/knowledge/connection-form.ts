/** What the readers of connection strings share: the answer, texts with their references blanked, and hosts. */

export interface ConnectionString {
  /** As the kinds table spells it (`jdbc:postgresql`, `redis`); null where the form tells none. */
  readonly scheme: string | null;
  readonly user: string | null;
  /** Offsets of the secret part in the text, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Whether the form writes it percent-encoded. */
  readonly percent: boolean;
  /** Host that accepts it, without port; null when it is not written out. */
  readonly host: string | null;
}

const REFERENCE = /\$\{\{[^}]{0,500}\}\}|\{\{[^}]{0,500}\}\}|\$\{[^}]{0,500}\}|\$\([^)]{0,500}\)|%[A-Za-z_]\w{0,100}%/g;
const BLANK = '\u2400';

/** The text with its references blanked, same length: what is inside `${…}` is never read as syntax. */
export function mask(text: string): string {
  return text.replace(REFERENCE, (reference) => BLANK.repeat(reference.length));
}

/** Whether a part of a masked text holds a reference. */
export function isReferenced(part: string): boolean {
  return part.includes(BLANK);
}

/** Host of a URL or `host:port`, without port; null when it is a reference or missing. */
export function hostOf(authority: string): string | null {
  const first = authority.slice(authority.lastIndexOf('@') + 1).split(',')[0] ?? '';
  const host = first.startsWith('[') ? first.slice(1, Math.max(1, first.indexOf(']'))) : first.replace(/:[^:]*$/, '');
  return host === '' || isReferenced(host) ? null : host;
}

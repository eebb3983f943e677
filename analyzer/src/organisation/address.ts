/**
 * Where a registry is: a folder or `postgres://…`. The password in an address must never be shown, whole or in part: an address that could be cut at
 * the wrong place is refused before anything tries it.
 */

export type Address =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly shown: string };

const POSTGRES = /^postgres(?:ql)?:\/\//i;
const HOW = 'an address is postgres://USER:PASSWORD@HOST:PORT/DATABASE, with / ? # @ % in the password percent-encoded';

/** The address in `text`; `problem` says what is wrong without repeating it. */
export function readAddress(text: string): { readonly address: Address } | { readonly problem: string } {
  if (!POSTGRES.test(text)) {
    if (/^[a-z][\w+.-]*:\/\//i.test(text)) return { problem: 'a registry is a folder or a postgres:// address' };
    return { address: { kind: 'folder', folder: text } };
  }
  const rest = text.replace(POSTGRES, '');
  const authority = rest.split(/[/?#]/, 1)[0] ?? '';
  // A second @, or one behind the authority, means that the password has a character in it that ends the authority.
  if (rest.split('@').length > 2 || (rest.includes('@') && !authority.includes('@'))) return { problem: HOW };
  try {
    const { username, hostname, port, pathname } = new URL(text);
    const user = username === '' ? '' : `${decodeURIComponent(username)}@`;
    const shown = `postgres://${user}${hostname || 'localhost'}${port === '' ? '' : `:${port}`}${pathname}`;
    return { address: { kind: 'postgres', url: text, shown } };
  } catch {
    // The error of URL and of decodeURIComponent repeats its input.
    return { problem: HOW };
  }
}

/** The address as it may be printed. */
export function showAddress(address: Address): string {
  return address.kind === 'folder' ? address.folder : address.shown;
}

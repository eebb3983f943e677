/**
 * What 1Password calls one field: `op://vault/item/field` of its command line, `item/field` of a store that has one vault, item and
 * property of one that does not. They come to one address here; the vault is the account.
 * https://developer.1password.com/docs/cli/secret-reference-syntax/ ; https://external-secrets.io/latest/provider/1password-sdk/
 */

export interface Field {
  /** `onepassword:vault`. */
  readonly account: string;
  readonly item: string;
  /** `field` or `section/field`; null: the whole item. */
  readonly field: string | null;
}

const PROVIDER = 'onepassword:';
const ADDRESS = /^op:\/\/(?<vault>[^/]+)\/(?<item>[^/]+)(?:\/(?<field>.+))?$/;
const IN_ONE_VAULT = /^(?<item>[^/]+)\/(?<field>.+)$/;

/** The field that `name` (and `key`) means in a store of `account`; null: it is none of 1Password, or says what it means. */
export function fieldMeant(account: string, name: string, key: string | null): Field | null {
  const { vault, ...inVault } = ADDRESS.exec(name)?.groups ?? {};
  if (vault !== undefined)
    return { account: `${PROVIDER}${vault}`, item: inVault.item ?? '', field: inVault.field ?? key };
  const { item, field } = (account.startsWith(PROVIDER) && key === null && IN_ONE_VAULT.exec(name)?.groups) || {};
  return item === undefined ? null : { account, item, field: field ?? null };
}

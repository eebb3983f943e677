/**
 * Azure Key Vault as a source of .NET configuration: every secret of the vault is read when the configuration is built, and polled only
 * where a ReloadInterval is set. Which keys the program then uses is not told here.
 * https://learn.microsoft.com/en-us/aspnet/core/security/key-vault-configuration
 */
import type { Named } from '../call-rows.ts';
import type { Callees } from '../callees.ts';
import { durationOf } from '../duration-text.ts';
import type { Verdict } from '../moment.ts';

const ADDS = /\.AddAzureKeyVault$/;
/** `https://orders-kv.vault.azure.net/`, of every cloud. */
const VAULT = /https:\/\/([\w-]+)\.vault\.(?:azure\.net|azure\.cn|usgovcloudapi\.net)/;
const INTERVAL = /ReloadInterval\s*=\s*(TimeSpan\.From\w+\([\d_.]+\))/;

export function keyVaultReads({ calls, written }: Callees): readonly Named[] {
  return calls
    .filter(({ callee }) => ADDS.test(callee))
    .map(({ node }): Named => {
      const text = written(node);
      const name = VAULT.exec(text)?.[1];
      if (name === undefined)
        return { reads: [], unresolved: [{ what: 'AddAzureKeyVault: the address of the vault is computed', node }] };
      const carrier = { type: 'external-store', scope: 'sdk:azure-kv', name, key: null } as const;
      const moment = { ...reload(INTERVAL.exec(text)?.[1] ?? null), node };
      return { reads: [{ source: { kind: 'store', carrier }, node, optional: false, moment }], unresolved: [] };
    });
}

function reload(written: string | null): Verdict {
  return written === null
    ? { moment: 'start-up', says: 'loaded once when the configuration is built: no ReloadInterval' }
    : { moment: 'timer', says: 'polled by its ReloadInterval', interval: durationOf(written) };
}

/** Commands that fetch an item from a store: one row a command. Options name the item, or the words behind the command do. */
import type { CarrierRef } from '../../../model/fact.ts';

export interface StoreCommand {
  /** Words that begin the command, options left out. */
  readonly words: readonly RegExp[];
  /** Options that name the item; absent: the next word does. */
  readonly options?: readonly string[];
  /** Options that name the key. */
  readonly keyOptions?: readonly string[];
  readonly type: CarrierRef['type'];
  readonly scope: string | null;
  /** Options that name the scope (`-n`, `--vault-name`). */
  readonly scopeOptions?: readonly string[];
}

export const STORE_COMMANDS: readonly StoreCommand[] = [
  {
    words: [/^aws$/, /^secretsmanager$/, /^get-secret-value$/],
    options: ['--secret-id'],
    type: 'external-store',
    scope: 'sdk:aws-sm',
  },
  {
    words: [/^aws$/, /^ssm$/, /^get-parameters?$/],
    options: ['--name', '--names'],
    type: 'external-store',
    scope: 'sdk:aws-ssm',
  },
  {
    words: [/^vault$/, /^kv$/, /^get$/],
    keyOptions: ['-field', '--field'],
    type: 'external-store',
    scope: 'sdk:vault',
  },
  { words: [/^vault$/, /^read$/], keyOptions: ['-field', '--field'], type: 'external-store', scope: 'sdk:vault' },
  {
    words: [/^gcloud$/, /^secrets$/, /^versions$/, /^access$/],
    options: ['--secret'],
    type: 'external-store',
    scope: 'sdk:gcp-sm',
  },
  {
    words: [/^az$/, /^keyvault$/, /^secret$/, /^show$/],
    options: ['--name', '-n'],
    type: 'external-store',
    scope: 'sdk:azure-kv',
  },
  { words: [/^op$/, /^read$/], type: 'external-store', scope: 'sdk:onepassword' },
  { words: [/^bws$/, /^secret$/, /^get$/], type: 'external-store', scope: 'sdk:bitwarden' },
  { words: [/^doppler$/, /^secrets$/, /^get$/], type: 'external-store', scope: 'sdk:doppler' },
  { words: [/^infisical$/, /^secrets$/, /^get$/], type: 'external-store', scope: 'sdk:infisical' },
  {
    words: [/^(?:kubectl|oc|k)$/, /^get$/, /^secrets?$/],
    type: 'kubernetes-secret',
    scope: null,
    scopeOptions: ['-n', '--namespace'],
  },
];

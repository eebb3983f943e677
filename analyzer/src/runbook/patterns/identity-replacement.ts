/** Pattern: a second principal with the same rights, then the first one goes. */
import { definePattern } from '../contract.ts';

export default definePattern({
  id: 'identity-replacement',
  does: 'Create a second principal with the same rights, move every consumer to it, then disable and remove the first.',
  buys: 'an overlap where one principal has one password, and evidence: the dependency itself names who is still old',
  hides: 'rights and ownership that hang on the old name: objects, default privileges, allow-lists, pooler user files',
  failsFirst: 'a right the new principal lacks, met hours later by a job',
  wrongWhen:
    'the name of the principal is part of a contract: row-level policies, tenants, billing, outside allow-lists',
  coexist: true,
  steps: {
    prepare: [
      'Create $NEW_PRINCIPAL with the rights of $OLD_PRINCIPAL; compare the rights, not the intentions.',
      'Add $NEW_PRINCIPAL to every allow-list, pooler user file and policy that names $OLD_PRINCIPAL.',
    ],
    publish: ['Write name and value of $NEW_PRINCIPAL together as $NEW_VERSION at $SECRET_PATH.'],
    verify: ['Log in as $NEW_PRINCIPAL and do one read and one write of each job of the credential.'],
    revoke: ['Disable the login of $OLD_PRINCIPAL, end its sessions, and remove it later.'],
    rollback: ['Enable $OLD_PRINCIPAL again; keep $NEW_PRINCIPAL, so that whoever moved stays up.'],
  },
  ends: 'the old principal can no longer log in and its sessions are gone',
});

/** Pattern: a second principal with the same rights, then the first one goes. */
import { PATTERN_WORDS } from '../../explain/pattern-words.ts';
import { definePattern } from '../contract.ts';

export default definePattern({
  id: 'identity-replacement',
  ...PATTERN_WORDS['identity-replacement'],
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

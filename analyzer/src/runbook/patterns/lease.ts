/** Pattern: a broker issues each consumer its own short-lived credential. */
import { PATTERN_WORDS } from '../../explain/pattern-words.ts';
import { definePattern } from '../contract.ts';

export default definePattern({
  id: 'lease',
  ...PATTERN_WORDS.lease,
  coexist: true,
  steps: {
    prepare: ['Check that the broker issues to every role, and that the number of leases is below its limit.'],
    publish: ['Rotate the root credential of the broker; leases that exist stay valid.'],
    verify: ['Have the broker issue one credential per role and use it once.'],
    revoke: [
      'Revoke the leases issued before the rotation, role by role, consumers that re-issue by themselves first.',
    ],
    rollback: ['Stop revoking; leases that were not revoked go on working.'],
  },
  ends: 'the last lease issued before the rotation has run out or is revoked',
});

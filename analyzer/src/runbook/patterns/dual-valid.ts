/** Pattern: one principal with two values valid at once. */
import { PATTERN_WORDS } from '../../explain/pattern-words.ts';
import { definePattern } from '../contract.ts';

export default definePattern({
  id: 'dual-valid',
  ...PATTERN_WORDS['dual-valid'],
  coexist: true,
  steps: {
    prepare: [
      'Look at what the dependency accepts now: a leftover value must go before the rotation can start.',
      'Add the new value beside the old one; keep the old one valid.',
    ],
    publish: ['Write the new value as $NEW_VERSION at $SECRET_PATH.'],
    verify: ['Authenticate once with the new value and once with the old one: both must work.'],
    revoke: ['Remove the old value from the principal; then end sessions that were opened with it.'],
    rollback: ['Keep both values valid and write $OLD_VERSION at $SECRET_PATH again.'],
  },
  ends: 'the old value is removed from the principal',
});

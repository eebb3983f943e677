/** Pattern: one principal with two values valid at once. */
import { definePattern } from '../contract.ts';

export default definePattern({
  id: 'dual-valid',
  does: 'Add a second value to the same principal, move every consumer to it, then take the first away.',
  buys: 'an overlap without a second principal: permissions, ownership and audit names stay as they are',
  hides: 'who still presents the old value: both belong to one principal, and few dependencies tell which one matched',
  failsFirst: 'a leftover second value that fills the slots, so that the rotation cannot start',
  wrongWhen: 'nobody can tell old from new at the dependency and consumers do not report the version they loaded',
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

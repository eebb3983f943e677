/** Pattern: one value is valid at a time, so the change is the revocation. */
import { PATTERN_WORDS } from '../../explain/pattern-words.ts';
import { definePattern } from '../contract.ts';

export default definePattern({
  id: 'cutover',
  ...PATTERN_WORDS.cutover,
  coexist: false,
  steps: {
    prepare: [
      'Agree on the outage with every owner below, and on who calls it off.',
      'Quiesce: stop schedules, drain queues, and switch off lock-outs for failed logins if the dependency has them.',
    ],
    publish: ['Change the value at the dependency and write it as $NEW_VERSION at $SECRET_PATH, back to back.'],
    verify: ['Authenticate once with the new value from outside the consumers.'],
    revoke: [],
    rollback: ['Set the value of $OLD_VERSION at the dependency again and restart everybody: a second outage.'],
  },
  ends: 'at the change itself; sessions opened before it may live on',
});

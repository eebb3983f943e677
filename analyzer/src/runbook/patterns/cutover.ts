/** Pattern: one value is valid at a time, so the change is the revocation. */
import { definePattern } from '../contract.ts';

export default definePattern({
  id: 'cutover',
  does: 'Agree on an outage, change and publish the value at once, and restart everybody in a known order.',
  buys: 'nothing but an end: there is no overlap to manage and no old value left behind',
  hides: 'that there is no safe moment: whoever has the old value fails from the change on, and so does the way back',
  failsFirst: 'consumers that reconnect between the change and the arrival of the value; lock-outs after failed logins',
  wrongWhen: 'the dependency could take a second value or a second principal: make that possible first',
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

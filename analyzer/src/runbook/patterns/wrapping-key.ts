/** Pattern: the key wraps other keys or data, and what it wrapped outlives every consumer. */
import { definePattern } from '../contract.ts';

export default definePattern({
  id: 'wrapping-key',
  does: 'Add a new key version for writing, wrap everything again that the old one wrapped, then let the old version die.',
  buys: 'new data is safe at once, and nothing is unreadable while the rest is wrapped again',
  hides: 'data that nobody wrapped again: backups, archives, replicas, exports, columns of a table nobody reads',
  failsFirst: 'the first read of something old after the key is gone: it is lost, not late',
  wrongWhen:
    'the goal is to stop a login: this is a different problem from rotating a password, and restarts do not solve it',
  coexist: true,
  steps: {
    prepare: [
      'Count what the old key wrapped: tables, buckets, backups, archives, replicas.',
      'Give the new key version to everybody who reads before anybody writes with it.',
    ],
    publish: ['Make the new key version the one for writing; the old one stays for reading.'],
    verify: ['Read something written with the old key and something written with the new one.'],
    revoke: [
      'Wrap everything again with the new key, backups included, and count what is left: it must be zero.',
      'Disable the old key version; delete it only after the longest retention of anything it wrapped.',
    ],
    rollback: ['Write with the old key version again; both stay readable.'],
  },
  ends: 'nothing is left that the old key wrapped, backups and archives included',
});

/** Pattern: the key wraps other keys or data, and what it wrapped outlives every consumer. */
import { PATTERN_WORDS } from '../../explain/pattern-words.ts';
import { definePattern } from '../contract.ts';

export default definePattern({
  id: 'wrapping-key',
  ...PATTERN_WORDS['wrapping-key'],
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

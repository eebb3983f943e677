/** Pattern: those who verify hold a list of keys. */
import { PATTERN_WORDS } from '../../explain/pattern-words.ts';
import { definePattern } from '../contract.ts';

export default definePattern({
  id: 'key-ring',
  ...PATTERN_WORDS['key-ring'],
  coexist: true,
  steps: {
    prepare: ['Add the new key to the list of every verifier, behind the current one; no presenter uses it yet.'],
    publish: ['Make the new key the current one at $SECRET_PATH; the old one stays in the list.'],
    verify: ['Have each verifier accept one artefact made with the new key and one made with the old key.'],
    revoke: [
      'Remove the old key from the list of every verifier, after the longest artefact made with it has expired.',
    ],
    rollback: ['Make the old key the current one again; the new key stays in every list.'],
  },
  ends: 'the old key leaves the last list and the longest artefact made with it has expired',
});

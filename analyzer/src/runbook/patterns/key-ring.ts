/** Pattern: those who verify hold a list of keys. */
import { definePattern } from '../contract.ts';

export default definePattern({
  id: 'key-ring',
  does: 'Give the new key to everybody who verifies, then let those who sign or present use it, then drop the old one.',
  buys: 'an overlap as long as wanted, and artefacts made with the old key stay valid until they expire',
  hides: 'a verifier that was forgotten: it fails only when the first artefact made with the new key reaches it',
  failsFirst: 'order: a presenter that switches before the last verifier has the new key',
  wrongWhen: 'the verifiers are not all known or not all under control',
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

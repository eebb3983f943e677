/**
 * What each rotation pattern does, buys, hides, what fails first, and when it is the wrong choice (design, section 8): the words of every
 * output that recommends one. It recommends nothing itself.
 */
import type { WireAcceptance } from '../wire/types.ts';

export interface PatternWords {
  /** What is done, in one sentence. */
  readonly does: string;
  readonly buys: string;
  readonly hides: string;
  readonly failsFirst: string;
  readonly wrongWhen: string;
}

export const PATTERN_WORDS: Readonly<Record<WireAcceptance, PatternWords>> = {
  'dual-valid': {
    does: 'Add a second value to the same principal, move every consumer to it, then take the first away.',
    buys: 'an overlap without a second principal: permissions, ownership and audit names stay as they are',
    hides:
      'who still presents the old value: both belong to one principal, and few dependencies tell which one matched',
    failsFirst: 'a leftover second value that fills the slots, so that the rotation cannot start',
    wrongWhen: 'nobody can tell old from new at the dependency and consumers do not report the version they loaded',
  },
  'key-ring': {
    does: 'Give the new key to everybody who verifies, then let those who sign or present use it, then drop the old one.',
    buys: 'an overlap as long as wanted, and artefacts made with the old key stay valid until they expire',
    hides: 'a verifier that was forgotten: it fails only when the first artefact made with the new key reaches it',
    failsFirst: 'order: a presenter that switches before the last verifier has the new key',
    wrongWhen: 'the verifiers are not all known or not all under control',
  },
  'identity-replacement': {
    does: 'Create a second principal with the same rights, move every consumer to it, then disable and remove the first.',
    buys: 'an overlap where one principal has one password, and evidence: the dependency itself names who is still old',
    hides:
      'rights and ownership that hang on the old name: objects, default privileges, allow-lists, pooler user files',
    failsFirst: 'a right the new principal lacks, met hours later by a job',
    wrongWhen:
      'the name of the principal is part of a contract: row-level policies, tenants, billing, outside allow-lists',
  },
  lease: {
    does: 'Let the broker issue new credentials and the old leases run out; rotate the root credential of the broker apart.',
    buys: 'nobody shares a value, and the old one ends by itself',
    hides:
      'the root credential of the broker, which has the whole radius; renewal keeps the same credential until its maximum',
    failsFirst: 'the broker on the request path: when it is down, whoever starts or re-issues is down',
    wrongWhen: 'consumers cannot take a new credential while they run, or start more often than the broker can issue',
  },
  cutover: {
    does: 'Agree on an outage, change and publish the value at once, and restart everybody in a known order.',
    buys: 'nothing but an end: there is no overlap to manage and no old value left behind',
    hides: 'that there is no safe moment: whoever has the old value fails from the change on, and so does the way back',
    failsFirst:
      'consumers that reconnect between the change and the arrival of the value; lock-outs after failed logins',
    wrongWhen: 'the dependency could take a second value or a second principal: make that possible first',
  },
  'wrapping-key': {
    does: 'Add a new key version for writing, wrap everything again that the old one wrapped, then let the old version die.',
    buys: 'new data is safe at once, and nothing is unreadable while the rest is wrapped again',
    hides: 'data that nobody wrapped again: backups, archives, replicas, exports, columns of a table nobody reads',
    failsFirst: 'the first read of something old after the key is gone: it is lost, not late',
    wrongWhen:
      'the goal is to stop a login: this is a different problem from rotating a password, and restarts do not solve it',
  },
};

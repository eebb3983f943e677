/** Pattern: a broker issues each consumer its own short-lived credential. */
import { definePattern } from '../contract.ts';

export default definePattern({
  id: 'lease',
  does: 'Let the broker issue new credentials and the old leases run out; rotate the root credential of the broker apart.',
  buys: 'nobody shares a value, and the old one ends by itself',
  hides:
    'the root credential of the broker, which has the whole radius; renewal keeps the same credential until its maximum',
  failsFirst: 'the broker on the request path: when it is down, whoever starts or re-issues is down',
  wrongWhen: 'consumers cannot take a new credential while they run, or start more often than the broker can issue',
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

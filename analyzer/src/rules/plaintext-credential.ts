/** The real value stands in a file that everybody with the repository can read. */
import { seen } from '../model/evidence.ts';
import type { Severity } from '../model/finding.ts';
import type { Reach } from '../model/vocabulary.ts';
import { type Claim, defineRule } from './contract.ts';
import { carrierName } from './reference.ts';

/** The same line is worse where the value opens more. */
const SEVERITY: Readonly<Record<Reach, Severity>> = {
  'customer-data': 'error',
  production: 'warning',
  'derived-data': 'warning',
  staging: 'warning',
  development: 'note',
};

export default defineRule({
  id: 'plaintext-credential',
  severity: 'warning',
  claims: 'A carrier holds the value readable in a file.',
  why: 'Everybody who ever had a copy of the repository holds the value, so it has no countable holders, and a rotation that writes the new one here leaks it again.',
  fix: 'Keep the value in a store or encrypted, refer to it from here, and rotate it: the history keeps the old one.',
  owasp: 'NHI2:2025 Secret Leakage',
  check({ graph }) {
    return [...graph.credentials.values()].flatMap(({ id, name, carriers, reach }): Claim[] => {
      const readable = carriers.flatMap((carrierId) => {
        const carrier = graph.carriers.get(carrierId);
        return carrier?.plaintextAt ? [seen(carrier.plaintextAt, `${carrierName(carrier)} holds the value`)] : [];
      });
      const [place, ...related] = readable;
      const message = `${name} stands readable in ${readable.length === 1 ? 'a file' : `${readable.length} places`}.`;
      return place ? [{ message, place, related, credential: id, severity: SEVERITY[reach.value] }] : [];
    });
  },
});

/** A carrier that nothing here reads. Only ever a statement about this repository and branch: it may be used elsewhere. */
import { seen } from '../model/evidence.ts';
import { type Claim, defineRule } from './contract.ts';
import { carrierName } from './reference.ts';

export default defineRule({
  id: 'unused-carrier',
  severity: 'note',
  claims: 'A carrier is declared, and no path in this repository and branch uses it.',
  why: 'It still holds the value and must be counted at a leak; or somebody uses it whom no scan sees, and who breaks at the rotation.',
  fix: 'Look for users outside of this repository and branch before removing it, and declare those you find.',
  owasp: 'NHI1:2025 Improper Offboarding',
  check({ graph }) {
    const used = new Set(graph.paths.flatMap(({ carriers }) => carriers));
    const passedOn = new Set(graph.derivations.map(({ from }) => from));
    return [...graph.credentials.values()].flatMap(({ id, carriers }) =>
      carriers.flatMap((carrierId): Claim[] => {
        const carrier = graph.carriers.get(carrierId);
        if (!carrier?.declaredAt || used.has(carrierId) || passedOn.has(carrierId)) return [];
        const message = `${carrierName(carrier)} is used by nothing in this repository and branch.`;
        return [{ message, place: seen(carrier.declaredAt, 'declared here', 'inferred'), credential: id }];
      }),
    );
  },
});

/** One value written down twice: the copies are one credential, though nothing but the equal value joins them. */
import { defineRule } from './contract.ts';
import { carrierName, credentialsByCarrier, nameFew } from './reference.ts';

export default defineRule({
  id: 'copied-credential',
  severity: 'warning',
  claims: 'Two carriers of one cluster scope hold the same value, and nothing else joins them.',
  why: 'Rotating one copy leaves the others with the old value, and nobody is told. Revocation then breaks whoever reads a forgotten copy.',
  fix: 'Keep one carrier and fill the others from it. If the values are equal by chance or on purpose, say so in keyturn.yaml.',
  owasp: 'NHI9:2025 NHI Reuse',
  check({ graph }) {
    const holds = credentialsByCarrier(graph);
    return graph.copies
      .filter(({ crossesEnvironments }) => !crossesEnvironments)
      .map(({ carriers, because: [place, ...related] }) => {
        const names = carriers.flatMap((id) => graph.carriers.get(id) ?? []).map(carrierName);
        const [credential] = carriers.flatMap((id) => holds.get(id) ?? []);
        return {
          message: `${nameFew(names.length > 0 ? names : carriers)} hold the same value: they rotate together or break apart.`,
          place,
          related,
          confidence: 'inferred' as const,
          ...(credential === undefined ? {} : { credential }),
        };
      });
  },
});

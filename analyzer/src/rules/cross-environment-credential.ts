/** One value in several environments: used there by consumers of one credential, or written down there twice. */
import { groupBy } from '../model/group.ts';
import type { Layers } from '../model/inventory.ts';
import { compareText } from '../model/place.ts';
import { type Claim, defineRule } from './contract.ts';
import { carrierName, credentialsByCarrier, nameFew, referenceOf, usesOf } from './reference.ts';

export default defineRule({
  id: 'cross-environment-credential',
  severity: 'error',
  claims: 'The same credential is used in more than one environment.',
  why: 'What leaks in a test environment opens production, and a rotation for one environment breaks the other.',
  fix: 'Give each environment a credential of its own, and rotate the shared one away.',
  owasp: 'NHI8:2025 Environment Isolation',
  check: (layers) => [...sharedAcross(layers), ...copiedAcross(layers)],
});

/** Only environments that are known count: an unnamed one may be any of them. */
function sharedAcross({ graph }: Layers): readonly Claim[] {
  const known = usesOf(graph).filter(({ consumer }) => consumer.environment !== null);
  const byCredential = groupBy(known, ({ paths: [{ credential }] }) => credential);
  return [...graph.credentials.values()].flatMap((credential): Claim[] => {
    const uses = byCredential.get(credential.id) ?? [];
    const environments = [...new Set(uses.map(({ consumer }) => consumer.environment ?? ''))].sort(compareText);
    if (environments.length < 2) return [];
    const [place, ...related] = environments.flatMap((environment) => {
      const use = uses.find(({ consumer }) => consumer.environment === environment);
      return use ? [referenceOf(use.paths[0], use.consumer, `${use.consumer.name} uses it in ${environment}`)] : [];
    });
    const message = `${credential.name} is used in ${nameFew(environments)}: a leak or a rotation in one reaches the other.`;
    return place ? [{ message, place, related, credential: credential.id }] : [];
  });
}

function copiedAcross({ graph }: Layers): readonly Claim[] {
  const holds = credentialsByCarrier(graph);
  return graph.copies
    .filter(({ crossesEnvironments }) => crossesEnvironments)
    .map(({ carriers, because: [place, ...related] }): Claim => {
      const names = carriers.flatMap((id) => graph.carriers.get(id) ?? []).map(carrierName);
      const [credential] = carriers.flatMap((id) => holds.get(id) ?? []);
      return {
        message: `${nameFew(names.length > 0 ? names : carriers)} hold the same value in different environments or clusters.`,
        place,
        related,
        confidence: 'inferred',
        ...(credential === undefined ? {} : { credential }),
      };
    });
}

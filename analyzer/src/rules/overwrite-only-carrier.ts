/** An origin that keeps one value and no history: publishing the new one destroys the old, and with it the way back. */
import { confidenceOf } from '../model/evidence.ts';
import type { Carrier } from '../model/graph.ts';
import { type Claim, defineRule } from './contract.ts';
import { carrierName } from './reference.ts';

/** Origins without versions, with the reason. One declared in a file has the history of the repository. */
const WITHOUT_VERSIONS: Readonly<Partial<Record<Carrier['type'], string>>> = {
  // https://docs.github.com/actions/security-guides/encrypted-secrets: a stored secret cannot be read back.
  'ci-secret': 'a CI secret cannot be read back once it is overwritten',
  // https://kubernetes.io/docs/concepts/configuration/secret/: an update replaces the data.
  'kubernetes-secret': 'a Secret made by hand keeps no earlier version',
};

export default defineRule({
  id: 'overwrite-only-carrier',
  severity: 'note',
  claims: 'The origin of a credential keeps one value and no earlier version.',
  why: 'Publishing overwrites the old value. If the new one fails, rolling back needs a copy nobody kept.',
  fix: 'Keep the origin in a store with versions and fill this carrier from it, or keep the old value safe until the rotation is done.',
  check({ graph }) {
    return [...graph.credentials.values()].flatMap(({ id, carriers: [first] }): Claim[] => {
      const origin = graph.carriers.get(first ?? '');
      const reason = origin && WITHOUT_VERSIONS[origin.type];
      if (!origin || !reason || origin.declaredAt !== null || origin.objectDeclaredAt !== null) return [];
      const message = `${carrierName(origin)} keeps no earlier value: ${reason}.`;
      return [{ message, place: origin.because[0], confidence: weaker(origin), credential: id }];
    });
  },
});

/** That no file fills a Secret does not prove that nothing else does. */
function weaker({ type, because }: Carrier) {
  return type === 'ci-secret' ? confidenceOf(because) : 'assumed';
}

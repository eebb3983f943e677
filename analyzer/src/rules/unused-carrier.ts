/** A carrier that nothing here reads. Only ever a statement about this repository and branch: it may be used elsewhere. */
import { seen } from '../model/evidence.ts';
import type { Carrier, Graph } from '../model/graph.ts';
import { groupBy } from '../model/group.ts';
import type { Span } from '../model/place.ts';
import { type Claim, defineRule } from './contract.ts';
import { carrierName, nameFew } from './reference.ts';

/** From here on it is the users that no file here shows, not the carriers that are left over: one claim says so. */
const MANY = 20;

export default defineRule({
  id: 'unused-carrier',
  severity: 'note',
  claims: 'A carrier is declared, and no path in this repository and branch uses it.',
  why: 'It still holds the value and must be counted at a leak; or somebody uses it whom no scan sees, and who breaks at the rotation.',
  fix: 'Look for users outside of this repository and branch before removing it, and declare those you find.',
  owasp: 'NHI1:2025 Improper Offboarding',
  check({ graph }) {
    const objects = [...groupBy(unusedCarriers(graph), objectOf).values()];
    return objects.length > MANY ? claimAll(objects) : objects.flatMap(claimObject);
  },
});

interface Unused {
  readonly credential: string;
  readonly carrier: Carrier;
  readonly declaredAt: Span;
}

/** Declared, on no path, and filling nothing else. */
function unusedCarriers({ credentials, carriers, paths, derivations }: Graph): readonly Unused[] {
  const used = new Set([...paths.flatMap((path) => path.carriers), ...derivations.map(({ from }) => from)]);
  return [...credentials.values()].flatMap((credential) =>
    credential.carriers.flatMap((id) => {
      const carrier = used.has(id) ? undefined : carriers.get(id);
      return carrier?.declaredAt ? [{ credential: credential.id, carrier, declaredAt: carrier.declaredAt }] : [];
    }),
  );
}

function objectOf({ carrier: { type, cluster, namespace, name } }: Unused): string {
  return JSON.stringify([type, cluster, namespace, name]);
}

/** The keys of one object are left over together. */
function claimObject(keys: readonly Unused[]): readonly Claim[] {
  const [first, ...others] = keys;
  if (!first) return [];
  const names = nameFew(keys.map(({ carrier }) => carrierName(carrier)));
  const claim = {
    message: `Nothing in this repository and branch uses ${names}.`,
    place: declaredHere(first),
    related: others.map(declaredHere),
  };
  return [others.length === 0 ? { ...claim, credential: first.credential } : claim];
}

function claimAll(objects: ReadonlyArray<readonly Unused[]>): readonly Claim[] {
  const [first, ...others] = objects.flatMap(([key]) => key ?? []);
  if (!first) return [];
  const message = `Nothing in this repository and branch uses ${objects.length} of the objects declared here, ${first.carrier.name} among them: their users are somewhere else, or were not read.`;
  return [{ message, place: declaredHere(first), related: others.map(declaredHere) }];
}

function declaredHere({ declaredAt }: Unused) {
  return seen(declaredAt, 'declared here', 'inferred');
}

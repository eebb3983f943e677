/** One credential in several hands. How bad that is grows with how little the hands have to do with each other. */
import { confidenceOf, type Evidence, seen } from '../model/evidence.ts';
import type { Severity } from '../model/finding.ts';
import type { Carrier, Consumer, Graph } from '../model/graph.ts';
import { groupBy } from '../model/group.ts';
import { type Claim, defineRule } from './contract.ts';
import { nameFew, referenceOf, sharersOf, usesOf } from './reference.ts';

export default defineRule({
  id: 'shared-credential',
  severity: 'warning',
  claims: 'Several consumers use one credential.',
  why: 'All of them must have the new value before the old one may die, and a leak at one is a leak at all. Nobody can tell from the outside whose use it is.',
  fix: 'Give each service an identity of its own, first where owners or environments differ.',
  owasp: 'NHI9:2025 NHI Reuse',
  check({ graph }) {
    const uses = groupBy(usesOf(graph), ({ paths: [{ credential }] }) => credential);
    return [...graph.credentials.values()].flatMap((credential): Claim[] => {
      const sharing = sharersOf(uses.get(credential.id) ?? []);
      const consumers = sharing.map(({ consumer }) => consumer);
      const references = sharing.map(({ consumer, paths: [path] }) =>
        referenceOf(path, consumer, `${consumer.name} uses it`),
      );
      const [first] = references;
      if (!first || consumers.length < 2) return [];
      const declaredAt = declarationOf(credential.carriers, graph);
      const who = nameFew(consumers.map(({ name }) => name));
      return [
        {
          message: `${credential.name} is used by ${consumers.length} consumers (${who})${sayDifferences(consumers)}.`,
          place: declaredAt ?? first,
          related: declaredAt ? references : references.slice(1),
          severity: severityOf(consumers),
          confidence: confidenceOf(credential.because),
          credential: credential.id,
        },
      ];
    });
  },
});

/** Where the value is first written or filled: the line a person would change. */
function declarationOf(carriers: readonly string[], graph: Graph): Evidence | null {
  const known = carriers.flatMap((id): Carrier[] => {
    const carrier = graph.carriers.get(id);
    return carrier ? [carrier] : [];
  });
  const at = known.find(({ declaredAt }) => declaredAt !== null)?.declaredAt;
  return at ? seen(at, 'the value that is shared') : null;
}

/** What can differ between the consumers; unnamed owners and environments are not known to differ. */
const DIFFERENCES: ReadonlyArray<{ readonly of: string; readonly by: (consumer: Consumer) => string | null }> = [
  { of: 'owners', by: ({ owner }) => owner },
  { of: 'environments', by: ({ environment }) => environment },
  { of: 'services', by: ({ application, name }) => application ?? name },
];

function differing(consumers: readonly Consumer[]): readonly string[] {
  return DIFFERENCES.filter(({ by }) => new Set(consumers.map(by).filter((value) => value !== null)).size > 1).map(
    ({ of }) => of,
  );
}

function sayDifferences(consumers: readonly Consumer[]): string {
  const differences = differing(consumers);
  return differences.length === 0 ? '' : ` of different ${differences.join(' and ')}`;
}

/** One service in one place: a note. Different owners and environments at once: an error. */
function severityOf(consumers: readonly Consumer[]): Severity {
  const differences = differing(consumers);
  if (differences.includes('owners') && differences.includes('environments')) return 'error';
  return differences.length === 0 ? 'note' : 'warning';
}

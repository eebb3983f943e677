/** A reference to a key or an object that nobody declares here. An object may come from outside the repository, so alone it is never an error. */
import { absent, type Evidence } from '../model/evidence.ts';
import type { Carrier, Graph, Hole } from '../model/graph.ts';
import { groupBy } from '../model/group.ts';
import type { Span } from '../model/place.ts';
import { type Claim, defineRule } from './contract.ts';
import { nearestName } from './nearest.ts';
import { carrierName } from './reference.ts';

export default defineRule({
  id: 'dangling-reference',
  severity: 'error',
  claims: 'A key is referenced that the object declared here lacks, or an object that nothing here declares.',
  why: 'The consumer does not start, or starts without the value. A slip in a key is found only at the next deploy, which is often the one that rotates.',
  fix: 'Correct the name, or add the key. For an object made outside this repository nothing is to do.',
  check({ graph }) {
    const users = usersByPlace(graph);
    const declaredNames = namesDeclared(graph);
    const once = groupBy(graph.holes, ({ carrier, referencedAt }) => {
      const user = users.get(placeKey(referencedAt));
      return `${carrier} ${user ? `${user.credential} ${user.consumer}` : placeKey(referencedAt)}`;
    });
    return [...once.values()].flatMap(([hole, ...others]): Claim[] => {
      if (!hole) return [];
      const user = users.get(placeKey(hole.referencedAt));
      const carrier = graph.carriers.get(hole.carrier);
      const related = [...hole.because.slice(1), ...others.map(({ because: [first] }) => first)];
      return [{ ...judge(hole, carrier, declaredNames), related, ...(user ?? {}) }];
    });
  },
});

/** What is missing and how bad that is: a key of a known object, a misspelt object, or an object from elsewhere. */
function judge(hole: Hole, carrier: Carrier | undefined, declaredNames: DeclaredNames): Claim {
  const what = carrier ? carrierName(carrier) : hole.carrier.replace(/^carrier:[^:]*:/, '');
  const place = absent(hole.referencedAt, `${what} is declared nowhere here`);
  const { objectDeclaredAt = null } = carrier ?? {};
  if (objectDeclaredAt !== null || hole.nearest !== null) return missingKey(hole, carrier, what, place);
  const similar = carrier ? nearestName(carrier.name, declaredNames.get(siblingsOf(carrier)) ?? []) : null;
  if (similar === null)
    return {
      message: `${what} is declared nowhere in this repository; it may be created outside of it.`,
      place,
      severity: 'note',
    };
  const severity = hole.optional ? 'note' : 'warning';
  return { message: `${what} is declared nowhere here. Is ${similar} meant?`, place, severity, confidence: 'inferred' };
}

function missingKey({ nearest, optional }: Hole, carrier: Carrier | undefined, what: string, place: Evidence): Claim {
  const object = carrier?.name ?? 'The object';
  const offer = nearest === null ? '' : ` Is ${nearest} meant?`;
  const key = carrier?.key ?? what;
  const lacks = `${object} has no key ${key}.${offer}`;
  return optional
    ? { message: `${lacks} The reference is optional.`, place, severity: 'note' }
    : { message: lacks, place };
}

type DeclaredNames = ReadonlyMap<string, ReadonlySet<string>>;

/** Objects that could be meant instead: of one type, cluster and namespace. */
function siblingsOf({ type, cluster, namespace }: Carrier): string {
  return JSON.stringify([type, cluster, namespace]);
}

function namesDeclared({ carriers }: Graph): DeclaredNames {
  const known = [...carriers.values()].filter(({ objectDeclaredAt }) => objectDeclaredAt !== null);
  const grouped = groupBy(known, siblingsOf);
  return new Map([...grouped].map(([siblings, items]) => [siblings, new Set(items.map(({ name }) => name))]));
}

/** Who refers to it, where a path begins at that line. */
function usersByPlace({
  paths,
}: Graph): ReadonlyMap<string, { readonly credential: string; readonly consumer: string }> {
  return new Map(
    [...paths].reverse().map(({ delivery, credential, consumer }) => [placeKey(delivery.at), { credential, consumer }]),
  );
}

function placeKey({ file, line, column }: Span): string {
  return `${file}:${line}:${column}`;
}

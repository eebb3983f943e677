/** What the change leaves worse than it was: lost owners, carriers nobody uses any more, findings and open references that are new. */
import { carrierName, isHole } from '../explain/view.ts';
import type { WireEvidence, WireFinding } from '../wire/types.ts';
import { CHANGE_KINDS, type ChangeId, type Seen } from './change.ts';
import { NOWHERE, type Pairs } from './pairs.ts';
import type { Side } from './sides.ts';

export function removedOwners({ keptConsumers }: Pairs): readonly Seen[] {
  return keptConsumers
    .filter(([was, is]) => was.owner !== null && is.owner === null)
    .map(([was, is]) => ({
      rule: 'removed-owner',
      credential: null,
      consumer: is.id,
      says: () => `${is.name} has no owner any more; it was ${was.owner}.`,
      place: is.because.find(({ file }) => file !== null) ?? NOWHERE,
    }));
}

/** Only what was in use before: a Secret that is new and unused may be for somebody outside. */
export function unusedCarriers({ before, after, identity }: Pairs): readonly Seen[] {
  const [wasUsed, isUsed] = [usedIn(before), usedIn(after)];
  const holds = new Map(after.inventory.credentials.flatMap(({ id, carriers }) => carriers.map((one) => [one, id])));
  return after.inventory.carriers
    .filter((carrier) => !isHole(carrier) && carrier.declared !== false && !isUsed.has(carrier.id))
    .filter(({ id }) => wasUsed.has(identity.carriers.get(id) ?? ''))
    .map((carrier) => ({
      rule: 'unused-carrier',
      credential: holds.get(carrier.id) ?? null,
      consumer: null,
      says: () => `Nothing here uses ${carrierName(after, carrier.id)} any more.`,
      place: carrier.because.find(({ file }) => file !== null) ?? NOWHERE,
    }));
}

function usedIn({ inventory }: Side): ReadonlySet<string> {
  return new Set([
    ...inventory.paths.flatMap(({ carriers }) => carriers),
    ...inventory.derivations.map(({ from }) => from),
  ]);
}

/** Rules of the scan whose findings are news when they are new. */
const NEWS: ReadonlySet<string> = new Set([
  'dangling-reference',
  'cross-environment-credential',
  'window-shorter-than-convergence',
  'copied-credential',
] satisfies readonly ChangeId[]);

/** Told by what they say: lines move, and a consumer that moved says the same. */
export function newFindings({ before, after, identity }: Pairs): readonly Seen[] {
  const known = new Set(before.inventory.findings.map(saying));
  // What something outside creates is no news; what was declared here and is not any more may be a slip.
  const isNews = ({ severity, credential }: WireFinding) =>
    severity !== 'note' || wasDeclared(before, identity.credentials.get(credential ?? ''));
  return after.inventory.findings
    .filter((finding) => NEWS.has(finding.rule) && !known.has(saying(finding)) && isNews(finding))
    .flatMap((finding): Seen[] => {
      const kind = CHANGE_KINDS.find(({ id }) => id === finding.rule);
      if (!kind) return [];
      const { severity, credential, consumer, message, place, related } = finding;
      return [{ rule: kind.id, severity, credential, consumer, says: () => message, place, related }];
    });
}

function wasDeclared({ credentials, carriers }: Side, credential: string | undefined): boolean {
  const held = credentials.get(credential ?? '')?.carriers ?? [];
  return held.some((id) => carriers.get(id)?.declared === true);
}

function saying({ rule, message }: WireFinding): string {
  return `${rule} ${message.replaceAll(/\d+/g, '#')}`;
}

/** References to credentials only, counted by what could not be followed: a moved file or another version says nothing new. */
export function newUnresolved({ before, after }: Pairs): readonly Seen[] {
  const left = new Map<string, number>();
  const keyOf = ({ says }: WireEvidence) => says.replaceAll(/\d+/g, '#');
  for (const place of notFollowed(before)) left.set(keyOf(place), (left.get(keyOf(place)) ?? 0) + 1);
  return notFollowed(after).flatMap((place): Seen[] => {
    const count = left.get(keyOf(place)) ?? 0;
    left.set(keyOf(place), count - 1);
    const says = () => `Not followed: ${place.says}.`;
    return count > 0 ? [] : [{ rule: 'unresolved-access', credential: null, consumer: null, says, place }];
  });
}

/** One finding of the rule tells all places of a file. */
function notFollowed({ inventory }: Side): readonly WireEvidence[] {
  return inventory.findings
    .filter(({ rule }) => rule === 'unresolved-access')
    .flatMap(({ place, related }) => [place, ...related]);
}

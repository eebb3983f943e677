/**
 * Two inventories → what changed for rotation. Pure: the same two give the same review, byte for byte. It reports what became worse and
 * is silent otherwise; that something moved, was renamed or re-ordered is not news.
 */
import { credentialLabel } from '../explain/view.ts';
import { sayList } from '../explain/words.ts';
import { groupBy } from '../model/group.ts';
import { compareText } from '../model/place.ts';
import type { WireFinding, WireInventory } from '../wire/types.ts';
import { SEVERITIES } from '../wire/words.ts';
import { newConsumers, newCredentials } from './arrivals.ts';
import { CHANGE_KINDS, type Change, type CredentialShift, type Review, type Seen } from './change.ts';
import { sharedElsewhere } from './elsewhere.ts';
import { longerConvergences, widenedScopes } from './figures.ts';
import { improvementsOf } from './improvements.ts';
import { type Pairs, pairUp } from './pairs.ts';
import { refreshRegressions } from './refresh.ts';
import { newFindings, newUnresolved, removedOwners, unusedCarriers } from './remains.ts';
import { newlyShared } from './sharing.ts';
import type { Elsewhere } from './sides.ts';

const LOOKS: ReadonlyArray<(pairs: Pairs) => readonly Seen[]> = [
  newFindings,
  newlyShared,
  sharedElsewhere,
  refreshRegressions,
  longerConvergences,
  widenedScopes,
  removedOwners,
  newConsumers,
  newCredentials,
  unusedCarriers,
  newUnresolved,
];

/** Compares an earlier inventory with a later one; `elsewhere` of both where their radii count other repositories. */
export function compareInventories(
  before: WireInventory,
  after: WireInventory,
  elsewhere: readonly [Elsewhere, Elsewhere] = [new Map(), new Map()],
): Review {
  const pairs = pairUp(before, after, elsewhere);
  const seen = LOOKS.flatMap((look) => look(pairs));
  const changes = [...groupBy(seen, sayingOf).values()].flatMap((group) => changeOf(group, pairs)).sort(worstFirst);
  return {
    before: { root: before.source.root, commit: before.source.commit },
    after: { root: after.source.root, commit: after.source.commit },
    changes,
    credentials: shiftsOf(new Set(changes.flatMap(({ credentials }) => credentials)), pairs),
    improvements: improvementsOf(pairs),
  };
}

/** Changes that differ in the credential alone are one. */
function sayingOf({ rule, severity, consumer, says }: Seen): string {
  return JSON.stringify([rule, severity, consumer, says('…')]);
}

/** Names of credentials a sentence lists before it counts the rest. */
const NAMED = 4;

function changeOf(group: readonly Seen[], { after }: Pairs): readonly Change[] {
  const [first] = group;
  if (!first) return [];
  const labelOf = (id: string) => {
    const credential = after.credentials.get(id);
    return credential ? credentialLabel(after, credential) : id;
  };
  const credentials = [...new Set(group.flatMap(({ credential }) => credential ?? []))].sort(compareText);
  const severity = first.severity ?? CHANGE_KINDS.find(({ id }) => id === first.rule)?.severity ?? 'note';
  const findingOf = ({ rule, credential, consumer, says, place, related = [] }: Seen): WireFinding => ({
    rule,
    severity,
    confidence: place.confidence,
    message: says(credential === null ? '' : labelOf(credential)),
    place,
    related,
    credential,
    consumer,
  });
  return [
    {
      rule: first.rule,
      severity,
      message: first.says(sayList(credentials.map(labelOf), NAMED)),
      credentials,
      consumer: first.consumer,
      place: first.place,
      findings: group.map(findingOf),
    },
  ];
}

const ORDER: ReadonlyMap<string, number> = new Map(CHANGE_KINDS.map(({ id }, at) => [id, at]));

function worstFirst(a: Change, b: Change): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    (ORDER.get(a.rule) ?? 0) - (ORDER.get(b.rule) ?? 0) ||
    b.credentials.length - a.credentials.length ||
    compareText(a.message, b.message) ||
    compareText(a.credentials.join(), b.credentials.join())
  );
}

function shiftsOf(touched: ReadonlySet<string>, { before, after, identity }: Pairs): readonly CredentialShift[] {
  const shifts = [...touched].flatMap((id): CredentialShift[] => {
    const is = after.credentials.get(id);
    if (!is) return [];
    const was = before.credentials.get(identity.credentials.get(id) ?? '');
    const count = (side: typeof after, credential: string | undefined) =>
      side.usesOf.get(credential ?? '')?.length ?? 0;
    return [
      {
        id,
        name: credentialLabel(after, is),
        scope: { before: was?.scopeRadius.score ?? null, after: is.scopeRadius.score },
        rollout: { before: was?.rolloutRadius.score ?? null, after: is.rolloutRadius.score },
        consumers: { before: was ? count(before, was.id) : null, after: count(after, id) },
        settled: {
          before: was?.convergence.automatic.settled.bound ?? null,
          after: is.convergence.automatic.settled.bound,
        },
        elsewhere: after.elsewhere.get(id) ?? [],
      },
    ];
  });
  return shifts.sort((a, b) => (b.rollout.after ?? 0) - (a.rollout.after ?? 0) || compareText(a.id, b.id));
}

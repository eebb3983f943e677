/**
 * One credential with everything around it, looked up once, for all parts of a plan. Looks up and sorts; decides only what
 * several parts must see alike: who needs an action, who is rare, who is outside our control.
 */
import { pathsOf, type View, viewOf } from '../explain/view.ts';
import type { KindRow } from '../knowledge/tables.ts';
import { parseDuration, type Seconds } from '../model/duration.ts';
import { compareText } from '../model/place.ts';
import type {
  WireAction,
  WireCarrier,
  WireConsumer,
  WireConsumerCredential,
  WireCredential,
  WireDependency,
  WireInventory,
  WirePath,
} from '../wire/types.ts';
import { REFRESH_MODES } from '../wire/words.ts';
import type { Pattern } from './contract.ts';

export interface Options {
  readonly mode: 'routine' | 'compromise';
  readonly drill: boolean;
  /** ISO moment of publication. */
  readonly start: string | null;
  /** A proposed overlap window. */
  readonly window: Seconds | null;
}

/** A consumer of the credential with its paths, the least cooperative first. */
export interface User {
  readonly consumer: WireConsumer;
  readonly paths: readonly [WirePath, ...WirePath[]];
  /** The path that decides. */
  readonly deciding: WirePath;
  readonly timing: WireConsumerCredential;
  /** What the inventory counts on; null: it needs none. */
  readonly action: WireAction | null;
  /** Somebody must do something: never by itself, or only if a controller nobody saw runs, or not established. */
  readonly needsAction: boolean;
  /** Nobody who rotates controls it: it is told, not restarted. */
  readonly outside: boolean;
  readonly accepts: boolean;
}

export interface Subject {
  readonly view: View;
  readonly credential: WireCredential;
  readonly dependency: WireDependency | null;
  /** What accepts it, as people say it. */
  readonly accepts: string;
  readonly kind: KindRow | null;
  readonly pattern: Pattern;
  /** What accepts it is not known: the pattern is the worst case. */
  readonly assumed: boolean;
  /** The commands of the kind's row fit this pattern. */
  readonly fits: boolean;
  readonly origin: WireCarrier | null;
  /** Sorted by refresh mode, least cooperative first, then by name and id. */
  readonly users: readonly [User, ...User[]];
  readonly options: Options;
}

const OUTSIDE: ReadonlySet<string> = new Set(['vendor', 'person', 'client']);

/** null: no consumer is known. */
export function subjectOf(
  inventory: WireInventory,
  credential: WireCredential,
  kind: KindRow | null,
  patterns: readonly Pattern[],
  options: Options,
): Subject | null {
  const view = viewOf(inventory);
  const dependency = inventory.dependencies.find(({ id }) => id === credential.dependency) ?? null;
  const [first, ...others] = usersOf(view, credential);
  const wanted = credential.pattern.recommended ?? dependency?.acceptance ?? null;
  const pattern = patterns.find(({ id }) => id === (wanted ?? 'cutover'));
  if (first === undefined || pattern === undefined) return null;
  return {
    view,
    credential,
    dependency,
    accepts: dependency?.name ?? 'the dependency (not known)',
    kind,
    pattern,
    assumed: wanted === null,
    fits: kind !== null && kind.recommendedPattern === pattern.id,
    origin: view.carriers.get(credential.carriers[0] ?? '') ?? null,
    users: [first, ...others],
    options,
  };
}

/** Every consumer of the credential, the least cooperative first. */
export function usersOf(view: View, credential: WireCredential): readonly User[] {
  const byConsumer = new Map<string, WirePath[]>();
  for (const path of pathsOf(view, credential))
    byConsumer.set(path.consumer, [...(byConsumer.get(path.consumer) ?? []), path]);
  return [...byConsumer.values()]
    .flatMap((paths) => userOf(view, credential, paths))
    .sort(
      (a, b) =>
        REFRESH_MODES.indexOf(a.deciding.refresh.mode) - REFRESH_MODES.indexOf(b.deciding.refresh.mode) ||
        compareText(a.consumer.name, b.consumer.name) ||
        compareText(a.consumer.id, b.consumer.id),
    );
}

function userOf(view: View, credential: WireCredential, [deciding, ...rest]: readonly WirePath[]): readonly User[] {
  const consumer = view.consumers.get(deciding?.consumer ?? '');
  if (deciding === undefined || consumer === undefined) return [];
  const paths = [deciding, ...rest] as const;
  const action = credential.actions.find((one) => one.consumer === consumer.id) ?? null;
  const timing =
    consumer.convergence.credentials?.find((one) => one.credential === credential.id) ??
    ({
      ...consumer.convergence,
      credential: credential.id,
      neverWithoutAction: credential.convergence.neverWithoutAction.includes(consumer.id),
    } as const);
  const vague = paths.some(({ refresh }) => refresh.mode === 'unknown' || refresh.intent === true);
  return [
    {
      consumer,
      paths,
      deciding,
      timing,
      action,
      needsAction: action !== null || timing.neverWithoutAction || vague,
      outside: OUTSIDE.has(consumer.kind) || (consumer.objectKind === 'declared' && deciding.refresh.mode === 'manual'),
      accepts: paths.some(({ role }) => role !== 'presents'),
    },
  ];
}

/** Seconds of an ISO duration of the wire; null stays null. */
export function secondsOf(iso: string | null): Seconds | null {
  return iso === null ? null : parseDuration(iso);
}

/** A scheduled run at least this far apart is easily forgotten (design, section 6: `thresholds.lowFrequency`). */
const LOW_FREQUENCY: Seconds = 3600;

/** The longest wait for a run of its schedule; null: it has none, or none that can be stated. */
export function longestGap(user: User): Seconds | null {
  const waits = user.paths.flatMap(({ delays }) =>
    delays.filter(({ hop }) => hop === 'schedule').flatMap(({ max }) => secondsOf(max) ?? []),
  );
  return waits.length === 0 ? null : Math.max(...waits);
}

/** The latest moment at which the value is where a run of it reads it; null: no bound. Counted from publication. */
export function arrivalOf({ paths }: User): Seconds | null {
  const arrivals = paths.map(({ delays }) => {
    const until = delays.findIndex(({ hop }) => hop === 'schedule');
    const before = delays.slice(0, Math.max(until, 0)).map(({ max }) => secondsOf(max));
    return before.reduce<Seconds | null>((sum, max) => (sum === null || max === null ? null : sum + max), 0);
  });
  return arrivals.reduce<Seconds | null>(
    (latest, at) => (latest === null || at === null ? null : Math.max(latest, at)),
    0,
  );
}

/** Runs on a schedule of its own. */
export function isScheduled({ consumer, paths }: User): boolean {
  return consumer.schedule !== null || paths.some(({ delays }) => delays.some(({ hop }) => hop === 'schedule'));
}

/** Comes seldom or is not there now: what a rotation forgets. */
export function isRare(user: User): boolean {
  if (user.consumer.dormant) return true;
  const gap = longestGap(user);
  return isScheduled(user) && (gap === null || gap >= LOW_FREQUENCY);
}

/** How the kind's row tells that nobody presents the old value; null: no row fits the pattern. */
export function unusedEvidence({ kind, fits }: Subject): string | null {
  if (kind === null || !fits) return null;
  return kind.confidence === 'low' ? `${kind.evidenceOldUnused} (unverified: row ${kind.id})` : kind.evidenceOldUnused;
}

/** How people call a consumer here: with its cluster where the name alone is not unique. */
export function nameOf({ users }: Subject, { consumer }: User): string {
  const alike = users.filter(({ consumer: { name } }) => name === consumer.name);
  if (alike.length < 2) return consumer.name;
  const scope = [consumer.cluster, consumer.namespace].filter((part) => part !== null).join('/');
  return scope === '' ? consumer.id : `${consumer.name} (${scope})`;
}

/** Names of consumers, all of them: a name that is cut is a consumer that is forgotten. */
export function namesOf(subject: Subject, users: readonly User[]): readonly string[] {
  return users.map((user) => nameOf(subject, user));
}

/** Who answers for it, as a sign-off names it. */
export function ownerOf({ consumer }: User): string {
  return consumer.owner ?? 'nobody named';
}

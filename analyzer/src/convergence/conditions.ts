/**
 * The six conditions of a rotation without downtime (design, section 8), one row each, as far as the graph can tell. A
 * condition nobody can judge is missing, never met.
 */
import type { Credential, Dependency } from '../model/graph.ts';
import type { ConsumerKind, RefreshMode } from '../model/vocabulary.ts';
import type { ConsumerCourse } from './course.ts';
import { listed } from './latest.ts';

/** One valid value, whoever counts: the dependency, or names that show a current and a next one. */
export function isCutover(credential: Credential, dependency: Dependency | null): boolean {
  return dependency?.acceptance === 'cutover' && Math.max(dependency.slots ?? 1, credential.slots) <= 1;
}

/** A credential as the conditions judge it. */
export interface Case {
  readonly credential: Credential;
  readonly dependency: Dependency | null;
  readonly consumers: readonly ConsumerCourse[];
}

/** A condition of a rotation without downtime: what or who fails it. */
interface Condition {
  readonly says: string;
  failing(of: Case): readonly string[];
}

const DIES: ReadonlySet<RefreshMode> = new Set<RefreshMode>(['startup', 'build', 'restart-on-change']);
const BACKGROUND: ReadonlySet<ConsumerKind> = new Set<ConsumerKind>([
  'worker',
  'cron',
  'job',
  'script',
  'ci',
  'backup',
]);
/** Kinds whose use of a value nobody here can see. */
const UNSEEN: ReadonlySet<ConsumerKind> = new Set<ConsumerKind>(['vendor', 'person', 'client']);

/** The six conditions of design section 8, as far as the graph can tell. */
const CONDITIONS: readonly Condition[] = [
  {
    says: 'old and new coexist',
    failing: ({ credential, dependency }) => {
      if (!dependency?.acceptance) return ['what accepts it is not known'];
      return isCutover(credential, dependency) ? ['one value is valid at a time'] : [];
    },
  },
  {
    says: 'adoption without process death',
    failing: ({ consumers }) =>
      named(consumers, ({ courses }) => courses.some(({ route }) => DIES.has(route.refresh.mode))),
  },
  {
    says: 'long-lived connections age out',
    failing: ({ consumers }) =>
      named(consumers, ({ courses }) =>
        courses.some(({ automatic }) =>
          automatic.delays.some(
            ({ hop, law }) => hop === 'drain' && (law.kind === 'unbounded' || law.kind === 'unknown'),
          ),
        ),
      ),
  },
  {
    says: 'background work converges',
    failing: ({ consumers }) =>
      named(consumers, ({ consumer, timing }) => {
        const background = consumer.dormant !== null || BACKGROUND.has(consumer.kind);
        return background && timing.withActions.adopted.bound === null;
      }),
  },
  {
    says: 'rollback stays possible during overlap',
    failing: ({ credential, dependency }) => {
      if (!dependency?.acceptance) return ['what accepts it is not known'];
      return isCutover(credential, dependency) ? ['the old value is refused at once'] : [];
    },
  },
  {
    says: 'revocation only on evidence',
    failing: ({ consumers }) =>
      named(
        consumers,
        ({ consumer, courses }) =>
          UNSEEN.has(consumer.kind) || courses.some(({ route }) => route.refresh.mode === 'unknown'),
      ),
  },
];

/** The conditions that fail, each with what or who fails it. */
export function missingConditions(of: Case): readonly string[] {
  return CONDITIONS.flatMap(({ says, failing }) => {
    const who = failing(of);
    return who.length > 0 ? [`${says}: ${listed(who)}`] : [];
  });
}

function named(consumers: readonly ConsumerCourse[], fails: (consumer: ConsumerCourse) => boolean): readonly string[] {
  return [...new Set(consumers.filter(fails).map(({ consumer }) => consumer.name))];
}

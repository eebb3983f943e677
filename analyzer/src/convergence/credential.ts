/**
 * One credential: its paths' timing, its consumers by themselves and with the actions taken, and the last of them. A
 * dormant consumer delays nothing while it sleeps, so it is listed without a figure and counted in none (design,
 * section 4).
 */

import type { Consumer, Credential, PropagationPath } from '../model/graph.ts';
import { compareText } from '../model/place.ts';
import type { ConsumerTiming, Convergence, Delay, Milestones, PathTiming, Times } from '../model/timing.ts';
import { act, actionFor, endsByAction, isFrozen } from './actions.ts';
import type { ConsumerCourse, Course } from './course.ts';
import { delaysOf } from './delays.ts';
import { connectionOfStale } from './drain.ts';
import { type Estate, groupBy, routeOf } from './estate.ts';
import { type Known, noBound } from './latest.ts';
import { type MilestoneFigures, milestonesOf, type Passage, type Say, typicalOf } from './milestones.ts';
import { revocationOf } from './revocation.ts';

/** Everything convergence says about a credential. */
export function convergeCredential(estate: Estate, credential: Credential, known: Known) {
  const paths = estate.paths.get(credential.id) ?? [];
  const courses = paths.flatMap((path) => courseOf(estate, path));
  const timing = courses.map(({ automatic, route }): PathTiming => {
    const { milestones } = typicalOf(automatic, known);
    const connection = connectionOfStale(estate, route);
    const timed = { path: route.path.id, delays: automatic.delays, typical: milestones };
    return connection === null ? timed : { ...timed, connection };
  });
  const consumers = consumersOf(courses, credential.id, known);
  return { timing, convergence: summarise(estate, credential, consumers, known) };
}

function courseOf(estate: Estate, path: PropagationPath): readonly Course[] {
  const route = routeOf(estate, path);
  if (!route) return [];
  const { consumer } = route;
  const delays = delaysOf(estate, route);
  const acted = act(delays, consumer);
  const passage = (of: readonly Delay[]): Passage => ({ path: path.id, consumer, delays: of });
  return [{ route, automatic: passage(delays), withActions: passage(acted ?? delays), needsAction: acted !== null }];
}

function consumersOf(courses: readonly Course[], credential: string, known: Known): readonly ConsumerCourse[] {
  const byId = groupBy(courses, ({ route }) => route.consumer.id);
  return [...byId]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([, own]) => {
      const consumer = own[0]?.route.consumer;
      return consumer ? [{ consumer, courses: own, timing: consumerTiming(consumer, own, credential, known) }] : [];
    });
}

function consumerTiming(
  consumer: Consumer,
  courses: readonly Course[],
  credential: string,
  known: Known,
): ConsumerTiming {
  const awake = (milestones: Milestones) => (consumer.dormant === null ? milestones : asleep(milestones));
  const automatic = awake(
    milestonesOf(
      courses.map((course) => course.automatic),
      known,
    ).milestones,
  );
  const acting = courses.filter(({ needsAction }) => needsAction);
  const acts = acting.length > 0;
  const withActions = acts
    ? awake(
        milestonesOf(
          courses.map((course) => course.withActions),
          known,
        ).milestones,
      )
    : automatic;
  const neverWithoutAction =
    consumer.dormant === null &&
    courses.some(({ automatic: { delays } }) => delays.some((delay) => isStuck(delay, consumer)));
  return {
    consumer: consumer.id,
    credential,
    automatic,
    withActions,
    action: acts
      ? actionFor(
          consumer,
          acting.map(({ route }) => route.refresh.mechanism),
          acting.some(({ automatic: { delays } }) => isFrozen(delays)),
        )
      : null,
    neverWithoutAction,
  };
}

function isStuck(delay: Delay, consumer: Consumer): boolean {
  return delay.law.kind === 'never' || endsByAction(delay, consumer);
}

function asleep({ adopted, settled, confirmed }: Milestones): Milestones {
  const sleep = ({ bound, conditionalBound }: Times) => noBound('dormant', bound ?? conditionalBound);
  return { adopted: sleep(adopted), settled: sleep(settled), confirmed: sleep(confirmed) };
}

function summarise(
  estate: Estate,
  credential: Credential,
  consumers: readonly ConsumerCourse[],
  known: Known,
): Convergence {
  const awake = consumers.filter(({ consumer }) => consumer.dormant === null);
  const courses = awake.flatMap((consumer) => consumer.courses);
  const automatic = together(
    courses.map((course) => course.automatic),
    consumers.length,
    known,
  );
  const acts = courses.some(({ needsAction }) => needsAction);
  const withActions = acts
    ? together(
        courses.map((course) => course.withActions),
        consumers.length,
        known,
      )
    : automatic;
  const revocation = revocationOf(estate, credential, consumers, withActions.milestones);
  return {
    credential: credential.id,
    automatic: automatic.milestones,
    withActions: withActions.milestones,
    slowest: slowestOf(awake.map(({ timing }) => timing)),
    neverWithoutAction: awake.filter(({ timing }) => timing.neverWithoutAction).map(({ consumer }) => consumer.id),
    consumers: consumers.map(({ timing }) => timing),
    overlapMinimum: revocation.overlapMinimum,
    revocation: revocation.figures,
    numericError: Math.max(automatic.error, withActions.error),
  };
}

/** The last of the passages, naming who keeps it from having an end. */
function together(passages: readonly Passage[], consumers: number, known: Known): MilestoneFigures {
  if (passages.length > 0) return milestonesOf(passages, known, namingConsumer);
  const none = noBound(consumers > 0 ? 'dormant' : 'no-consumer-known', null);
  return { milestones: { adopted: none, settled: none, confirmed: none }, error: 0 };
}

const namingConsumer: Say = ({ name }, reason) => `${name}: ${reason}`;

/** The consumer with the longest settled bound once everybody has acted; the first by id of equals. */
function slowestOf(timings: readonly ConsumerTiming[]): string | null {
  const bounded = timings.flatMap(({ consumer, withActions }) =>
    withActions.settled.bound === null ? [] : [{ consumer, bound: withActions.settled.bound }],
  );
  return bounded.sort((a, b) => b.bound - a.bound || compareText(a.consumer, b.consumer))[0]?.consumer ?? null;
}

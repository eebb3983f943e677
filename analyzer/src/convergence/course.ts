/**
 * What is known of a path, and of a consumer, once its delays are: by itself and with the actions taken. Made by
 * `credential.ts`, judged by `revocation.ts`.
 */
import type { Consumer } from '../model/graph.ts';
import type { ConsumerTiming } from '../model/timing.ts';
import type { Route } from './estate.ts';
import type { Passage } from './milestones.ts';

/** A path with its delays in both situations. */
export interface Course {
  readonly route: Route;
  readonly automatic: Passage;
  readonly withActions: Passage;
  /** Somebody must act for it to converge. */
  readonly needsAction: boolean;
}

/** The paths of one consumer. */
export interface ConsumerCourse {
  readonly consumer: Consumer;
  readonly courses: readonly Course[];
  readonly timing: ConsumerTiming;
}

/** The sentence that every way back ends with: it is what rollbacks forget. */
import { way } from '../steps.ts';

/** Said in every phase after publication. */
export const CONSUMER_STATE = way(
  'rolling back acceptance is not rolling back consumer state: whoever has loaded the new value keeps it until it is told or restarted again',
);

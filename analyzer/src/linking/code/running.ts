/** A consumer with the code it runs: what reads are matched against. */
import type { ConsumerRef } from '../../model/fact.ts';
import type { Place } from '../place.ts';
import type { CodeScope } from './scopes.ts';

export interface Running {
  /** `consumerKey` of the consumer. */
  readonly key: string;
  readonly consumer: ConsumerRef;
  readonly place: Place;
  readonly scope: CodeScope;
  /** The folder all of its files share. */
  readonly folder: string;
}

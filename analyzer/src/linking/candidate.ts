/** One way a credential may reach a consumer. */
import type { Evidence } from '../model/evidence.ts';
import type { ResolvedDelivery } from './deliveries.ts';
import type { Route } from './routes.ts';

export interface Candidate {
  readonly delivery: ResolvedDelivery;
  readonly route: Route;
  readonly because: readonly Evidence[];
  /** Only the public half is delivered: its holder accepts. */
  readonly publicHalf: boolean;
}

/** How a rotation goes by itself, in three figures: what an improvement is judged by. */
import { obstacleTo } from '../convergence/breakage.ts';
import { boundOf } from '../convergence/latest.ts';
import { strandsOf } from '../convergence/milestones.ts';
import { byConsumer, type Rotation } from '../convergence/rotation.ts';
import type { Seconds } from '../model/duration.ts';

export interface Standing {
  /** Consumers that never settle by themselves. */
  readonly stuck: number;
  /** Consumers of which nobody knows whether they settle, or when. */
  readonly unknown: number;
  /** Seconds until everybody else has settled. */
  readonly settled: Seconds;
}

/** The three figures of a rotation. */
export function standingOf({ holdings }: Rotation): Standing {
  const judged = byConsumer(holdings).map((held) => ({ held, obstacle: obstacleTo(held, 'settled') }));
  const moving = judged.filter(({ obstacle }) => obstacle === null).flatMap(({ held }) => held.holdings);
  return {
    stuck: judged.filter(({ obstacle }) => obstacle?.sure).length,
    unknown: judged.filter(({ obstacle }) => obstacle && !obstacle.sure).length,
    settled: boundOf(moving.flatMap((holding) => strandsOf(holding, 'settled'))),
  };
}

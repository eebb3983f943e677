/** Both blast radii (design, section 7): a score is the sum of its factors, and each factor says where it comes from. */
import type { Because } from './evidence.ts';

export const BANDS = ['contained', 'moderate', 'wide', 'critical'] as const;
export type Band = (typeof BANDS)[number];

export interface Factor {
  readonly name: string;
  /** What was counted or judged. */
  readonly value: number | string;
  readonly points: number;
  readonly max: number;
  readonly because: Because;
}

export interface Radius {
  /** 0–100, one decimal. */
  readonly score: number;
  readonly band: Band;
  readonly factors: readonly Factor[];
}

export interface Radii {
  readonly credential: string;
  readonly scope: Radius;
  readonly rollout: Radius;
}

/** Sections: both blast radii, point by point. */
import type { WireRadius } from '../wire/types.ts';
import { reasoned, type Section } from './explanation.ts';

/** Each factor with its points, what was counted and where that comes from. */
export function explainRadius(title: string, radius: WireRadius): Section {
  return {
    title: `${title} ${radius.score} of 100, ${radius.band}`,
    lines: radius.factors.flatMap((factor) =>
      reasoned(
        `${factor.name}: ${points(factor.points)} of ${points(factor.max)} points (${factor.value})`,
        factor.because,
      ),
    ),
  };
}

function points(value: number): string {
  return String(Math.round(value * 10) / 10);
}

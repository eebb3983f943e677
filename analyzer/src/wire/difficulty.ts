/** How hard one credential is to rotate today, as one ordinal (design, section 7), read off what the layers already say. */
import type { Inventory } from '../model/inventory.ts';
import type { Radii } from '../model/radius.ts';
import type { Convergence } from '../model/timing.ts';
import type { Difficulty } from '../model/vocabulary.ts';

interface Figures {
  readonly radii: Radii | undefined;
  readonly convergence: Convergence | undefined;
}

/** The worst first; the first that holds is it. */
const CLAIMS: ReadonlyArray<{ readonly is: Difficulty; readonly holds: (figures: Figures) => boolean }> = [
  { is: 'impossible today', holds: ({ convergence }) => somebodyStaysForEver(convergence) },
  { is: 'surgery', holds: ({ convergence }) => convergence?.revocation.verdict === 'cutover' },
  { is: 'surgery', holds: ({ radii }) => radii?.rollout.band === 'wide' || radii?.rollout.band === 'critical' },
  { is: 'campaign', holds: ({ radii }) => radii?.rollout.band === 'moderate' },
  { is: 'campaign', holds: ({ convergence }) => (convergence?.neverWithoutAction.length ?? 0) > 2 },
  { is: 'boring', holds: () => true },
];

/** Somebody never takes the new value, and no action is known that would make them. */
function somebodyStaysForEver(convergence: Convergence | undefined): boolean {
  return (
    convergence?.consumers.some(({ neverWithoutAction, action }) => neverWithoutAction && action === null) ?? false
  );
}

export function difficultyOf(credential: string, { radii, convergence }: Inventory): Difficulty {
  const figures = { radii: radii.get(credential), convergence: convergence.get(credential) };
  return CLAIMS.find(({ holds }) => holds(figures))?.is ?? 'boring';
}

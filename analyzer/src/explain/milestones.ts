/** The three milestones as lines: one line where they agree, since three equal lines hide the one that differs. */
import type { WireMilestones } from '../wire/types.ts';
import { type Line, statement } from './explanation.ts';
import { sayTimes } from './words.ts';

const NAMES = ['adopted', 'settled', 'confirmed'] as const;

export function milestoneLines(milestones: WireMilestones, depth: number): readonly Line[] {
  const said = NAMES.map((name) => sayTimes(milestones[name]));
  if (new Set(said).size === 1) return [statement(`adopted, settled and confirmed: ${said[0]}`, depth)];
  return NAMES.map((name, at) => statement(`${name}: ${said[at]}`, depth));
}

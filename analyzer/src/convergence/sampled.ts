/**
 * The last end over strands whose draws do not form a tree (one consumer behind two carriers that both hang on others): a
 * Monte-Carlo over the shared draws, with the instances below each consumer drawn at once from their exact distribution.
 * Seeded, so that equal input gives equal output. Instance draws of different shape are taken as independent: never too early.
 */
import type { Seconds } from '../model/duration.ts';
import { CELLS, type Curve, quantile } from './curve.ts';
import { endOf, keyOf, quantileOf, type View } from './laws.ts';
import { uniforms } from './random.ts';
import { isShared, type Strand } from './strand.ts';
import { curveOf, growTree, shapeOf } from './tree.ts';

const SAMPLES = 4096;
const SEED = 20_240_101;

/** Three standard errors of a probability of one half, its worst. */
export const SAMPLING_ERROR = (3 * 0.5) / Math.sqrt(SAMPLES);

/** Strands of one consumer whose instances behave alike once their carriers have arrived. */
interface Crowd {
  readonly strands: readonly Strand[];
  readonly tail: Curve;
}

/** The distribution of the last end, on a grid to `end` seconds. */
export function sampleLatest(strands: readonly Strand[], end: Seconds, view: View): Curve {
  const crowds = crowdsOf(strands, view);
  const next = uniforms(SEED);
  const step = end > 0 ? end / CELLS : 1;
  const hits = new Float64Array(CELLS + 1);
  for (let sample = 0; sample < SAMPLES; sample++) {
    const last = Math.max(...drawOnce(crowds, view, next));
    const cell = Math.min(CELLS, Math.max(0, Math.ceil(last / step - 1e-9)));
    hits[cell] = (hits[cell] ?? 0) + 1 / SAMPLES;
  }
  for (let cell = 1; cell <= CELLS; cell++) hits[cell] = Math.min(1, (hits[cell] ?? 0) + (hits[cell - 1] ?? 0));
  return { step, values: hits };
}

function drawOnce(crowds: readonly Crowd[], view: View, next: () => number): readonly Seconds[] {
  const phases = new Map<string, number>();
  const phaseOf = (draw: string) => {
    const phase = phases.get(draw) ?? next();
    phases.set(draw, phase);
    return phase;
  };
  return crowds.map(({ strands, tail }) => {
    const arrivals = strands.map(({ delays }) =>
      delays.filter(isShared).reduce((sum, { draw, law }) => sum + quantileOf(law, phaseOf(draw), view), 0),
    );
    return Math.max(...arrivals) + quantile(tail, next());
  });
}

function crowdsOf(strands: readonly Strand[], view: View): readonly Crowd[] {
  const groups = new Map<string, Strand[]>();
  for (const strand of strands) {
    const own = strand.delays.filter((delay) => !isShared(delay));
    const key = [strand.consumer, ...own.map(({ draw, law }) => `${draw} ${keyOf(law, view)}`)].join('\n');
    groups.set(key, [...(groups.get(key) ?? []), strand]);
  }
  return [...groups.values()].map((group) => ({ strands: group, tail: tailOf(group, view) }));
}

function tailOf([first]: readonly Strand[], view: View): Curve {
  const own = first ? [{ ...first, delays: first.delays.filter((delay) => !isShared(delay)) }] : [];
  const end = own.flatMap(({ delays }) => delays).reduce((sum, { law }) => sum + endOf(law), 0);
  const tree = growTree(own, view);
  return curveOf(shapeOf(tree ?? { below: new Map() }, view), end, new Map());
}

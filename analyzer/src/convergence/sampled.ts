/**
 * The last end over strands whose draws do not form a tree (one consumer behind two carriers that both hang on
 * others): a Monte-Carlo over the shared draws, with the instances below each consumer drawn at once from their exact
 * distribution. Seeded, so that equal input gives equal output. Instance draws of different shape are taken as
 * independent: never too early.
 */
import type { Seconds } from '../model/duration.ts';
import type { Law } from '../model/timing.ts';
import { CELLS, type Curve, quantile } from './curve.ts';
import { groupBy } from './estate.ts';
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
  /** Shared draws of each strand, as places in the list of all of them. */
  readonly arrivals: readonly (readonly Draw[])[];
  readonly tail: Curve;
}

interface Draw {
  readonly place: number;
  readonly law: Law;
}

/** The distribution of the last end, on a grid to `end` seconds. */
export function sampleLatest(strands: readonly Strand[], end: Seconds, view: View): Curve {
  const places = new Map<string, number>();
  const crowds = crowdsOf(strands, view, places);
  const phases = new Float64Array(places.size);
  const next = uniforms(SEED);
  const step = end > 0 ? end / CELLS : 1;
  const hits = new Float64Array(CELLS + 1);
  for (let sample = 0; sample < SAMPLES; sample++) {
    for (let place = 0; place < phases.length; place++) phases[place] = next();
    const last = lastOf(crowds, phases, view, next);
    const cell = Math.min(CELLS, Math.max(0, Math.ceil(last / step - 1e-9)));
    hits[cell] = (hits[cell] ?? 0) + 1 / SAMPLES;
  }
  for (let cell = 1; cell <= CELLS; cell++) hits[cell] = Math.min(1, (hits[cell] ?? 0) + (hits[cell - 1] ?? 0));
  return { step, values: hits };
}

function lastOf(crowds: readonly Crowd[], phases: Float64Array, view: View, next: () => number): Seconds {
  let last = 0;
  for (const { arrivals, tail } of crowds) {
    let arrived = 0;
    for (const draws of arrivals) {
      let sum = 0;
      for (const { place, law } of draws) sum += quantileOf(law, phases[place] ?? 0, view);
      arrived = Math.max(arrived, sum);
    }
    last = Math.max(last, arrived + quantile(tail, next()));
  }
  return last;
}

function crowdsOf(strands: readonly Strand[], view: View, places: Map<string, number>): readonly Crowd[] {
  const ownKey = ({ consumer, delays }: Strand) =>
    [
      consumer,
      ...delays.filter((delay) => !isShared(delay)).map(({ draw, law }) => `${draw} ${keyOf(law, view)}`),
    ].join();
  return [...groupBy(strands, ownKey).values()].map((group) => ({
    arrivals: group.map(({ delays }) =>
      delays.filter(isShared).map(({ draw, law }) => ({ place: placeOf(places, draw), law })),
    ),
    tail: tailOf(group, view),
  }));
}

function placeOf(places: Map<string, number>, draw: string): number {
  const place = places.get(draw) ?? places.size;
  places.set(draw, place);
  return place;
}

function tailOf([first]: readonly Strand[], view: View): Curve {
  const own = first ? [{ ...first, delays: first.delays.filter((delay) => !isShared(delay)) }] : [];
  const tree = growTree(own, view);
  const end = own.flatMap(({ delays }) => delays).reduce((sum, { law }) => sum + endOf(law), 0);
  return curveOf(shapeOf(tree ?? { below: new Map() }, view), end, new Map());
}

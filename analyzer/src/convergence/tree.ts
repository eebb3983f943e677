/**
 * Strands as a tree of draws: strands that share a draw share its branch, so that what hangs below it is independent
 * once it is known, and the distribution of the last end is an exact recursion of convolutions, products and powers.
 * It must never be used where one draw would stand in two places: `growTree` says so, and `sampled.ts` takes over.
 */
import type { Seconds } from '../model/duration.ts';
import { compareText } from '../model/place.ts';
import { type Curve, immediate, latest, latestOf, plus } from './curve.ts';
import { keyOf, piecesOf, type View } from './laws.ts';
import { type Step, type Strand, stepsOf } from './strand.ts';

/** What remains to wait for once a point is reached. */
export interface Branch {
  /** By step and law. */
  readonly below: Map<string, { readonly step: Step; readonly branch: Branch }>;
}

/** The tree of the strands; null where a draw would stand in two places. */
export function growTree(strands: readonly Strand[], view: View): Branch | null {
  const root: Branch = { below: new Map() };
  const parents = new Map<string, Branch>();
  for (const strand of strands) {
    let branch = root;
    for (const step of stepsOf(strand)) {
      const parent = parents.get(step.id);
      const key = `${step.id} ${step.kind === 'draw' ? keyOf(step.law, view) : step.count}`;
      if (parent && (parent !== branch || !branch.below.has(key))) return null;
      parents.set(step.id, branch);
      branch = descend(branch, key, step);
    }
  }
  return root;
}

function descend(branch: Branch, key: string, step: Step): Branch {
  const known = branch.below.get(key);
  if (known) return known.branch;
  const branchBelow: Branch = { below: new Map() };
  branch.below.set(key, { step, branch: branchBelow });
  return branchBelow;
}

/** A branch without names: equal shapes have equal distributions, so one is computed for all of them. */
export interface Shape {
  readonly key: string;
  curve(end: Seconds, known: Map<string, Curve>): Curve;
}

/** The shape of everything below a branch. */
export function shapeOf(branch: Branch, view: View): Shape {
  const parts = [...branch.below.values()].map(({ step, branch: below }) =>
    stepShape(step, shapeOf(below, view), view),
  );
  const counts = new Map<string, { readonly shape: Shape; count: number }>();
  for (const shape of parts.filter(({ key }) => key !== '')) {
    const known = counts.get(shape.key);
    if (known) known.count++;
    else counts.set(shape.key, { shape, count: 1 });
  }
  const sorted = [...counts.values()].sort((a, b) => compareText(a.shape.key, b.shape.key));
  return {
    key: sorted.map(({ shape, count }) => `${count}(${shape.key})`).join('·'),
    curve: (end, known) =>
      latest(
        sorted.map(({ shape, count }) => latestOf(curveOf(shape, end, known), count)),
        end,
      ),
  };
}

/** The curve of a shape on a grid to `end`, computed once per shape. */
export function curveOf(shape: Shape, end: Seconds, known: Map<string, Curve>): Curve {
  const found = known.get(shape.key);
  if (found) return found;
  const curve = shape.key === '' ? immediate(end) : shape.curve(end, known);
  known.set(shape.key, curve);
  return curve;
}

function stepShape(step: Step, below: Shape, view: View): Shape {
  if (step.kind === 'copies') {
    if (below.key === '' || step.count === 1) return below;
    return {
      key: `${step.count}×[${below.key}]`,
      curve: (end, known) => latestOf(curveOf(below, end, known), step.count),
    };
  }
  const law = keyOf(step.law, view);
  if (law === 'f0' || law === 'u0-0') return below;
  return {
    key: `${law}>{${below.key}}`,
    curve: (end, known) => plus(curveOf(below, end, known), piecesOf(step.law, view)),
  };
}
